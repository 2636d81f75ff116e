/** A percentile over values one by one: put in order, counted off, rounded as by hand. */

/**
 * The value at a percentage of values (Hyndman and Fan, type 2), rounded half-even to a unit; null
 * of no values.
 */
export function percentileOf(values: readonly bigint[], percent: number, unit: number): number | null {
  const sorted = values.toSorted((a, b) => Number(a - b));
  const place = (sorted.length * percent) / 100;
  // Ranks begin at 1.
  const ranks = Number.isInteger(place) ? [place, place + 1] : [Math.ceil(place), Math.ceil(place)];
  const [low, high] = ranks.map((rank) => sorted[rank - 1]);
  if (low === undefined || high === undefined) return null;
  const twice = Number(low + high);
  const below = Math.floor(twice / (2 * unit));
  const rest = twice - below * 2 * unit;
  const isUp = rest > unit || (rest === unit && below % 2 !== 0);
  return (isUp ? below + 1 : below) * unit;
}
