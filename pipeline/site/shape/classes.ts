/**
 * Classes of a map: computed per group and level over all years, so that a legend stays when the
 * year moves.
 */
import { quantileSorted } from 'd3-array';
import { type Slice, stateOf } from './figures.ts';

/** How many classes there are above zero. */
export const CLASSES = 5;

export type Scale = 'quantiles' | 'steps';

/** Limits between classes by scale, ascending. */
export type Breaks = Readonly<Record<Scale, readonly number[]>>;

/**
 * Limits between the classes of an indicator's values at a level.
 *
 * @param slices the same group in every year
 * @param areas places of the areas of the level
 * @returns quantiles and equal steps over all values above zero, rounded to two digits, each limit
 * once
 */
export function findBreaks(slices: readonly Slice[], areas: readonly number[]): Breaks {
  const values = slices
    .flatMap((slice) => areas.map((area) => (stateOf(slice, area) === 'shown' ? (slice.v[area] ?? 0) : 0)))
    .filter((value) => value > 0)
    .sort((a, b) => a - b);
  const parts = Array.from({ length: CLASSES - 1 }, (_, i) => (i + 1) / CLASSES);
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  return {
    quantiles: distinct(
      parts.map((part) => quantileSorted(values, part) ?? 0),
      least,
    ),
    steps: distinct(
      parts.map((part) => least + (most - least) * part),
      least,
    ),
  };
}

/**
 * Rounded to two digits, ascending; a limit at or below the least value would leave a class empty.
 */
function distinct(limits: readonly number[], least: number): number[] {
  const rounded = limits.map((limit) => Number(limit.toPrecision(limit >= 100 ? 3 : 2)));
  return [...new Set(rounded)].filter((limit) => limit > least).sort((a, b) => a - b);
}

/** The class of a value: 0 for zero, then 1 for what is below the first limit, up to 5. */
export function classOf(value: number, breaks: readonly number[]): number {
  if (value === 0) return 0;
  const below = breaks.filter((limit) => limit <= value).length;
  // Few limits are spread over the colours, so that two classes never look alike.
  return 1 + Math.round((below * (CLASSES - 1)) / Math.max(breaks.length, 1));
}
