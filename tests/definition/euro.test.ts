/**
 * Amounts are in euro wherever a person reads or writes them: per, bounds, tests, sheets, values.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { runTest, TestBench } from '../../pipeline/examples/index.ts';
import { buildSheet } from '../../pipeline/sheet/index.ts';
import { catalogueWith } from '../input/catalogue-with.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const texts = (text: string) => `{ fr: ${text}, nl: ${text}, en: ${text} }`;

/** Two beneficiaries of 308.86 euro together, and of 0.01. */
const TEST = `
    tests:
      - name: Euro
        year: 2023
        population: |
          beneficiary  sector_dec31
          1..2         11001A00-
        claims: |
          beneficiary  code    quantity  amount
          1            101032  1         300.00
          1            101032  1         8.86
          2            101032  1         0.01
        expect: |
          area_level    ref_area  numerator  denominator  obs_value`;

const indicator = (code: string, unit: string, measure: string, row: string) => `
  ${code}:
    title: ${texts('Amounts')}
    description: ${texts('Amounts')}
    unit: ${texts(unit)}
    measure: ${measure}
    smallest_level: municipality
    available_from: 2015
    schedule: { refresh: Q4, lag_years: 2 }
    metadata_date: 2026-11-28${TEST}
          municipality  11001     ${row}`;

let catalogue: Catalogue;
let engine: Engine;
let bench: TestBench;
beforeAll(async () => {
  const amount = `variables:\n  AMOUNT:\n    label: ${texts('Amount')}\n    entity: beneficiary\n    from: health_care\n    value: { sum: amount }`;
  const many = '{ share: { of: beneficiary, where: { AMOUNT: { at_least: 308.86 } } }, per: 100 }';
  const file = catalogueWith([
    [/^variables:/m, amount],
    [
      /^indicators:/m,
      `indicators:${indicator('stat_099_001', 'Euro', '{ mean: { of: AMOUNT, over: beneficiary }, per: 1 }', '308.87     2            154.435')}${indicator('stat_099_002', '"%"', many, '1          2            50')}`,
    ],
  ]);
  catalogue = openCatalogue(file, REPOSITORY);
  engine = await openDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: makeDataRoot() });
  bench = new TestBench(engine);
});
afterAll(() => engine.close());

describe('an amount', () => {
  it.each(['stat_099_001', 'stat_099_002'])('is in euro in per, bounds, tests and values: %s', async (code) => {
    const [test] = catalogue.tests[code] ?? [];
    if (test === undefined) throw new Error('no test');
    expect(await runTest(bench, catalogue, code, test)).toMatchObject({ differences: [] });
  });

  it('is in euro on the sheet, which says what the numerator is held in', () => {
    const sheetOf = (code: string) => {
      const found = catalogue.indicators[code];
      if (found === undefined) throw new Error(code);
      return buildSheet(catalogue, found);
    };
    expect(sheetOf('stat_099_001').measure).toEqual({ kind: 'mean', per: 1, unit_scale: 0.01 });
    expect(sheetOf('stat_099_002').texts.en?.method).toContain('308.86');
    expect(sheetOf('cube_013_001').measure).toEqual({ kind: 'share', per: 100, unit_scale: 1 });
  });

  it('of an indicator without a status is of ours, and not cited as the agency’s', () => {
    const found = catalogue.indicators.stat_099_001;
    if (found === undefined) throw new Error('no indicator');
    const sheet = buildSheet(catalogue, found);
    expect(sheet).toMatchObject({ status: 'ours', atlas_code: null });
    expect(sheet.texts.en?.citation).toContain('not an indicator of the IMA-AIM Atlas');
  });
});
