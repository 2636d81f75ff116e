/**
 * Releases of tiny worlds against an attacker who knows definitions alone, and tries all microdata.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, seedOf } from '../support/depth.ts';
import { type Examined, examine, isBroken, reduceBroken } from './adversary/examine.ts';
import { printExamined } from './adversary/print.ts';
import { type Range, worlds } from './adversary/world.ts';

/** Worlds of each family. */
const CASES = casesOf(100);
const SEED = seedOf(7);
const SHOWN_CASES = 3;
const FAMILIES: readonly (readonly [string, Range])[] = [
  ['claims that are never taken back', { low: 0, high: 2 }],
  ['net corrections', { low: -1, high: 2 }],
];

describe.each(FAMILIES)('in worlds of %s', (family, drawn) => {
  it('no sensitive figure has one possible value alone', { timeout: 60_000 + CASES * 1_000 }, async () => {
    const broken: Examined[] = [];
    const count = {
      worlds: 0,
      refused: 0,
      rows: 0,
      suppressed: 0,
      sensitive: 0,
      shown: 0,
      disclosed: 0,
      byRange: 0,
      undecided: 0,
    };
    for (const world of fc.sample(worlds(drawn), { numRuns: CASES, seed: SEED })) {
      const examined = await examine(world, drawn);
      const { release, attack } = examined;
      count.worlds += 1;
      if (release === null || attack === null) {
        count.refused += 1;
        continue;
      }
      const rows = Object.values(release).flat();
      count.rows += rows.length;
      count.suppressed += rows.filter(({ status }) => status !== 'F').length;
      count.sensitive += attack.sensitive;
      for (const key of ['shown', 'disclosed', 'byRange', 'undecided'] as const) count[key] += attack[key].length;
      if (isBroken(examined)) broken.push(examined);
    }
    const reported = Object.entries(count).map(([name, number]) => `${name} ${number}`);
    process.stdout.write(`adversary, ${family}: ${reported.join(', ')}\n`);
    expect(count.refused).toBeLessThanOrEqual(CASES * 0.08);
    expect(count.undecided).toBeLessThanOrEqual(count.sensitive * 0.02);
    const examples: string[] = [];
    for (const one of broken.slice(0, SHOWN_CASES)) examples.push(printExamined(await reduceBroken(one, drawn)));
    expect(broken.length, `${broken.length} worlds disclose, of which:\n\n${examples.join('\n\n')}\n`).toBe(0);
  });
});
