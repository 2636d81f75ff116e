/**
 * Noise by cell key: a cell that means the same has the same noise in every cube, every run and
 * every release of one seed.
 */
import { Failure, hashText } from '../../base/index.ts';

export interface NoiseOptions {
  /** No noise is larger, unless `hidden` demands it. */
  readonly most: number;
  /**
   * Figures of 1 to this are never shown: they go to 0 or one more than this. 0: they may be shown.
   */
  readonly hidden: number;
}

/**
 * The key of a cell, from 0 to 1 twice: of the seed and of what the cell counts (who, period, area,
 * members of the dimensions other than totals), not of the cube it stands in. A part is a name and
 * a value, in any order. The seed is secret: who has it can take the noise out.
 */
export function cellKey(seed: string, counted: Readonly<Record<string, string | number>>): readonly [number, number] {
  const parts = Object.entries(counted).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const digits = hashText(JSON.stringify([seed, ...parts]));
  const fraction = (from: number) => Number.parseInt(digits.slice(from, from + 12), 16) / 16 ** 12;
  return [fraction(0), fraction(12)];
}

/**
 * A count with noise: a triangular distribution around 0 that is never wider than the count itself,
 * so that the mean is right, nothing is below 0 and nobody stays nobody. Margins do not add up
 * afterwards; they are each as close as any other cell.
 */
export function perturb(
  count: number,
  [first, second]: readonly [number, number],
  { most, hidden }: NoiseOptions,
): number {
  if (!Number.isInteger(most) || most < 1)
    throw new Failure('disclosure', `Noise of at most ${most} hides nothing.`, {
      help: 'Use a whole number of at least 1.',
    });
  if (count <= 0) return count;
  const noisy = count + triangular(first, Math.min(most, count));
  if (noisy < 1 || noisy > hidden) return noisy;
  return second < noisy / (hidden + 1) ? hidden + 1 : 0;
}

/**
 * A whole number from -half to half, of weights 1, 2, … half + 1 … 2, 1, for a number from 0 to 1.
 */
function triangular(uniform: number, half: number): number {
  const all = (half + 1) ** 2;
  // Weights up to the step-th sum to step (step + 1) / 2, from either end.
  const steps = (weight: number) => Math.floor((Math.sqrt(8 * weight + 1) - 1) / 2);
  const below = uniform * all;
  const middle = ((half + 1) * (half + 2)) / 2;
  return below < middle ? steps(below) - half : half - steps(all - below);
}
