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

/**
 * The same figure three times: of the members of a group; of everybody, broken down by group; and
 * of everybody alone, so that the total costs more to suppress than a group. Which cells are
 * sensitive is known: else hardly anything follows from a cell.
 */
function pairUp(world: World): World {
  const [first] = world.cubes;
  const [group] = world.groups;
  if (first === undefined || group === undefined) return world;
  const { among = group, ...whole } = first;
  const some = { ...whole, code: `${first.code}_of_some`, among, byGroup: false };
  return {
    ...world,
    cubes: [some, { ...whole, byGroup: true }, { ...whole, code: `${first.code}_alone`, byGroup: false }],
    policy: { ...world.policy, threshold: 3, distinguishPrimary: true },
  };
}

describe.each(FAMILIES)('in worlds of %s', (family, drawn) => {
  it('no figure of a group discloses another figure', { timeout: 60_000 + CASES * 2_000 }, async () => {
    const broken: Examined[] = [];
    let refused = 0;
    let sensitive = 0;
    let undecided = 0;
    const drawnWorlds = worlds(drawn, POPULATIONS)
      .filter(({ groups }) => groups.length > 0)
      .map(pairUp);
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

it('a cell is not suppressed for the sake of others where a figure of its group shows it', async () => {
  const asked = { kind: 'share', variable: 0, atLeast: 1 } as const;
  const people = (group: string, claims: readonly number[]) =>
    claims.map((claim) => ({ place: null, group, claims: [claim] }));
  const world: World = {
    places: [],
    groups: ['a', 'b'],
    variables: [{ name: 'V1', codes: [{ code: 101, validity: 'always' }], profession: null, qualification: null }],
    cubes: [
      { code: 'cube_1', asked, byGroup: true, smallest: 'country' },
      { code: 'cube_2', asked, byGroup: false, smallest: 'country' },
      { code: 'cube_3', asked, byGroup: false, smallest: 'country', among: 'a' },
    ],
    persons: [...people('a', [1, 1, 1, 1, 0, 0]), ...people('b', [1, 0, 0, 0, 0, 0])],
    policy: { threshold: 3, distinguishPrimary: true, denominators: false },
  };
  const examined = await examine(world, { low: 0, high: 2 });
  expect(examined.attack).toMatchObject({ sensitive: 1, shown: [], disclosed: [] });
});
