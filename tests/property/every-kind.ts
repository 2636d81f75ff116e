/**
 * Indicators that nobody publishes: measure kinds, conditions, code lists and dimensions that the
 * shipped ones do not use.
 */
import type {
  Catalogue,
  CodeList,
  CollectedVariable,
  Indicator,
  Measure,
  Variable,
  VariableCondition,
} from '../../pipeline/catalogue/index.ts';

const number = (value: number) => ({ kind: 'number', value }) as const;
const everybody = { kind: 'members', where: [] } as const;
const examined = [{ variable: 'IMAG_ALL_N', atLeast: number(1) }];
const notExamined = [{ variable: 'IMAG_ALL_N', atMost: number(0) }];
const overlapping: readonly VariableCondition[] = [{ variable: 'OVERLAPPING_BY_N', atLeast: number(1) }];
const examining: readonly VariableCondition[] = [{ variable: 'EXAMINED_BY_N', atLeast: number(1) }];
const inMedicalHouse = [{ variable: 'FF_MH', atLeast: number(1), atMost: number(6) }];

/**
 * The practice that somebody is allocated to: no figure shows it, but its support counts persons by
 * practice.
 */
export const PRACTICE_OF_ALLOCATION: Variable = {
  kind: 'relation',
  name: 'TEST_PRACTICE',
  label: {},
  entity: 'beneficiary',
  relation: 'gp_allocation',
  column: 'practice',
};

const INDICATORS: readonly Pick<Indicator, 'code' | 'dimensions' | 'smallestLevel' | 'measure'>[] = [
  {
    code: 'test_mean',
    dimensions: ['sex', 'bim'],
    smallestLevel: 'municipality',
    measure: measure(
      'mean',
      { kind: 'total', variable: 'IMAG_ALL_N', where: examined },
      { kind: 'members', where: examined },
    ),
  },
  {
    code: 'test_mean_of_some',
    dimensions: ['sex'],
    smallestLevel: 'province',
    measure: measure(
      'mean',
      { kind: 'total', variable: 'IMAG_RADIO_N', where: inMedicalHouse },
      { kind: 'members', where: inMedicalHouse },
    ),
  },
  {
    code: 'test_share_of_nothing',
    dimensions: ['age_group', 'sex', 'bim'],
    smallestLevel: 'arrondissement',
    measure: measure('share', { kind: 'members', where: notExamined }, everybody),
  },
  {
    code: 'test_share_of_both',
    dimensions: [],
    smallestLevel: 'municipality',
    measure: measure('share', { kind: 'members', where: [...examined, ...inMedicalHouse] }, everybody),
  },
  {
    code: 'test_rate',
    dimensions: ['bim'],
    smallestLevel: 'sector',
    measure: {
      ...measure('rate', { kind: 'total', variable: 'FF_MH', where: [] }, everybody),
      per: 1000,
      events: true,
    },
  },
  {
    code: 'test_practice',
    dimensions: [],
    smallestLevel: 'region',
    measure: {
      ...measure('rate', { kind: 'total', variable: PRACTICE_OF_ALLOCATION.name, where: [] }, everybody),
      events: true,
    },
  },
  {
    code: 'test_count',
    dimensions: ['age_group'],
    smallestLevel: 'region',
    measure: measure('count', { kind: 'members', where: [{ variable: 'GMD_ELSEWHERE', atLeast: number(1) }] }, null),
  },
  {
    code: 'test_overlapping',
    dimensions: ['sex'],
    smallestLevel: 'municipality',
    measure: measure('rate', { kind: 'total', variable: 'OVERLAPPING_N', where: [] }, everybody),
  },
  {
    code: 'test_anything',
    dimensions: ['age_group'],
    smallestLevel: 'province',
    measure: measure('rate', { kind: 'total', variable: 'ANYTHING_N', where: [] }, everybody),
  },
  {
    code: 'test_dated_medicines',
    dimensions: ['sex'],
    smallestLevel: 'municipality',
    measure: measure('mean', { kind: 'total', variable: 'DATED_DOSES', where: [] }, everybody),
  },
  {
    code: 'test_practitioner_count',
    dimensions: [],
    smallestLevel: 'municipality',
    measure: measure('count', { kind: 'members', where: examining }, null, 'practitioner'),
  },
  {
    code: 'test_practitioner_mean',
    dimensions: [],
    smallestLevel: 'arrondissement',
    measure: measure(
      'mean',
      { kind: 'total', variable: 'EXAMINED_BY_N', where: overlapping },
      { kind: 'members', where: overlapping },
      'practitioner',
    ),
  },
  {
    code: 'test_practitioner_largest',
    dimensions: [],
    smallestLevel: 'region',
    measure: measure(
      'mean',
      { kind: 'total', variable: 'CLINICAL_GENETICS_N', where: examining },
      { kind: 'members', where: examining },
      'practitioner',
    ),
  },
];

