/** The interval of a directly standardised rate. */
import type { Expression } from '../../query/index.ts';
import { minus, over, plus, root, times } from './arithmetic.ts';
import { byar } from './byar.ts';
import { CONFIDENCE_95, type Confidence, type Limits } from './limits.ts';

/** A rate with fewer events over all strata is not standardised: neither value nor limits. */
export const LEAST_EVENTS = 10;

export interface Standardised {
  /** Σ w x/n over Σ w. */
  readonly value: Expression;
  /** Σ w² V/n² over (Σ w)². */
  readonly variance: Expression;
  /** X, the events of all strata. */
  readonly events: Expression;
}

/**
 * Limits of a standardised rate: value + √(variance / X) (limit of X - X), with Byar's limits of X.
 * Source: A. J. Dobson et al., Confidence intervals for weighted sums of Poisson parameters,
 * Statistics in Medicine 10 (1991) 457-462.
 */
export function dobson({ value, variance, events }: Standardised, confidence: Confidence = CONFIDENCE_95): Limits {
  const spread = root(over(variance, events));
  const limit = (of: Expression) => plus(value, times(spread, minus(of, events)));
  const { lower, upper } = byar(events, confidence);
  return { lower: limit(lower), upper: limit(upper) };
}
