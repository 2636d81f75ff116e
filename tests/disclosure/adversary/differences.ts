/**
 * Nested counts of a world, by what members can add to them; and the columns of their differences.
 */
import type { Contributions } from './figures.ts';
import type { World } from './world.ts';

/**
 * The same contributions, with a column for every pair of shares of which nobody counts in the
 * inner one alone.
 */
export function withDifferences(all: Contributions, { cubes, groups }: Pick<World, 'cubes' | 'groups'>): Contributions {
  const { columns } = all;
  const types = [...groups, null].flatMap((group) => all.types(group));
  const width = types[0]?.length ?? 0;
  const shares = cubes.filter(({ asked }) => asked.kind === 'share' || asked.kind === 'both');
  const pairs = shares.flatMap(({ code: inner }) =>
    shares.flatMap(({ code: outer }) => {
      const [own, other] = [columns[inner], columns[outer]];
      if (own === undefined || other === undefined || own.numerator === other.numerator) return [];
      // A numerator against its own denominator is a complement.
      if (own.denominator === other.numerator) return [];
      const isNested = types.every((type) => (type[own.numerator] ?? 0) <= (type[other.numerator] ?? 0));
      return isNested ? [{ inner, outer, from: own.numerator, to: other.numerator }] : [];
    }),
  );
  const extend = (row: readonly number[]) => [
    ...row,
    ...pairs.map(({ from, to }) => (row[to] ?? 0) - (row[from] ?? 0)),
  ];
  return {
    ...all,
    of: (claims, group) => extend(all.of(claims, group)),
    types: (group) => all.types(group).map(extend),
    usual: (group) => all.usual(group).map(extend),
    differences: pairs.map(({ inner, outer }, index) => ({ inner, outer, column: width + index })),
  };
}
