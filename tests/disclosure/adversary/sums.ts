/** What the persons of one place and group may add up to. */
import { addUp, type Contributions } from './figures.ts';
import type { World } from './world.ts';

/** By column. */
export type Sums = readonly number[];

/** Persons of a place and a group, the smallest part of everything that is published. */
export interface Base {
  readonly place: string | null;
  readonly group: string | null;
}

/**
 * What is asked of a base: the columns that matter there, and the greatest value of those that no
 * further person makes less.
 */
export interface Demand {
  readonly needed: ReadonlySet<number>;
  readonly most: ReadonlyMap<number, number>;
}

/** More microdata than are tried in reasonable time. */
export class TooMany extends Error {}

const MOST_SUMS = 12_000;
/** Types up to which any second person may be any other. */
const MOST_SECONDS = 16;
/**
 * Nobody is assumed to know the size of a population nearer than this, where no denominator is
 * published.
 */
const SPARE = 2;

/** All places and groups where somebody may be. */
export function basesOf({ places, groups }: World): Base[] {
  return [...places.map(({ code }) => code), null].flatMap((place) =>
    (groups.length === 0 ? [null] : [...groups, null]).map((group) => ({ place, group })),
  );
}

/** All sums of any number of persons; columns that do not matter are 0. Refuses too many. */
export function everySum(world: World, contributions: Contributions, { group }: Base, demand: Demand): Sums[] {
  return sumsOver(world, contributions, contributions.types(group), demand);
}

/** All sums of any number of persons within the range that worlds are drawn from. */
export function everyUsualSum(world: World, contributions: Contributions, { group }: Base, demand: Demand): Sums[] {
  return sumsOver(world, contributions, contributions.usual(group), demand);
}

function sumsOver(world: World, contributions: Contributions, over: readonly Sums[], demand: Demand): Sums[] {
  const { types, fits } = reduce(over, demand);
  const cap = demand.most.get(0) ?? world.persons.length + SPARE;
  const all = new Map<string, Sums>();
  let layer = new Map<string, Sums>([['', noughts(contributions)]]);
  for (let persons = 0; persons <= cap && layer.size > 0; persons += 1) {
    const next = new Map<string, Sums>();
    for (const sums of layer.values()) {
      all.set(sums.join(' '), sums);
      for (const type of types) {
        const more = plus(sums, type, 1);
        if (fits(more)) next.set(more.join(' '), more);
      }
    }
    if (all.size + next.size > MOST_SUMS) throw new TooMany();
    layer = next;
  }
  return [...all.values()];
}

/**
 * Some of them, the nearest to the actual value first: those that come about where up to two
 * persons are others than actually, are not there, or come from elsewhere.
 */
export function sumsNearTruth(world: World, contributions: Contributions, base: Base, demand: Demand): Sums[] {
  const { types, fits, keep } = reduce(contributions.usual(base.group), demand);
  const here = world.persons.filter(({ place, group }) => place === base.place && group === base.group);
  const persons = here.map(({ claims }) => keep(contributions.of(claims, base.group)));
  const actual = persons.reduce<Sums>((sums, one) => plus(sums, one, 1), noughts(contributions));
  const nobody = noughts(contributions);
  const all = new Map<string, Sums>();
  const add = (sums: Sums) => {
    if (fits(sums)) all.set(sums.join(' '), sums);
  };
  add(actual);
  // Somebody who is not there may come, as well as somebody who is there go.
  const places = [...persons, nobody, nobody];
  const firsts = [...types, nobody];
  const seconds = types.length <= MOST_SECONDS ? firsts : [...persons, nobody];
  places.forEach((first, index) => {
    for (const one of firsts) {
      const moved = plus(plus(actual, first, -1), one, 1);
      add(moved);
      for (const second of places.slice(index + 1))
        for (const other of seconds) add(plus(plus(moved, second, -1), other, 1));
    }
  });
  const far = (sums: Sums) => sums.reduce((sum, value, column) => sum + Math.abs(value - (actual[column] ?? 0)), 0);
  return [...all.values()]
    .map((sums) => ({ sums, far: far(sums) }))
    .toSorted((a, b) => a.far - b.far)
    .map(({ sums }) => sums);
}

/** What the persons of a base actually add up to. */
export function trueSums(world: World, contributions: Contributions, base: Base): Sums {
  const node = { code: '', hidden: true, level: null };
  return addUp(
    world,
    contributions,
    { ...node, holds: (place) => place === base.place },
    { ...node, holds: (group) => group === base.group },
  );
}

function noughts({ types }: Contributions): Sums {
  return (types(null)[0] ?? []).map(() => 0);
}

function plus(sums: Sums, more: Sums, times: 1 | -1): Sums {
  return sums.map((value, column) => value + times * (more[column] ?? 0));
}

/**
 * Types by what they add to the columns that matter; everybody is counted in column 0, whether that
 * is asked or not.
 */
function reduce(types: readonly Sums[], { needed, most }: Demand) {
  const keep = (type: Sums): Sums => type.map((value, column) => (needed.has(column) || column === 0 ? value : 0));
  return {
    keep,
    types: [...new Map(types.map((type) => [keep(type).join(' '), keep(type)])).values()],
    fits: (sums: Sums) => {
      for (const [column, value] of most) if ((sums[column] ?? 0) > value) return false;
      return true;
    },
  };
}
