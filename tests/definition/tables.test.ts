/**
 * How the tables of a test are read: cells, remarks, what is left out, and cells that count
 * together.
 */
import { describe, expect, it } from 'vitest';
import type { DefinitionTest } from '../../pipeline/catalogue/index.ts';
import { readBroken } from '../diagnostics/broken-catalogue.ts';

/** The small catalogue of the diagnostics with one test beside its last indicator. */
function read(claims: string, expected = 'area_level  ref_area  numerator\ncountry     01000     1'): DefinitionTest {
  const block = (text: string) =>
    text
      .split('\n')
      .map((line) => `          ${line}`)
      .join('\n');
  const append = `    tests:
      - name: An example
        year: 2023
        claims: |
${block(claims)}
        expect: |
${block(expected)}
`;
  const { catalogue, printed } = readBroken([{ append }]);
  expect(printed).toBe('');
  return catalogue?.tests.stat_001_002?.[0] as DefinitionTest;
}

describe('an input table', () => {
  it('fills in what it leaves out: the first of July, and nothing else', () => {
    expect(read('practitioner  amount\n7             20.00').rows.claim).toEqual([
      {
        beneficiary: null,
        practitioner: '7',
        service_date: '2023-07-01',
        code: null,
        quantity: null,
        amount: '20.00',
        practice: null,
      },
    ]);
  });

  it('takes what stands after # as a remark, and - as empty', () => {
    const { rows } = read(
      'practitioner  amount   # of all claims\n# two of one\n7             20.00    # paid\n7             -',
    );
    expect(rows.claim?.map(({ practitioner, amount }) => [practitioner, amount])).toEqual([
      ['7', '20.00'],
      ['7', null],
    ]);
  });

  it('writes a row for each value of a range, and counts an open range along', () => {
    const { rows } = read('practitioner  practice  amount\n1..3          7..       20.00');
    expect(rows.claim?.map(({ practitioner, practice }) => [practitioner, practice])).toEqual([
      ['1', '7'],
      ['2', '8'],
      ['3', '9'],
    ]);
  });

  it('writes a row for each code of a list, whenever it is valid', () => {
    const { rows } = read('practitioner  code             amount\n1..           each of imaging  20.00');
    const codes = rows.claim?.map(({ code }) => code) ?? [];
    expect(codes.length).toBeGreaterThan(1);
    expect(new Set(codes).size).toBe(codes.length);
    expect(rows.claim?.map(({ practitioner }) => practitioner)).toEqual(codes.map((_, i) => String(i + 1)));
  });
});

describe('an expected table', () => {
  it('names cells by their keys, and holds the figures where they stand', () => {
    const [cell] = read(
      'practitioner\n1',
      'area_level  ref_area  numerator  obs_value\ncountry     01000     -          2.5',
    ).expect;
    expect(cell?.keys).toEqual({ area_level: 'country', ref_area: '01000' });
    expect(cell?.figures.map(({ column, expected, place }) => [column, expected, place.line, place.column])).toEqual([
      ['numerator', null, 120, 33],
      ['obs_value', '2.5', 120, 44],
    ]);
  });

  it('knows a row that must not be there', () => {
    const [cell] = read('practitioner\n1', 'area_level  ref_area  numerator\ncountry     01000     no row').expect;
    expect(cell).toMatchObject({ isAbsent: true, figures: [] });
  });
});
