/** Indicators that nobody publishes: measure kinds, conditions and dimensions that the shipped ones do not use. */
import type { Catalogue, Indicator, Measure, Variable } from '../../pipeline/catalogue/index.ts';

const number = (value: number) => ({ kind: 'number', value }) as const;
const everybody = { kind: 'members', where: [] } as const;
const examined = [{ variable: 'IMAG_ALL_N', atLeast: number(1) }];
const notExamined = [{ variable: 'IMAG_ALL_N', atMost: number(0) }];
const inMedicalHouse = [{ variable: 'FF_MH', atLeast: number(1), atMost: number(6) }];

/** The practice that somebody is allocated to: no figure tells it, but its support counts persons by practice. */
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
];

function measure(kind: string, numerator: Measure['numerator'], denominator: Measure['denominator']): Measure {
  return { kind, entity: 'beneficiary', numerator, denominator, per: 1, events: false };
}

/** The catalogue with these indicators instead of its own, available in all years. */
export function withEveryKind(catalogue: Catalogue): Catalogue {
  const model = Object.values(catalogue.indicators)[0];
  if (model === undefined) throw new Error('the catalogue has no indicator');
  const indicators = INDICATORS.map((own): [string, Indicator] => [
    own.code,
    { ...model, availableFrom: 2003, levelsFrom: {}, ...own },
  ]);
  const variables = { ...catalogue.variables, [PRACTICE_OF_ALLOCATION.name]: PRACTICE_OF_ALLOCATION };
  return { ...catalogue, variables, indicators: Object.fromEntries(indicators) };
}
