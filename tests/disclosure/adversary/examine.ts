/**
 * One world: protected, released, attacked; and the smallest world in which the same goes wrong.
 */
import { type Attack, attack } from './attack.ts';
import { catalogueOf } from './catalogue.ts';
import { withDifferences } from './differences.ts';
import { compute, contributionsOf, mapOf } from './figures.ts';
import { protect, type Release } from './protect.ts';
import type { Range, World } from './world.ts';

export interface Examined {
  readonly world: World;
  readonly release: Release;
  /** Null: the program refuses to publish. */
  readonly attack: Attack | null;
}

/** Protects a world whose persons were drawn within a range, and attacks what would be released. */
export async function examine(world: World, drawn: Range): Promise<Examined> {
  const counted = contributionsOf(world, drawn);
  const contributions = world.policy.nested ? withDifferences(counted, world) : counted;
  const release = await protect(catalogueOf(world), mapOf(world), compute(world, contributions));
  return { world, release, attack: release && attack(world, contributions, release) };
}

/** Whether a sensitive figure is shown, or follows. */
export function isBroken({ attack: found }: Examined): boolean {
  return found !== null && found.disclosed.length + found.shown.length > 0;
}

/** Leaves out whatever can be left out of a world while it is still broken. */
export async function reduceBroken(broken: Examined, drawn: Range): Promise<Examined> {
  let least = broken;
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const smaller of smallerThan(least.world)) {
      const examined = await examine(smaller, drawn);
      if (!isBroken(examined)) continue;
      least = examined;
      isSmaller = true;
      break;
    }
  }
  return least;
}

function* smallerThan(world: World): Generator<World> {
  const { cubes, persons } = world;
  for (const cube of cubes) yield { ...world, cubes: cubes.filter((one) => one !== cube) };
  for (const person of persons) yield { ...world, persons: persons.filter((one) => one !== person) };
  if (world.groups.length > 0)
    yield {
      ...world,
      groups: [],
      cubes: cubes.map(({ among, ...cube }) => ({ ...cube, byGroup: false })),
      persons: persons.map((person) => ({ ...person, group: null })),
    };
  for (const [index, person] of persons.entries())
    for (const [atom, claims] of person.claims.entries())
      if (claims !== 0)
        yield { ...world, persons: persons.with(index, { ...person, claims: person.claims.with(atom, 0) }) };
  for (const [index, cube] of cubes.entries())
    if (cube.byGroup) yield { ...world, cubes: cubes.with(index, { ...cube, byGroup: false }) };
}
