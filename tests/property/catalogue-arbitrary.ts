/**
 * Random indicators in the form of the catalogue, over every construct that a measure is written
 * with; and the shipped catalogue with them instead of its own.
 */
import fc from 'fast-check';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { catalogueWithSections } from '../support/catalogue-with-sections.ts';
import { oneOf } from './choice.ts';

/** The body of a measure as a person writes it. */
export type WrittenMeasure = Readonly<Record<string, unknown>>;

/** An indicator, less what no figure depends on. */
export interface WrittenIndicator {
  readonly measure: WrittenMeasure;
  readonly intervals?: true;
  readonly dimensions: readonly string[];
  readonly smallest_level: string;
}

/** Variables of beneficiaries of every make: counts, rare and frequent, and relations. */
const COUNTS = ['IMAG_ALL_N', 'IMAG_CT_N', 'IMAG_DIAG_N', 'FF_MH', 'GP_CONTACT_N', 'GMD_N'];
const OTHERS = ['GMD_ELSEWHERE', 'GP_PRACTICE', 'GP_PRACTICE_CONTACT_N'];
/** What is distinct of the claims of a member: providers, days, codes, practices with several. */
const distinct = (by: string, more: object = {}) => ({
  label: { fr: by, nl: by, en: by },
  entity: 'beneficiary',
  from: 'health_care',
  value: { sum: 'quantity', by, keep: 'count' },
  ...more,
});
export const DISTINCT: Readonly<Record<string, object>> = {
  DISTINCT_PROVIDERS: distinct('practitioner'),
  DISTINCT_DAYS: distinct('service_date', { codes: 'imaging' }),
  DISTINCT_CODES: distinct('code', { where: { profession: { between: [10, 19] } } }),
  DISTINCT_PRACTICES: distinct('practice', { value: { sum: 'quantity', by: 'practice', keep: 'count', at_least: 2 } }),
  AMOUNT: {
    label: { fr: 'x', nl: 'x', en: 'x' },
    entity: 'beneficiary',
    from: 'health_care',
    value: { sum: 'amount' },
  },
  DISTINCT_PAYERS: distinct('qualification', {
    value: { sum: 'amount', by: 'qualification', keep: 'count', at_least: 25.3 },
  }),
};
/** What is collected from medicines: texts on lists, decimals of four places, another source. */
const medicine = (value: object, where?: object) => ({
  label: { fr: 'x', nl: 'x', en: 'x' },
  entity: 'beneficiary',
  from: 'pharmacy',
  value,
  ...(where && { where }),
});
const OF_LIST = { atc: { in: 'antibiotics' } };
export const MEDICINES: Readonly<Record<string, object>> = {
  MEDICINE_DOSES: medicine({ sum: 'daily_doses' }, OF_LIST),
  MEDICINE_PACKAGES: medicine({ sum: 'packages' }, { ...OF_LIST, pharmacy_type: { equals: 1 } }),
  MEDICINE_CHEAP: medicine({ sum: 'daily_doses' }, { low_cost: { equals: 1 } }),
  MEDICINE_KINDS: medicine({ sum: 'daily_doses', by: 'atc', keep: 'count', at_least: 9.9999 }),
};
/** Stays in hospital: rows that are counted, and days between two dates. */
const stay = (value: object, where?: object) => ({ ...medicine(value, where), from: 'hospital_stay' });
export const STAYS: Readonly<Record<string, object>> = {
  STAYS_COUNTED: stay({ sum: 'stays' }),
  STAYS_NIGHTS: stay({ sum: 'discharge_date', since: 'admission_date' }, { stay_type: { equals: 1 } }),
};
const LEVELS = ['country', 'region', 'province', 'arrondissement', 'municipality', 'sector'];

const bounds = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((least) => ({ at_least: least })),
  fc.integer({ min: 0, max: 3 }).map((most) => ({ at_most: most })),
  fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 4 })).map(([low, more]) => ({
    at_least: low,
    at_most: low + more,
  })),
);
const ages = fc
  .tuple(oneOf([0, 9, 10, 18, 50, 65, 89]), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 2 }))
  .map(([low, more, form]) => [{ at_least: low }, { at_most: low }, { at_least: low, at_most: low + more }][form]);

const variable = oneOf([...COUNTS, ...OTHERS, ...Object.keys(DISTINCT), ...Object.keys({ ...MEDICINES, ...STAYS })]);
const conditions = fc.dictionary(variable, bounds, { minKeys: 1, maxKeys: 2 });

/** Conditions on one to three of a dimension, the age and a variable. */
const population = fc
  .record(
    {
      sex: oneOf(['male', 'female', ['male', 'female']]),
      bim: oneOf(['yes', 'no']),
      age_group: fc.subarray(['0-9', '10-19', '20-29', '50-59', '90+'], { minLength: 1 }),
      age: ages,
      condition: fc.tuple(variable, bounds),
    },
    { requiredKeys: [] },
  )
  .map(({ condition, ...rest }) => ({ ...rest, ...(condition && { [condition[0]]: condition[1] }) }))
  .filter((asked) => Object.keys(asked).length > 0);

const kinds = fc.oneof(
  conditions.map((where) => ({ share: { of: 'beneficiary', where } })),
  variable.map((sum) => ({ rate: { sum, of: 'beneficiary' } })),
  variable.map((sum) => ({ per_day: { sum, of: 'beneficiary' } })),
  fc
    .tuple(variable, oneOf([...COUNTS, ...Object.keys({ ...DISTINCT, ...MEDICINES, ...STAYS })]))
    .map(([sum, by]) => ({ ratio: { sum, by, of: 'beneficiary' } })),
  fc
    .tuple(
      oneOf([...COUNTS, ...Object.keys(DISTINCT), 'AMOUNT']),
      oneOf([1, 10, 25, 50, 50, 75, 90, 99]),
      oneOf([1, 1, 2, 5]),
      fc.boolean(),
    )
    .map(([of, percent, unit, cases_only]) => ({ percentile: { of, over: 'beneficiary', percent, unit, cases_only } })),
  conditions.map((where) => ({ count: { of: 'beneficiary', where } })),
  fc
    .tuple(variable, fc.option(conditions, { nil: undefined }))
    .map(([of, where]) => ({ mean: { of, over: 'beneficiary', ...(where && { where }) } })),
);

