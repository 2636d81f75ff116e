/** Random indicators over several years, and deliveries that have those years. */
import fc from 'fast-check';
import type { Delivery } from '../oracle/index.ts';
import type { WrittenIndicator, WrittenMeasure } from './catalogue-arbitrary.ts';
import { oneOf } from './choice.ts';
import { deliveryArbitrary } from './delivery-arbitrary.ts';

const label = { fr: 'x', nl: 'x', en: 'x' };
const over = (variable: string, years: number, take: string, more: object = {}) => ({
  label,
  over: variable,
  years,
  take,
  ...more,
});
const collected = (value: object, more: object) => ({
  label,
  entity: 'beneficiary',
  from: 'health_care',
  value,
  ...more,
});

const followed = (from: string, sum: string, begins: string, days: number, where: object, next: object = {}) =>
  collected({ sum, followed_by: { begins, within_days: days, where: next } }, { from, where });

/** The names of the random catalogue's own variables over several years, and what they read. */
export const WINDOWS: Readonly<Record<string, object>> = {
  YEARS_EXAMINED: over('IMAG_ALL_N', 3, 'years'),
  YEARS_OFTEN: over('IMAG_ALL_N', 2, 'years', { at_least: 2 }),
  YEARS_OF_DAYS: over('DISTINCT_DAYS', 2, 'years'),
  YEARS_OF_AMOUNT: over('AMOUNT', 2, 'years', { at_least: 25.3 }),
  SUM_CONTACTS: over('GP_CONTACT_N', 3, 'sum'),
  NEW_EXAMINED: over('IMAG_ALL_N', 2, 'new'),
  NEW_CONTACT: over('GP_CONTACT_N', 1, 'new', { at_least: 2 }),
  PERIOD_EXAMINED: collected({ sum: 'quantity' }, { codes: 'imaging', from_month: 7 }),
  PERIOD_AMOUNT: collected({ sum: 'amount' }, { where: { profession: { between: [10, 19] } }, from_month: 3 }),
  YEARS_OF_PERIOD: over('PERIOD_EXAMINED', 2, 'years'),
  NEW_IN_DAYS: { label, over: 'IMAG_ALL_N', days: 90, take: 'new' },
  NEW_AMOUNT: { label, over: 'AMOUNT', days: 400, take: 'new', at_least: 25.3 },
  FOLLOWED_STAYS: followed(
    'hospital_stay',
    'stays',
    'admission_date',
    60,
    { stay_type: { equals: 1 } },
    {
      transfer_in: { differs_from: 1 },
    },
  ),
  FOLLOWED_CLAIMS: followed('health_care', 'quantity', 'service_date', 10, { profession: { between: [10, 19] } }),
};
const NAMES = Object.keys(WINDOWS);
const PLAIN = ['IMAG_ALL_N', 'GP_CONTACT_N', 'GMD_ELSEWHERE', 'DISTINCT_DAYS'];

const bounds = fc.integer({ min: 1, max: 3 }).map((least) => ({ at_least: least }));
const windowed = oneOf(NAMES.filter((name) => !/^(PERIOD|FOLLOWED)/.test(name)));
const any = oneOf([...NAMES, ...NAMES, ...PLAIN]);

/** Kinds on one variable, which may be pooled but for the percentile. */
const kindOf = (variable: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.tuple(variable, bounds).map(([name, bound]) => ({ share: { of: 'beneficiary', where: { [name]: bound } } })),
    variable.map((sum) => ({ rate: { sum, of: 'beneficiary' } })),
    fc.tuple(variable, bounds).map(([of, bound]) => ({ mean: { of, over: 'beneficiary', where: { [of]: bound } } })),
    variable.map((sum) => ({ ratio: { sum, by: 'IMAG_ALL_N', of: 'beneficiary' } })),
  );
const pooled = fc.option(oneOf([2, 3]), { nil: undefined, freq: 2 });

const measure: fc.Arbitrary<WrittenMeasure> = fc.oneof(
  fc
    .tuple(kindOf(any), pooled)
    .map(([kind, pooled_years]) => ({ ...kind, per: 1, ...(pooled_years && { pooled_years }) })),
  fc.tuple(kindOf(windowed), pooled, fc.boolean()).map(([kind, pooled_years, women]) => ({
    ...kind,
    per: 1,
    population: { ...(women && { sex: 'female' }), present: 'every_year' },
    ...(pooled_years && { pooled_years }),
  })),
  fc.tuple(any, bounds).map(([name, bound]) => ({
    rate: { sum: 'IMAG_CT_N', of: 'beneficiary' },
    population: { [name]: bound, age: { at_least: 20 } },
    per: 1,
  })),
  any.map((of) => ({ percentile: { of, over: 'beneficiary', percent: 50, unit: 1 }, per: 1 })),
);

/** An indicator over several years. */
export const yearsIndicatorArbitrary: fc.Arbitrary<WrittenIndicator> = fc
  .record({
    measure,
    dimensions: fc.subarray(['age_group', 'sex'], { maxLength: 1 }),
    smallest_level: oneOf(['country', 'province', 'municipality', 'sector']),
  })
  .map((indicator) =>
    'share' in indicator.measure || 'rate' in indicator.measure ? { ...indicator, intervals: true } : indicator,
  );

/** How many years before the reference year the widest of them reads. */
const BEFORE = 5;

/** A delivery of the year with those before it and the one after. */
export function yearsArbitrary(year: number, people: number, claims: number): fc.Arbitrary<Delivery> {
  const others = Array.from({ length: BEFORE + 2 }, (_, i) => year + 1 - i).filter((other) => other !== year);
  return fc
    .tuple(
      deliveryArbitrary(year, people, claims),
      fc.tuple(...others.map((other) => deliveryArbitrary(other, people, claims))),
    )
    .map(([delivery, more]) => ({ ...delivery, others: more }));
}
