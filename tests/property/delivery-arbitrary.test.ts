/**
 * The random deliveries reach the edges: a definition that is a little wrong gives other figures on
 * some of them.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Catalogue,
  type CodeList,
  type CollectedVariable,
  type DatedCode,
  type Indicator,
  type VariableCondition,
  variablesOf,
} from '../../pipeline/catalogue/index.ts';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { deliveryArbitrary } from './delivery-arbitrary.ts';

const DELIVERIES = fc.sample(deliveryArbitrary(2024, 120, 500), { numRuns: 25, seed: 1 });

const right = shippedCatalogue();
const figuresOf = (catalogue: Catalogue, code: string, delivery: Delivery) =>
  JSON.stringify(evaluate(catalogue, code, delivery).cells);

const MUTANTS: readonly (readonly [string, string, Catalogue])[] = [
  [
    'codes count whatever their dates',
    'cube_013_001',
    withDates((dated) => ({ ...dated, validFrom: null, validTo: null })),
  ],
  [
    'the last day of a code counts too',
    'cube_013_001',
    withDates((dated) => ({ ...dated, validTo: nextDay(dated.validTo) })),
  ],
  [
    'the first day of a code does not',
    'cube_013_001',
    withDates((dated) => ({ ...dated, validFrom: nextDay(dated.validFrom) })),
  ],
  [
    'two examinations instead of one',
    'cube_013_021',
    withBound('cube_013_021', 'IMAG_DIAG_N', { kind: 'number', value: 2 }),
  ],
  [
    'any examination, corrected or not',
    'cube_013_021',
    withBound('cube_013_021', 'IMAG_DIAG_N', { kind: 'number', value: 0 }),
  ],
  ['five forfaits', 'stat_003_007', withBound('stat_003_007', 'FF_MH', { kind: 'number', value: 5 })],
  ['seven forfaits', 'stat_003_007', withBound('stat_003_007', 'FF_MH', { kind: 'number', value: 7 })],
  ['forfaits of any institution', 'stat_003_007', withVariable('FF_MH', { where: [] })],
  ['a file elsewhere does not matter', 'stat_003_007', withoutCondition('stat_003_007', 'GMD_ELSEWHERE')],
  ['radiologists of any profession', 'cube_013_004', withoutColumn('IMAG_RADIO_N', 'profession')],
  ['examinations by anybody', 'cube_013_004', withoutColumn('IMAG_RADIO_N', 'qualification')],
  ['geneticists of any profession', 'stat_020_033', withoutColumn('CLINICAL_GENETICS_N', 'profession')],
  [
    'quantities of all qualifications together',
    'stat_020_033',
    withVariable('CLINICAL_GENETICS_N', { by: 'beneficiary' }),
  ],
  ['an amount of one cent more', 'stat_020_033', withBound('stat_020_033', 'INCOME', fivePercentAnd('0.000004'))],
  ['an amount of one cent less', 'stat_020_033', withBound('stat_020_033', 'INCOME', fivePercentAnd('-0.000004'))],
  ['the map of 2024', 'stat_020_033', { ...right, vintage: 2024 }],
];

it.each(MUTANTS)('%s: seen', (_name, code, wrong) => {
  const seen = DELIVERIES.some((delivery) => figuresOf(wrong, code, delivery) !== figuresOf(right, code, delivery));
  expect(seen).toBe(true);
});

it('every shipped indicator of one year of services counts somebody, and not everybody', () => {
  const ofServices = ({ measure: { numerator, denominator, pooled } }: Indicator) =>
    pooled === undefined &&
    [...variablesOf(numerator), ...variablesOf(denominator)].every((name) => {
      const variable = right.variables[name];
      return variable?.kind === 'relation' || (variable?.kind === 'collected' && variable.source === 'health_care');
    });
  for (const { code } of Object.values(right.indicators).filter(ofServices)) {
    const countries = DELIVERIES.map((delivery) =>
      evaluate(right, code, delivery).cells.find(
        (cell) => cell.area_level === 'country' && (cell.age_group ?? 'total') === 'total',
      ),
    );
    expect(
      // A percentile has no numerator: its value is of those who are counted.
      countries.some((cell) => Number(cell?.numerator ?? cell?.denominator) > 0),
      code,
    ).toBe(true);
    expect(
      countries.some((cell) => cell?.numerator !== cell?.denominator),
      code,
    ).toBe(true);
  }
});

function withDates(change: (dated: DatedCode) => DatedCode): Catalogue {
  const lists = Object.entries(right.codeLists).map(([name, list]): [string, CodeList] => [
    name,
    { ...list, codes: list.codes.map(change) },
  ]);
  return { ...right, codeLists: Object.fromEntries(lists) };
}

function nextDay(date: string | null): string | null {
  if (date === null) return null;
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function withConditions(code: string, change: (where: readonly VariableCondition[]) => VariableCondition[]): Catalogue {
  const indicator = right.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  const { measure } = indicator;
  const numerator = { ...measure.numerator, where: change(measure.numerator.where) };
  return {
    ...right,
    indicators: { ...right.indicators, [code]: { ...indicator, measure: { ...measure, numerator } } },
  };
}

function withBound(code: string, variable: string, atLeast: NonNullable<VariableCondition['atLeast']>): Catalogue {
  return withConditions(code, (where) => where.map((one) => (one.variable === variable ? { variable, atLeast } : one)));
}

function withoutCondition(code: string, variable: string): Catalogue {
  return withConditions(code, (where) => where.filter((one) => one.variable !== variable));
}

function withVariable(name: string, changes: Partial<CollectedVariable>): Catalogue {
  const variable = right.variables[name];
  if (variable?.kind !== 'collected') throw new Error(`${name} is not collected`);
  return { ...right, variables: { ...right.variables, [name]: { ...variable, ...changes } } };
}

function withoutColumn(name: string, column: string): Catalogue {
  const variable = right.variables[name];
  if (variable?.kind !== 'collected') throw new Error(`${name} is not collected`);
  return withVariable(name, { where: variable.where.filter((condition) => condition.column !== column) });
}

/** Five per cent of the median, and so much per cent more or less. */
function fivePercentAnd(more: string): NonNullable<VariableCondition['atLeast']> {
  const percent = (5 + Number(more)).toFixed(6);
  return { kind: 'parameter', parameter: 'median_income', group: 'clinical_genetics', percent };
}
