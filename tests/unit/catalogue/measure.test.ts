/**
 * The measures of the indicators that come with the program, in normal form, as their sheets define
 * them.
 */
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../../pipeline/catalogue/index.ts';
import { MEASURE_KINDS } from '../../../pipeline/catalogue/measures/index.ts';
import { CATALOGUE, shipped } from './shipped.ts';

const atLeastOne = (variable: string) => [{ variable, atLeast: { kind: 'number', value: 1 } }] as const;
const everybody = { kind: 'members', where: [] } as const;

const MEASURES: Readonly<Record<string, Measure>> = {
  cube_013_001: {
    kind: 'share',
    entity: 'beneficiary',
    numerator: { kind: 'members', where: atLeastOne('IMAG_ALL_N') },
    denominator: everybody,
    per: 100,
    unitScale: 1,
    events: false,
  },
  cube_013_004: {
    kind: 'rate',
    entity: 'beneficiary',
    numerator: { kind: 'total', variable: 'IMAG_RADIO_N', where: [] },
    denominator: everybody,
    per: 1000,
    unitScale: 1,
    events: true,
  },
  cube_013_021: {
    kind: 'share',
    entity: 'beneficiary',
    numerator: { kind: 'members', where: atLeastOne('IMAG_DIAG_N') },
    denominator: everybody,
    per: 100,
    unitScale: 1,
    events: false,
  },
  stat_003_007: {
    kind: 'share',
    entity: 'beneficiary',
    numerator: {
      kind: 'members',
      where: [
        { variable: 'FF_MH', atLeast: { kind: 'number', value: 6 } },
        { variable: 'GMD_ELSEWHERE', atMost: { kind: 'number', value: 0 } },
      ],
    },
    denominator: everybody,
    per: 10000,
    unitScale: 1,
    events: false,
  },
  stat_020_033: {
    kind: 'count',
    entity: 'practitioner',
    numerator: {
      kind: 'members',
      where: [
        ...atLeastOne('CLINICAL_GENETICS_N'),
        {
          variable: 'INCOME',
          atLeast: { kind: 'parameter', parameter: 'median_income', group: 'clinical_genetics', percent: '5' },
        },
      ],
    },
    denominator: null,
    per: 1,
    unitScale: 1,
    events: false,
  },
};

it('every indicator that a sheet defines has its measure here', () => {
  const sheets = Object.values(CATALOGUE.indicators).filter(({ status }) => status === 'sheet');
  expect(sheets.map(({ code }) => code)).toEqual(Object.keys(MEASURES));
});

describe('the measure of', () => {
  it.each(Object.entries(MEASURES))('%s is that of its sheet', (code, measure) => {
    expect(shipped(code).measure).toEqual(measure);
  });
});

describe('a measure kind', () => {
  it('mean averages a variable over the members that meet the conditions, above and below the line', () => {
    const mean = MEASURE_KINDS.find(({ name }) => name === 'mean');
    const where = [{ variable: 'FILE', atLeast: { kind: 'number', value: 1 } }];
    expect(mean?.normalise({ of: 'AGE', over: 'beneficiary', where: { FILE: { at_least: 1 } } })).toEqual({
      entity: 'beneficiary',
      numerator: { kind: 'total', variable: 'AGE', where },
      denominator: { kind: 'members', where },
      events: false,
    });
  });

  it('has a name of its own', () => {
    const names = MEASURE_KINDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a variable of an amount', () => {
  it('is held in cents where the column has two decimals', () => {
    expect(CATALOGUE.variables.INCOME).toMatchObject({ value: { kind: 'sum', column: 'amount', scale: 2 } });
  });

  it('is held in units where the column is a whole number', () => {
    expect(CATALOGUE.variables.FF_MH).toMatchObject({ value: { kind: 'sum', column: 'quantity', scale: 0 } });
  });
});

it('a catalogue is plain data: it comes back whole from JSON', () => {
  expect(JSON.parse(JSON.stringify(CATALOGUE))).toEqual(CATALOGUE);
});
