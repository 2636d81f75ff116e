/** Intervals of shares, compared with worked values. */
import { describe, expect, it } from 'vitest';
import { catalogueSchema } from '../../pipeline/catalogue/schema.ts';
import { wilson } from '../../pipeline/plan/interval/wilson.ts';
import { column } from '../../pipeline/query/index.ts';
import { confidenceOf } from './confidence.ts';
import { expectClose, limitsOf, type Pair } from './on-engine.ts';
import vectors from './wilson.json' with { type: 'json' };

interface Share {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const shareLimits = ({ numerator, denominator }: Share, confidence = 0.95): Promise<Pair> =>
  limitsOf(
    { numerator: [numerator, 'DOUBLE'], denominator: [denominator, 'DOUBLE'] },
    wilson({ numerator: column('numerator'), denominator: column('denominator') }, confidenceOf(confidence)),
  );

/** Rows of one group are summed before anything is divided. */
function shareOf(inputs: { readonly rows?: readonly Share[] } | Share): Share {
  if (!('rows' in inputs) || inputs.rows === undefined) return inputs as Share;
  const sum = (name: keyof Share) => (inputs.rows ?? []).reduce((all, row) => all + Number(row[name]), 0);
  return { numerator: sum('numerator'), denominator: sum('denominator') };
}

describe('Wilson', () => {
  it.each(vectors.cases.map((vector) => [vector.id, vector] as const))('%s', async (id, { inputs, expected }) => {
    const [lower, upper] = await shareLimits(shareOf(inputs), inputs.confidence);
    const scaled = (limit: number | null) => (limit === null ? null : limit * inputs.multiplier);
    expectClose(scaled(lower), expected.lower, `${id} lower`);
    expectClose(scaled(upper), expected.upper, `${id} upper`);
  });

  const refused = vectors.must_reject.filter(({ inputs }) => inputs.confidence === 0.95);
  it.each(refused.map(({ why, inputs }) => [why, inputs] as const))('gives nothing where %s', async (_, inputs) => {
    expect(await shareLimits(inputs)).toEqual([null, null]);
  });

  const odd = vectors.must_reject.filter(({ inputs }) => inputs.confidence !== 0.95);
  it.each(odd.map(({ why, inputs }) => [why, inputs] as const))('knows 95 %% alone, not %s', (_, { confidence }) => {
    const { intervals } = catalogueSchema.shape.indicators.valueType.shape;
    expect(intervals.safeParse(confidence).success).toBe(false);
    expect(intervals.safeParse(true).success).toBe(true);
  });

  it('begins at 0 exactly where nobody is counted, and ends at 1 where everybody is', async () => {
    for (const denominator of [1, 3, 7, 1234, 11_500_000]) {
      expect((await shareLimits({ numerator: 0, denominator }))[0]).toBe(0);
      const [, upper] = await shareLimits({ numerator: denominator, denominator });
      expect(upper).toBeLessThanOrEqual(1);
      expect(upper).toBeGreaterThan(1 - 1e-15);
    }
  });
});
