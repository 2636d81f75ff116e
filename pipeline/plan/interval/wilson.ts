/** The score interval of a share. */
import { all, binary, call, choose, number } from '../../query/index.ts';
import { double, minus, over, plus, root, times } from './arithmetic.ts';
import { CONFIDENCE_95, type Confidence, type Counts, type Limits } from './limits.ts';

/**
 * Limits of a share x / n of persons: (2x + z² ∓ z √(z² + 4x (1 - x/n))) / (2 (n + z²)). NULL where
 * n is 0 or x is not within 0 and n. Source: E. B. Wilson, Probable inference, the law of
 * succession, and statistical inference, JASA 22 (1927) 209-212.
 */
export function wilson(
  { numerator: x, denominator: n }: Omit<Counts, 'squares'>,
  { z }: Confidence = CONFIDENCE_95,
): Limits {
  const centre = plus(times(2, x), double(z * z));
  const reach = times(double(z), root(plus(double(z * z), times(times(4, x), minus(1, over(x, n))))));
  const width = times(2, plus(n, double(z * z)));
  const known = all(binary('>', n, number(0)), binary('>=', x, number(0)), binary('<=', x, n));
  return {
    lower: choose([{ when: known, result: over(minus(centre, reach), width) }]),
    // Where everybody is counted, rounding may end above 1 by the last digit.
    upper: choose([{ when: known, result: call('LEAST', over(plus(centre, reach), width), number(1)) }]),
  };
}