/** Codes of other lists in windows of their own: some open, some that end and come back. */
const OVERLAPPING: CodeList = {
  name: 'overlapping',
  label: {},
  file: '',
  codes: [
    { code: 307090, validFrom: null, validTo: null },
    { code: 307296, validFrom: null, validTo: '2024-07-01' },
    { code: 453154, validFrom: null, validTo: '2018-03-31' },
    { code: 453154, validFrom: '2019-04-01', validTo: '2023-06-30' },
    { code: 453154, validFrom: '2023-07-01', validTo: '2024-07-01' },
    { code: 109616, validFrom: '2019-01-01', validTo: '2023-12-31' },
  ],
};

/** Texts that begin, end, and are within another; a code beside its beginning. */
const DATED_TEXTS: CodeList = {
  name: 'dated_texts',
  label: {},
  file: '',
  codes: [],
  texts: [
    { text: 'J01*', validFrom: null, validTo: '2023-07-01' },
    { text: 'J01CA04', validFrom: '2019-04-01', validTo: null },
    { text: 'N0*', validFrom: '2018-03-31', validTo: '2024-07-01' },
    { text: 'N02', validFrom: null, validTo: null },
  ],
};

const VARIABLES: readonly CollectedVariable[] = [
  {
    ...variable('DATED_DOSES', 'beneficiary'),
    source: 'pharmacy',
    value: { kind: 'sum', column: 'daily_doses', scale: 4 },
    where: [{ kind: 'in', column: 'atc', codeList: 'dated_texts' }],
  },
  { ...variable('OVERLAPPING_N', 'beneficiary'), codes: 'overlapping' },
  { ...variable('ANYTHING_N', 'beneficiary'), where: [{ kind: 'between', column: 'profession', low: 10, high: 19 }] },
  { ...variable('EXAMINED_BY_N', 'practitioner'), codes: 'imaging' },
  { ...variable('OVERLAPPING_BY_N', 'practitioner'), codes: 'overlapping' },
];

function measure(
  kind: string,
  numerator: Measure['numerator'],
  denominator: Measure['denominator'],
  entity = 'beneficiary',
): Measure {
  return { kind, entity, numerator, denominator, per: 1, unitScale: 1, events: kind === 'rate' };
}

function variable(name: string, entity: string): CollectedVariable {
  const value = { kind: 'sum', column: 'quantity', scale: 0 } as const;
  return { kind: 'collected', name, label: {}, entity, source: 'health_care', value, where: [] };
}

/**
 * Every method wherever there is one; a cube of areas or of other dimensions is standardised all
 * the same.
 */
function comparison({
  measure: { kind, entity },
}: Pick<Indicator, 'measure'>): Pick<Indicator, 'interval' | 'standard'> {
  if (kind !== 'share' && kind !== 'rate') return { interval: null, standard: null };
  const standard = entity === 'beneficiary' ? 'esp_2013' : null;
  return { interval: kind === 'share' ? 'wilson' : 'byar', standard };
}

/** The catalogue with these indicators instead of its own, available in all years. */
export function withEveryKind(catalogue: Catalogue): Catalogue {
  const model = Object.values(catalogue.indicators)[0];
  if (model === undefined) throw new Error('the catalogue has no indicator');
  const indicators = INDICATORS.map((own): [string, Indicator] => [
    own.code,
    { ...model, availableFrom: 2003, levelsFrom: {}, ...comparison(own), ...own },
  ]);
  const variables = [PRACTICE_OF_ALLOCATION, ...VARIABLES].map((own): [string, Variable] => [own.name, own]);
  return {
    ...catalogue,
    codeLists: { ...catalogue.codeLists, overlapping: OVERLAPPING, dated_texts: DATED_TEXTS },
    variables: { ...catalogue.variables, ...Object.fromEntries(variables) },
    indicators: Object.fromEntries(indicators),
  };
}
