/**
 * Whether an area differs from another with certainty: by whether its interval contains the other's
 * value.
 */
import { type Show, type Slice, shownOf } from './figures.ts';

/** 99.8 % first: 565 comparisons at 95 % would flag 28 areas by chance. */
export const CONFIDENCES = [99.8, 95] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Quantiles of the normal distribution. */
export const Z: Readonly<Record<Confidence, number>> = { 99.8: 3.090232306167814, 95: 1.959963984540054 };

/**
 * Limits of a share of n of d. Source: E. B. Wilson, Probable inference, the law of succession, and
 * statistical inference, JASA 22 (1927) 209-212.
 */
export function wilson(n: number, d: number, z: number): { readonly lower: number; readonly upper: number } {
  const p = n / d;
  const z2 = (z * z) / d;
  const middle = p + z2 / 2;
  const half = z * Math.sqrt((p * (1 - p)) / d + z2 / (4 * d));
  // At both ends the limits are exact: the formula would leave what rounding makes of 0.
  const lower = n === 0 ? 0 : Math.max(0, (middle - half) / (1 + z2));
  const upper = n === d ? 1 : Math.min(1, (middle + half) / (1 + z2));
  return { lower, upper };
}

export type Verdict = 'below' | 'same' | 'above';

/** What decides a comparison. */
export interface Comparison {
  /** The value that areas are compared with. */
  readonly value: number;
  readonly confidence: Confidence;
  readonly show: Show;
  /**
   * The ratio of a share is multiplied by it; null where figures are no shares, of which only 95 %
   * limits are known.
   */
  readonly sharePer: number | null;
}

/** Compares an area; null where it has no interval. */
export function compareArea(slice: Slice, area: number, comparison: Comparison): Verdict | null {
  const limits = limitsOf(slice, area, comparison);
  if (limits === null) return null;
  if (limits.upper < comparison.value) return 'below';
  return limits.lower > comparison.value ? 'above' : 'same';
}

function limitsOf(slice: Slice, area: number, { confidence, show, sharePer }: Comparison) {
  const { lower, upper } = shownOf(slice, area, show);
  if (lower === null || upper === null) return null;
  if (confidence === 95 || show === 'std' || sharePer === null) return { lower, upper };
  const [n, d] = [slice.n?.[area] ?? null, slice.d?.[area] ?? null];
  if (n === null || d === null || d === 0) return { lower, upper };
  const limits = wilson(n, d, Z[confidence]);
  return { lower: limits.lower * sharePer, upper: limits.upper * sharePer };
}
