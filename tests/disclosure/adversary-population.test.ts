/**
 * Releases with figures of the members of one group beside figures broken down by group, against an
 * attacker who knows definitions alone, and tries all microdata.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf, seedOf } from '../support/depth.ts';
import { type Examined, examine, isBroken, reduceBroken } from './adversary/examine.ts';
import { printExamined } from './adversary/print.ts';
import { type Range, type World, worlds } from './adversary/world.ts';

const CASES = casesOf(60);
const FAMILIES: readonly (readonly [string, Range])[] = [
  ['claims that are never taken back', { low: 0, high: 2 }],
  ['net corrections', { low: -1, high: 2 }],
];
/** A figure of the members of a group, about as often as one of everybody. */
const POPULATIONS = fc.option(fc.nat(3), { freq: 2, nil: null });

/** Whether some figure is of a group, and another is broken down by group. */
function hasBoth({ cubes }: World): boolean {
  return cubes.some(({ among }) => among !== undefined) && cubes.some(({ byGroup }) => byGroup);
}

describe.each(FAMILIES)('in worlds of %s', (family, drawn) => {
  it('no figure of a group discloses another figure', { timeout: 60_000 + CASES * 2_000 }, async () => {
    const broken: Examined[] = [];
    let refused = 0;
    let sensitive = 0;
    let undecided = 0;
    const drawnWorlds = worlds(drawn, POPULATIONS).filter(hasBoth);
    for (const world of fc.sample(drawnWorlds, { numRuns: CASES, seed: seedOf(11) })) {
      const examined = await examine(world, drawn);
      if (examined.attack === null) refused += 1;
      sensitive += examined.attack?.sensitive ?? 0;
      undecided += examined.attack?.undecided.length ?? 0;
      if (isBroken(examined)) broken.push(examined);
    }
    process.stdout.write(
      `${family}: worlds ${CASES}, refused ${refused}, sensitive ${sensitive}, undecided ${undecided}\n`,
    );
    expect(refused).toBeLessThanOrEqual(CASES * 0.15);
    expect(sensitive).toBeGreaterThan(CASES);
    expect(undecided).toBeLessThanOrEqual(sensitive * 0.05);
    const examples: string[] = [];
    for (const one of broken.slice(0, 2)) examples.push(printExamined(await reduceBroken(one, drawn)));
    expect(broken.length, `${broken.length} worlds disclose, of which:\n\n${examples.join('\n\n')}\n`).toBe(0);
  });
});
