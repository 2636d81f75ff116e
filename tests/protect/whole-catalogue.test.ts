/** A release of every indicator of a quarter: enough people that municipalities show something. */
import { expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';

it('publishes a year of every indicator of a quarter, audited', async () => {
  const root = makeDataRoot();
  const run = async (...args: string[]) => {
    const { code, stderr } = await cubes([...args, '--data', root]);
    expect(code, stderr).toBe(0);
  };
  // Some figures read the years before, and seasons the year after.
  await run('synth', '--beneficiaries', '20000', '--years', '2022..2025', '--seed', '5');
  await run('refresh', '2026Q4', '--years', '2024');
}, 240_000);
