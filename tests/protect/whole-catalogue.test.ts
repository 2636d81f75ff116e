/** A release of many indicators at once: enough people that municipalities show something. */
import { expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf } from '../support/depth.ts';

/** The deep suite takes every indicator, which is four times the work. */
const ONLY = casesOf(1) > 1 ? [] : ['--only', 'cube_013_*', 'stat_013_*'];

it('publishes a year of the indicators of a quarter, audited', async () => {
  const root = makeDataRoot();
  const run = async (...args: string[]) => {
    const { code, stderr } = await cubes([...args, '--data', root]);
    expect(code, stderr).toBe(0);
  };
  // Some figures read the years before, and seasons the year after.
  await run('synth', '--beneficiaries', '20000', '--years', '2022..2025', '--seed', '5');
  await run('refresh', '2026Q4', '--years', '2024', ...ONLY);
}, 240_000);
