/** Intervals of counts and rates, compared with worked values. */
import { describe, expect, it } from 'vitest';
import { byar, byarOfRepeated } from '../../pipeline/plan/interval/byar.ts';
import { CONFIDENCE_95, type Confidence } from '../../pipeline/plan/interval/limits.ts';
import { column } from '../../pipeline/query/index.ts';
import vectors from './byar.json' with { type: 'json' };
import { CONFIDENCES, confidenceOf } from './confidence.ts';
import { expectClose, limitsOf, type Pair } from './on-engine.ts';

const counts = vectors.cases.flatMap(({ id, inputs, expected }) =>
  'count' in inputs ? [{ id, count: Number(inputs.count), confidence: inputs.confidence, expected }] : [],
);
const rates = vectors.cases.flatMap(({ id, inputs, expected }) =>
  'denominator' in inputs ? [{ id, inputs, expected }] : [],
);

interface Volume {
  readonly events: number | null;
  readonly persons: number | null;
  readonly squares: number | null;
}

const rateLimits = ({ events, persons, squares }: Volume, confidence: Confidence = CONFIDENCE_95): Promise<Pair> =>
  limitsOf(
    { x: [events, 'BIGINT'], n: [persons, 'BIGINT'], squares: [squares, 'DOUBLE'] },
    byarOfRepeated({ numerator: column('x'), denominator: column('n'), squares: column('squares') }, confidence),
  );

describe("Byar's limits of a count", () => {
  it.each(counts.map((vector) => [vector.id, vector] as const))('%s', async (id, { count, confidence, expected }) => {
    const [lower, upper] = await limitsOf({ x: [count, 'BIGINT'] }, byar(column('x'), confidenceOf(confidence)));
    expectClose(lower, expected.lower, `${id} lower`);
    expectClose(upper, expected.upper, `${id} upper`);
  });
});

describe('a rate whose events are of different persons', () => {
  it.each(rates.map((vector) => [vector.id, vector] as const))('%s', async (id, { inputs, expected }) => {
    const { numerator = null, denominator = null, confidence, multiplier = 1 } = inputs;
    const volume = { events: numerator, persons: denominator, squares: numerator };
    const [lower, upper] = await rateLimits(volume, confidenceOf(confidence));
    const scaled = (limit: number | null) => (limit === null ? null : limit * multiplier);
    expectClose(scaled(lower), expected.lower, `${id} lower`);
    expectClose(scaled(upper), expected.upper, `${id} upper`);
  });
});

describe('a rate whose events may be of one person', () => {
  const apart = { events: 100, persons: 1000, squares: 100 };

  it('lies √(V/x) times as far from its limits', async () => {
    const [lower, upper] = (await rateLimits(apart)) as [number, number];
    const [wideLower, wideUpper] = await rateLimits({ ...apart, squares: 400 });
    expectClose(wideLower, 0.1 - 2 * (0.1 - lower), 'lower');
    expectClose(wideUpper, 0.1 + 2 * (upper - 0.1), 'upper');
  });

  it('has no lower limit where that would be below 0', async () => {
    const [lower, upper] = await rateLimits({ events: 2, persons: 10, squares: 4 });
    expect(lower).toBeNull();
    expectClose(upper, (2 + Math.SQRT2 * (7.224687667723961 - 2)) / 10, 'upper');
  });

  it('begins at 0 where nobody has an event, and has nothing where there is nobody', async () => {
    expect(await rateLimits({ events: 0, persons: 100, squares: 0 })).toEqual([0, 3.6888794541139363 / 100]);
    expect(await rateLimits({ events: 0, persons: 0, squares: 0 })).toEqual([null, null]);
  });

  it('has nothing where the net sum is below 0, or 0 only because net sums cancel', async () => {
    for (const events of [-1, -2, -9, -11, -5000])
      expect(await rateLimits({ events, persons: 100, squares: 30_000_000 })).toEqual([null, null]);
    expect(await rateLimits({ events: 0, persons: 100, squares: 2 })).toEqual([null, null]);
  });
});

describe.each([...CONFIDENCES].filter(([, { exact }]) => exact.length > 0))(
  'exact limits at %d',
  (level, { exact }) => {
    it.each(exact.map((limits, count) => [count, limits] as const))(
      'of %d events leave half the rest on each side',
      (count, [lower, upper]) => {
        const rest = (1 - level) / 2;
        if (count === 0) expect(lower).toBe(0);
        else expectClose(1 - atMost(count - 1, lower), rest, 'this many or more, at the lower limit');
        expectClose(atMost(count, upper), rest, 'this many or fewer, at the upper limit');
      },
    );
  },
);

/** Probability that a Poisson count of this mean is `count` or less. */
function atMost(count: number, mean: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let k = 1; k <= count; k += 1) {
    term *= mean / k;
    sum += term;
  }
  return sum;
}
