/** What a published ratio discloses of a numerator that is suppressed. */

export interface PublishedRatio {
  readonly value: number;
  /** Decimals that are published; undefined: all of them. */
  readonly decimals?: number;
  /** What the ratio is multiplied by. */
  readonly per: number;
  /** The denominator, or the most that it may be where it is suppressed. */
  readonly denominator: number;
}

/**
 * Least and greatest whole numerator that gives the ratio as published; rounding at the half is
 * taken to go either way. A numerator suppressed while its ratio and denominator are shown is
 * hidden only if these differ.
 */
export function numeratorsOf({ value, decimals, per, denominator }: PublishedRatio): { low: number; high: number } {
  const exact = (value * denominator) / per;
  if (decimals === undefined) return { low: Math.round(exact), high: Math.round(exact) };
  const half = (0.5 * 10 ** -decimals * denominator) / per;
  // A billionth allows for the decimals of a binary fraction, and can only widen the range by a
  // case at its very end.
  const least = Math.ceil(exact - half - 1e-9);
  return { low: Math.max(0, least), high: Math.min(denominator, Math.floor(exact + half + 1e-9)) };
}