const measure: fc.Arbitrary<WrittenMeasure> = fc
  .tuple(kinds, fc.option(population, { nil: undefined, freq: 2 }))
  .map(([kind, asked]) => ({ ...kind, per: 1, ...(asked && { population: asked }) }));

/** What claims are: groups that overlap, that leave claims out, by code, by days of validity. */
const group = (from: string, members: object) => ({
  label: { fr: 'x', nl: 'x', en: 'x' },
  entity: 'beneficiary',
  from,
  members,
});
export const GROUPS: Readonly<Record<string, object>> = {
  provider: group('health_care', {
    physician: { profession: { between: [10, 19] } },
    radiologist: { qualification: { in: 'radiology_qualification' } },
    'a|b:c=d %': { profession: { differs_from: 30 }, code: { in: 'ambulatory_code' } },
  }),
  pharmacy_kind: group('pharmacy', {
    public: { pharmacy_type: { equals: 1 } },
    other: { pharmacy_type: { equals: 2 } },
  }),
};
const BY_SOURCE: Readonly<Record<string, readonly string[]>> = {
  setting: [...COUNTS, ...Object.keys(DISTINCT)].filter((name) => name !== 'IMAG_DIAG_N'),
  provider: [...COUNTS, ...Object.keys(DISTINCT)],
  pharmacy_kind: Object.keys(MEDICINES),
};

/** Measures that are counted in groups of claims: all of their variables are of the source. */
const grouped: fc.Arbitrary<WrittenIndicator> = oneOf(Object.keys(BY_SOURCE)).chain((dimension) => {
  const own = oneOf(BY_SOURCE[dimension] ?? []);
  const where = fc.dictionary(own, bounds, { minKeys: 1, maxKeys: 2 });
  const counted = fc.oneof(
    where.map((asked) => ({ share: { of: 'beneficiary', where: asked } })),
    own.map((sum) => ({ rate: { sum, of: 'beneficiary' } })),
    fc.tuple(own, own).map(([sum, by]) => ({ ratio: { sum, by, of: 'beneficiary' } })),
    where.map((asked) => ({ count: { of: 'beneficiary', where: asked } })),
    fc
      .tuple(own, fc.option(where, { nil: undefined }))
      .map(([of, asked]) => ({ mean: { of, over: 'beneficiary', ...(asked && { where: asked }) } })),
  );
  return fc
    .tuple(
      counted,
      fc.option(population, { nil: undefined, freq: 2 }),
      fc.subarray(['age_group', 'sex'], { maxLength: 1 }),
      fc.boolean(),
      oneOf(LEVELS),
    )
    .map(
      ([kind, asked, others, isFirst, smallest_level]): WrittenIndicator => ({
        measure: { ...kind, per: 1, ...(asked && { population: asked }) },
        dimensions: isFirst ? [dimension, ...others] : [...others, dimension],
        smallest_level,
        ...(('share' in kind || 'rate' in kind) && { intervals: true }),
      }),
    );
});

/** Care providers by the beneficiaries of the area. */
const density: fc.Arbitrary<WrittenIndicator> = fc
  .tuple(
    fc.dictionary(oneOf(['GP_CONTACT_BILLED_N', 'INCOME', 'CLINICAL_GENETICS_N']), bounds, { minKeys: 1, maxKeys: 2 }),
    oneOf(LEVELS.slice(0, -1)),
  )
  .map(([where, smallest_level]) => ({
    measure: { density: { of: 'practitioner', where, over: 'beneficiary' }, per: 10_000 },
    dimensions: [],
    smallest_level,
  }));

const overBeneficiaries: fc.Arbitrary<WrittenIndicator> = fc
  .record({
    measure,
    dimensions: fc.subarray(['age_group', 'sex', 'bim'], { maxLength: 2 }),
    smallest_level: oneOf(LEVELS),
  })
  .map((indicator) =>
    'share' in indicator.measure || 'rate' in indicator.measure ? { ...indicator, intervals: true } : indicator,
  );

/** An indicator over beneficiaries, in groups of claims, or of care providers by beneficiaries. */
export const indicatorArbitrary = fc.oneof(
  { weight: 8, arbitrary: overBeneficiaries },
  { weight: 1, arbitrary: density },
  { weight: 2, arbitrary: grouped },
);

/**
 * The shipped catalogue with some indicators instead of its own, available in all years.
 *
 * @param more further variables
 */
export function catalogueOf(
  indicators: readonly WrittenIndicator[],
  more: Readonly<Record<string, object>> = {},
): Catalogue {
  const text = { fr: 'x', nl: 'x', en: 'x' };
  const written = indicators.map((indicator, i) => [
    `${indicator.dimensions.length === 0 ? 'stat' : 'cube'}_900_${i + 1}`,
    {
      title: text,
      description: text,
      unit: text,
      available_from: 2003,
      schedule: { refresh: 'Q4', lag_years: 2 },
      metadata_date: '2026-01-01',
      ...indicator,
    },
  ]);
  return catalogueWithSections({
    dimensions: GROUPS,
    variables: { ...DISTINCT, ...MEDICINES, ...STAYS, ...more },
    indicators: Object.fromEntries(written),
  });
}
