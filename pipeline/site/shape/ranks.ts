/**
 * Ranks as ranges: between which places an area surely is, as its interval and those of the others
 * say.
 */
import { bisectLeft, bisectRight } from 'd3-array';
import { type Show, type Slice, shownOf, stateOf } from './figures.ts';

/** Places from the highest value, 1 first; both are the same where the place is certain. */
export interface RankRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Rank ranges of areas among each other: an area stands behind all whose lower limit is above its
 * upper limit, and before all whose upper limit is below its lower limit.
 *
 * @param areas places of the areas that are ranked
 * @returns by place; nothing for an area without an interval
 */
export function rankRanges(slice: Slice, areas: readonly number[], show: Show = 'value'): Map<number, RankRange> {
  const limits = areas.flatMap((area) => {
    const { lower, upper } = shownOf(slice, area, show);
    return stateOf(slice, area) === 'shown' && lower !== null && upper !== null ? [{ area, lower, upper }] : [];
  });
  const lowers = limits.map(({ lower }) => lower).sort((a, b) => a - b);
  const uppers = limits.map(({ upper }) => upper).sort((a, b) => a - b);
  return new Map(
    limits.map(({ area, lower, upper }) => {
      const above = limits.length - bisectRight(lowers, upper);
      const below = bisectLeft(uppers, lower);
      return [area, { first: 1 + above, last: limits.length - below }];
    }),
  );
}

/** Areas with the highest value first; those without a value last, by name. */
export function sortAreas(
  slice: Slice,
  areas: readonly number[],
  names: readonly string[],
  by: Show | 'name' = 'value',
): number[] {
  const nameOf = (area: number) => names[area] ?? '';
  const byName = (a: number, b: number) => nameOf(a).localeCompare(nameOf(b));
  if (by === 'name') return [...areas].sort(byName);
  const figureOf = (area: number) => shownOf(slice, area, by).value ?? Number.NEGATIVE_INFINITY;
  return [...areas].sort((a, b) => figureOf(b) - figureOf(a) || byName(a, b));
}
