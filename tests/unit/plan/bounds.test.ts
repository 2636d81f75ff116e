import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../pipeline/catalogue/index.ts';
import { holdsAtZero, rangeOf } from '../../../pipeline/plan/bounds.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

/** The shipped catalogue with one median in 2023. */
function withMedian(value: string): Catalogue {
  const catalogue = shippedCatalogue();
  const parameter = catalogue.parameters.median_income;
  if (parameter === undefined) throw new Error('no median_income');
  return {
    ...catalogue,
    parameters: { median_income: { ...parameter, values: { clinical_genetics: { 2023: value } } } },
  };
}

const bound = (percent: string) =>
  ({ kind: 'parameter', percent, parameter: 'median_income', group: 'clinical_genetics' }) as const;
const lowOf = (percent: string, median: string) =>
  rangeOf(withMedian(median), { variable: 'INCOME', atLeast: bound(percent) }, 2023, 'x').low;
const highOf = (percent: string, median: string) =>
  rangeOf(withMedian(median), { variable: 'INCOME', atMost: bound(percent) }, 2023, 'x').high;

describe('rangeOf', () => {
  it('holds amounts in cents', () => {
    expect(lowOf('5', '249000.00')).toBe(1245000);
    expect(highOf('5', '249000.00')).toBe(1245000);
  });

  it('takes at least a fraction of a cent as the next whole one, and at most as the one before', () => {
    // 5 % of 234 600.10 is 11 730.005.
    expect(lowOf('5', '234600.10')).toBe(1173001);
    expect(highOf('5', '234600.10')).toBe(1173000);
  });

  it('takes percentages with decimals exactly', () => {
    expect(lowOf('2.5', '234600')).toBe(586500);
    expect(lowOf('0.1', '0.1')).toBe(1);
    expect(lowOf('33.333', '1000.01')).toBe(33334);
    expect(lowOf('5', '90071992547409.93')).toBe(450359962737050);
  });

  it('is the comparison of decimals, whatever the percentage and the parameter', () => {
    const hundredths = fc.integer({ min: 0, max: 10_000 });
    const cents = fc.integer({ min: 0, max: 1_000_000_00 });
    const printed = (n: number) => `${Math.trunc(n / 100)}.${String(n % 100).padStart(2, '0')}`;
    const property = fc.property(hundredths, cents, fc.integer({ min: -2, max: 2 }), (percent, median, near) => {
      // An amount of so many cents is at least the share when amount x 100 x 100 >= percent in
      // hundredths x median in cents.
      const exact = BigInt(percent) * BigInt(median);
      const amount = exact / 10_000n + BigInt(near);
      const low = lowOf(printed(percent), printed(median));
      const high = highOf(printed(percent), printed(median));
      expect(Number(amount) >= (low ?? Number.NaN)).toBe(amount * 10_000n >= exact);
      expect(Number(amount) <= (high ?? Number.NaN)).toBe(amount * 10_000n <= exact);
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('says where a bound comes from', () => {
    const range = rangeOf(withMedian('249000.00'), { variable: 'INCOME', atLeast: bound('5') }, 2023, 'x');
    expect(range.origin).toBe('5 % of median_income (clinical_genetics, 2023): 249000.00');
  });

  it('refuses a year without a published value as data, and says which years have one', () => {
    const condition = { variable: 'INCOME', atLeast: bound('5') };
    expect(() => rangeOf(shippedCatalogue(), condition, 2031, 'stat_020_033')).toThrow(
      expect.objectContaining({
        exitCode: 4,
        message:
          'stat_020_033 needs median_income of clinical_genetics in 2031, and no value is published for that year.',
        help: 'there are values for 2019..2026; add 2031 to data/reference/parameters/median_income.csv when it is published.',
      }),
    );
  });
});

it.each([
  [{ low: 1 }, false],
  [{ low: 0 }, true],
  [{ high: 0 }, true],
  [{ high: -1 }, false],
  [{ low: -3, high: 5 }, true],
  [{}, true],
])('somebody of whom nothing is known is within %j: %s', (range, holds) => {
  expect(holdsAtZero({ variable: 'X', ...range })).toBe(holds);
});
