/** A release of every indicator of a quarter: enough people that municipalities show something. */
import { expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';

it('publishes a year of all imaging indicators, audited', async () => {
  const root = makeDataRoot();
  const run = async (...args: string[]) => {
    const { code, stderr } = await cubes([...args, '--data', root]);
    expect(code, stderr).toBe(0);
  };
  // CT scans over three years read the two before.
  await run('synth', '--beneficiaries', '20000', '--years', '2022..2024', '--seed', '5');
  await run('refresh', '2026Q4', '--years', '2024', '--only', 'cube_013_*', 'stat_013_*');
}, 240_000);
