/**
 * Whether the attacker who adds up types of persons place by place finds what trying person by
 * person finds.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { casesOf } from '../support/depth.ts';
import { type Aggregate, aggregatesOf, agrees, type Target } from './adversary/aggregates.ts';
import { possibleValues } from './adversary/combine.ts';
import { type Contributions, compute, contributionsOf } from './adversary/figures.ts';
import type { Release } from './adversary/protect.ts';
import { basesOf, everyUsualSum } from './adversary/sums.ts';
import { type World, worlds } from './adversary/world.ts';

/** Persons by place, group and type of whom all ways to choose are tried. */
const MOST_SLOTS = 45;

/**
 * Suppresses what is sensitive, and some of the rest; but the number of persons of the country is
 * known.
 */
function suppressSome(world: World, contributions: Contributions, more: readonly boolean[]): NonNullable<Release> {
  const { threshold, denominators } = world.policy;
  const isFew = (count: number) => count >= 1 && count < threshold;
  const computed = compute(world, contributions);
  let position = 0;
  return Object.fromEntries(
    computed.map(({ code, rows }, cube) => [
      code,
      rows.map((row, index) => {
        position += 1;
        if (isFew(row.behind) || (denominators && isFew(row.denominator)))
          return { ...row, status: more[position % more.length] ? ('A' as const) : ('D' as const) };
        const isKept = (cube === 0 && index === 0) || !more[position % more.length];
        return { ...row, status: isKept ? ('F' as const) : ('D' as const) };
      }),
    ]),
  );
}

/** Values of all targets over every choice of as many persons as there are. */
function tryEverybody(
  world: World,
  { usual }: Contributions,
  aggregates: readonly Aggregate[],
): Map<Target, Set<number>> {
  const values = new Map(aggregates.flatMap(({ targets }) => targets.map(({ target }) => [target, new Set<number>()])));
  const slots = basesOf(world).flatMap((base) => usual(base.group).map((type) => ({ ...base, type })));
  const choose = (from: number, chosen: readonly (typeof slots)[number][]): void => {
    if (chosen.length < world.persons.length) {
      for (let next = from; next < slots.length; next += 1) {
        const slot = slots[next];
        if (slot !== undefined) choose(next, [...chosen, slot]);
      }
      return;
    }
    const sumsOf = ({ area, group }: Aggregate) => {
      const here = chosen.filter((one) => area.holds(one.place) && group.holds(one.group));
      return (column: number) => here.reduce((sum, { type }) => sum + (type[column] ?? 0), 0);
    };
    if (!aggregates.every((one) => agrees(world.policy, one, sumsOf(one)))) return;
    for (const one of aggregates)
      for (const { target, column } of one.targets) values.get(target)?.add(sumsOf(one)(column));
  };
  choose(0, []);
  return values;
}

it.each([0, -1])('the attacker finds all values and no others, with claims from %i to 2', (low) => {
  const drawn = { low, high: 2 };
  let compared = 0;
  let single = 0;
  fc.assert(
    fc.property(
      worlds(drawn),
      fc.array(fc.constantFrom(false, false, false, true), { minLength: 5, maxLength: 11 }),
      (large, more) => {
        const world = { ...large, persons: large.persons.slice(0, 3) };
        fc.pre(world.cubes[0]?.asked.kind !== 'mean');
        const contributions = contributionsOf(world, drawn);
        fc.pre(contributions.usual(null).length * basesOf(world).length <= MOST_SLOTS);
        const release = suppressSome(world, contributions, more);
        fc.pre(Object.values(release)[0]?.[0]?.status === 'F');
        const aggregates = aggregatesOf(world, contributions, release);
        const expected = tryEverybody(world, contributions, aggregates);
        const effort = { sumsOf: everyUsualSum, beam: null };
        const found = possibleValues(world, contributions, aggregates, new Set(expected.keys()), effort);
        expect(found).toEqual(expected);
        compared += expected.size;
        single += [...expected.values()].filter(({ size }) => size === 1).length;
      },
    ),
    { numRuns: casesOf(100), seed: 5 },
  );
  expect(compared).toBeGreaterThan(200);
  expect(single).toBeGreaterThan(20);
  expect(single).toBeLessThan(compared);
});
