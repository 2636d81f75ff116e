/** Slices as files hold them: without what follows from numerator and denominator. */
import { wilson, Z } from './compare.ts';
import type { Column, Slice } from './figures.ts';

/**
 * Significant digits of limits and standardised values, which are computed; counts and values stay
 * as they are.
 */
export const DIGITS = 6;

/** `v` is left out where it is n / d x per, `lo` and `hi` where they are Wilson's (`wilson`). */
export type PackedSlice = Omit<Slice, 'v'> & Partial<Pick<Slice, 'v'>> & { readonly wilson?: true };

/** Leaves out what `unpack` works out again. */
export function pack(slice: Slice, per: number): PackedSlice {
  const { v, lo, hi, ...rest } = slice;
  if (rest.n === undefined || rest.d === undefined) return slice;
  const made = unpack({ ...rest, wilson: true }, per);
  const isValue = equal(made.v, v, 1e-9);
  const isWilson = lo !== undefined && hi !== undefined && equal(made.lo, lo, 2e-6) && equal(made.hi, hi, 2e-6);
  return {
    ...rest,
    ...(!isValue && { v }),
    ...(isWilson ? { wilson: true } : { ...(lo && { lo }), ...(hi && { hi }) }),
  };
}

/** The slice again. */
export function unpack({ wilson: isWilson, ...packed }: PackedSlice, per: number): Slice {
  const { n = [], d = [] } = packed;
  const work = (of: (n: number, d: number) => number): (number | null)[] =>
    n.map((count, area) => {
      const people = d[area] ?? null;
      return count === null || people === null || people === 0 ? null : of(count, people);
    });
  const limit = (side: 'lower' | 'upper') =>
    work((count, people) => Number((wilson(count, people, Z[95])[side] * per).toPrecision(DIGITS)));
  return {
    ...packed,
    v: packed.v ?? work((count, people) => (count / people) * per),
    ...(isWilson && { lo: limit('lower'), hi: limit('upper') }),
  };
}

/** Null at the same places, and numbers that are the same but for rounding. */
function equal(one: Column | undefined, other: Column, tolerance: number): boolean {
  return other.every((value, i) => {
    const made = one?.[i] ?? null;
    if (value === null || made === null) return value === made;
    return Math.abs(made - value) <= tolerance * Math.max(Math.abs(value), 1e-12) + 1e-12;
  });
}
