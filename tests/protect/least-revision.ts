/**
 * An exhaustive attacker on two releases of a tiny year: all microdata that agree with both, under
 * the least revision that explains what changed.
 */

/** A count by municipality and sex, at the finest cells. */
export type Leaves = readonly number[];

/**
 * What a release shows of a cell: which leaves it adds up, and its figure, or the status that it is
 * suppressed with.
 */
export interface ReleasedCell {
  readonly of: readonly number[];
  readonly shown: number | null;
  readonly status: string;
}

export interface Belief {
  /** Whether cells with status D are taken not to be sensitive. */
  readonly trustsD: boolean;
  readonly most: number;
}

const THRESHOLD = 5;

export function isSensitive(count: number): boolean {
  return count > 0 && count < THRESHOLD;
}

export function sumOf(world: Leaves, of: readonly number[]): number {
  return of.reduce((sum, leaf) => sum + (world[leaf] ?? 0), 0);
}

/** Every set of leaves that agrees with a release. */
export function worldsOf(cells: readonly ReleasedCell[], leaves: number, { trustsD, most }: Belief): Leaves[] {
  const worlds: Leaves[] = [];
  const world = new Array<number>(leaves).fill(0);
  const agrees = ({ of, shown, status }: ReleasedCell, upTo: number) => {
    const isWhole = of.every((leaf) => leaf < upTo);
    const sum = of.reduce((all, leaf) => all + (leaf < upTo ? (world[leaf] ?? 0) : 0), 0);
    if (shown !== null) return isWhole ? sum === shown : sum <= shown;
    if (status === 'A') return sum < THRESHOLD && (!isWhole || sum > 0);
    return !(trustsD && isWhole) || sum === 0 || sum >= THRESHOLD;
  };
  const fill = (leaf: number) => {
    if (leaf === leaves) {
      worlds.push([...world]);
      return;
    }
    const near = cells.filter(({ of }) => of.includes(leaf));
    for (let value = 0; value <= most; value += 1) {
      world[leaf] = value;
      if (near.every((cell) => agrees(cell, leaf + 1))) fill(leaf + 1);
    }
  };
  fill(0);
  return worlds;
}

/**
 * The worlds that explain why a later release suppresses what an earlier one showed: some of it is
 * sensitive now.
 */
export function explaining(
  worlds: readonly Leaves[],
  first: readonly ReleasedCell[],
  second: readonly ReleasedCell[],
): readonly Leaves[] {
  const newly = second.filter(({ shown }, place) => shown === null && first[place]?.shown != null);
  if (newly.length === 0) return worlds;
  return worlds.filter((world) => newly.some(({ of }) => isSensitive(sumOf(world, of))));
}

/** The pairs of worlds between which fewest persons were revised. */
export function leastRevisions(first: readonly Leaves[], second: readonly Leaves[]): [Leaves, Leaves][] {
  let least = Number.POSITIVE_INFINITY;
  let pairs: [Leaves, Leaves][] = [];
  for (const one of first)
    for (const other of second) {
      const revised = one.reduce((sum, value, leaf) => sum + Math.abs(value - (other[leaf] ?? 0)), 0);
      if (revised > least) continue;
      if (revised < least) pairs = [];
      least = revised;
      pairs.push([one, other]);
    }
  return pairs;
}

/**
 * Sensitive cells of either release that the attacker knows exactly, by their place and release;
 * what he is wrong about he does not know.
 */
export function disclosed(
  cells: readonly Pick<ReleasedCell, 'of'>[],
  actual: readonly [Leaves, Leaves],
  pairs: readonly (readonly [Leaves, Leaves])[],
): string[] {
  return cells.flatMap(({ of }, place) =>
    ([0, 1] as const).flatMap((release) => {
      const value = sumOf(actual[release], of);
      if (!isSensitive(value)) return [];
      const possible = new Set(pairs.map((pair) => sumOf(pair[release], of)));
      return possible.size === 1 && possible.has(value) ? [`cell ${place} of release ${release + 1}`] : [];
    }),
  );
}
