/** The interval of a count of events, and of their rate when one person may have several. */
import { binary, call, choose, type Expression, equal, number } from '../../query/index.ts';
import { double, minus, over, plus, root, times } from './arithmetic.ts';
import { CONFIDENCE_95, type Confidence, type Counts, type Limits } from './limits.ts';

/**
 * Limits of the mean of a Poisson count x above 0: x (1 - 1/(9x) - z/(3 √x))³, and the same with x
 * + 1 and + z. Source: Byar's approximation, in N. E. Breslow and N. E. Day, Statistical methods in
 * cancer research II, IARC (1987), p. 69.
 */
export function byar(x: Expression, { z }: Confidence = CONFIDENCE_95): Limits {
  const limit = (count: Expression, sign: typeof plus): Expression => {
    const cube = sign(minus(1, over(1, times(9, count))), over(double(z), times(3, root(count))));
    return times(count, call('POW', cube, number(3)));
  };
  return { lower: limit(x, minus), upper: limit(plus(x, 1), plus) };
}

/**
 * Limits of the mean of a Poisson count x of 0 or more: exact below 10, where Byar's are no longer
 * close.
 */
export function poisson(x: Expression, confidence: Confidence = CONFIDENCE_95): Limits {
  const approximate = byar(x, confidence);
  // Beyond its end a list gives NULL.
  const exactly = (side: 0 | 1) =>
    call('LIST_EXTRACT', { kind: 'list', items: confidence.exact.map((pair) => double(pair[side])) }, plus(x, 1));
  return {
    lower: call('COALESCE', exactly(0), approximate.lower),
    upper: call('COALESCE', exactly(1), approximate.upper),
  };
}

/**
 * Limits of a rate x / n of events, of which a person may have several: events of one person are
 * not independent, so that the variance of x is not x but V, the sum over persons of events² (a
 * compound Poisson sum). The limits of x lie √(V/x) times as far from it as those of a Poisson
 * count; where every person has one event, V = x and they are those. A net sum below 0 counts with
 * its sign in x and with its square in V. NULL where n is 0, where x is below 0, and where x is 0
 * only because net sums cancel. Source: A. J. Dobson et al., Confidence intervals for weighted sums
 * of Poisson parameters, Statistics in Medicine 10 (1991) 457-462, for one stratum.
 */
export function byarOfRepeated(
  { numerator: x, denominator: n, squares }: Counts,
  confidence: Confidence = CONFIDENCE_95,
): Limits {
  const { lower, upper } = poisson(x, confidence);
  const spread = choose([{ when: equal(squares, x), result: number(1) }], root(over(squares, unlessZero(x))));
  const rate = (limit: Expression) =>
    choose([
      { when: binary('>=', x, number(0)), result: over(plus(x, times(spread, minus(limit, x))), unlessZero(n)) },
    ]);
  return { lower: rate(lower), upper: rate(upper) };
}

const unlessZero = (e: Expression): Expression => call('NULLIF', e, number(0));
