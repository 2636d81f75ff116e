/**
 * The words that the methods of intervals share: what is counted, and the two limits. All are SQL;
 * NULL where a method gives none.
 */
import type { Expression } from '../../query/index.ts';

export interface Limits {
  /** Where a method finds a limit below 0 there is none: the caller makes it NULL. */
  readonly lower: Expression;
  readonly upper: Expression;
}

/** What an interval is found from. */
export interface Counts {
  /** Persons, or events. */
  readonly numerator: Expression;
  /** Persons who could have been counted. */
  readonly denominator: Expression;
  /** Sum over persons of the square of their events. */
  readonly squares: Expression;
}

/** How sure an interval is, with the numbers that follow from it. */
export interface Confidence {
  /** Quantile of the standard normal distribution at (1 + confidence) / 2. */
  readonly z: number;
  /**
   * Exact limits of the mean of a Poisson count of 0, 1, 2 … 9: half the chi-square quantile at (1
   * - confidence) / 2 with 2 x count degrees of freedom, and half the one at (1 + confidence) / 2
   * with 2 x count + 2 (Garwood, Biometrika 28, 1936).
   */
  readonly exact: readonly (readonly [lower: number, upper: number])[];
}

export const CONFIDENCE_95: Confidence = {
  z: 1.959963984540054,
  exact: [
    [0, 3.6888794541139363],
    [0.025317807984289876, 5.571643390938899],
    [0.2422092785439649, 7.224687667723961],
    [0.6186721228956013, 8.767273069742327],
    [1.0898653736263249, 10.241588675403698],
    [1.6234863901184204, 11.668332079322669],
    [2.2018942534908508, 13.059474022518685],
    [2.814363051519866, 14.42267536170238],
    [3.4538321767485014, 15.763189220193315],
    [4.115373097378332, 17.08480345141917],
  ],
};
