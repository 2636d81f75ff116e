/**
 * The recipes of CONTRIBUTING.md, each followed once in a copy of the catalogue: nothing else is
 * needed to add what they add.
 */
import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { delivered } from '../input/deliver.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const texts = (en: string) => `{ fr: ${en}, nl: ${en}, en: ${en} }`;

/** The least that an indicator of one's own says, its tests aside. */
const indicator = (code: string, title: string, lines: readonly string[]): string =>
  [
    `  ${code}:`,
    `    title: ${texts(title)}`,
    `    description: ${texts(`${title} of the year`)}`,
    '    status: ours',
    `    interpretations: [${texts('Followed from a recipe')}]`,
    '    metadata_date: 2026-11-23',
    ...lines.map((line) => `    ${line}`),
    '',
  ].join('\n');

const BENEFICIARY = [
  'unit: percent',
  'smallest_level: municipality',
  'available_from: 2015',
  'schedule: { refresh: Q4, lag_years: 2 }',
];

describe('a recipe that is followed', () => {
  let house: string;
  let catalogue: string;

  /** Puts an entry at the head of a section. */
  const declare = (section: string, entry: string): void => {
    const text = readFileSync(catalogue, 'utf8');
    expect(text).toContain(`\n${section}:\n`);
    writeFileSync(
      catalogue,
      text.replace(`\n${section}:\n`, () => `\n${section}:\n${entry}`),
    );
  };
  const run = (...args: string[]) => cubes(['--catalogue', catalogue, ...args]);

  /**
   * The catalogue is clean, the author's test passes, and the indicator is computed from a
   * delivery.
   */
  async function works(code: string): Promise<void> {
    expect(await run('check', '--update-lock')).toMatchObject({ code: 0, stderr: '' });
    const tested = await run('test', code);
    expect(tested, tested.stderr).toMatchObject({ code: 0 });
    expect(tested.stdout).toContain('1 test of 1 indicator: all passed.');
    const dataRoot = await delivered();
    const computed = await run('--data', dataRoot, 'run', code, '--years', '2023');
    expect(computed, computed.stderr).toMatchObject({ code: 0 });
    expect(computed.stdout).toContain(`work/cubes/${code}/year=2023/${code}.parquet`);
  }

  beforeAll(() => {
    house = makeDataRoot();
    for (const path of ['indicators.yaml', 'sql', 'data/reference'])
      cpSync(join(REPOSITORY, path), join(house, path), { recursive: true });
    catalogue = join(house, 'indicators.yaml');
  });

  it('adds an indicator', async () => {
    const lines = [
      ...BENEFICIARY,
      'measure: { share: { of: beneficiary, where: { IMAG_CBCT_N: { at_least: 2 } } }, per: 100 }',
      'dimensions: [age_group]',
      'tests:',
      '  - name: Two examinations are needed',
      '    year: 2023',
      '    population: |',
      '      beneficiary',
      '      1..4',
      '    claims: |',
      '      beneficiary  code    quantity',
      '      1            307230  1',
      '      2            307230  2',
      '    expect: |',
      '      area_level  ref_area  numerator  denominator',
      '      country     01000     1          4',
    ];
    declare('indicators', indicator('cube_013_mine1', 'Repeated cone-beam CT', lines));
    await works('cube_013_mine1');
  });

  it('adds a variable with a code list of its own', async () => {
    writeFileSync(
      join(house, 'data/reference/codes/mine.csv'),
      'code,valid_from,valid_to,source\n102771,2020-01-01,2024-01-01,a decree\n',
    );
    declare('code_lists', `  mine:\n    file: codes/mine.csv\n    label: ${texts('Mine')}\n`);
    declare(
      'variables',
      `  MINE_N:\n    label: ${texts('Number of mine')}\n    entity: beneficiary\n    from: health_care\n    value: { sum: quantity }\n    codes: mine\n`,
    );
    const lines = [
      ...BENEFICIARY,
      'measure: { share: { of: beneficiary, where: { MINE_N: { at_least: 1 } } }, per: 100 }',
      'tests:',
      '  - name: One file is enough',
      '    year: 2023',
      '    population: |',
      '      beneficiary',
      '      1..2',
      '    claims: |',
      '      beneficiary  code',
      '      1            102771',
      '    expect: |',
      '      area_level  ref_area  obs_value',
      '      country     01000     50',
    ];
    declare('indicators', indicator('stat_013_mine2', 'Mine', lines));
    await works('stat_013_mine2');
  });

  it('adds a specialty', async () => {
    appendFileSync(
      join(house, 'data/reference/codes/qualification_lists.csv'),
      'urology,450,,,a list\nurology,454,,,a list\n',
    );
    appendFileSync(
      join(house, 'data/reference/parameters/median_income.csv'),
      [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026]
        .map((year) => `urology,${year},100000.00,illustrative,invented\n`)
        .join(''),
    );
    declare(
      'code_lists',
      `  urology_qualification:\n    file: codes/qualification_lists.csv\n    code: qualification\n    where: { list: [urology] }\n    label: ${texts('Urology')}\n`,
    );
    declare(
      'variables',
      [
        '  UROLOGY_N:',
        `    label: ${texts('Cases under one qualification of urology')}`,
        '    entity: practitioner',
        '    from: health_care',
        '    value: { sum: quantity, by: qualification, keep: largest }',
        '    where: { profession: { between: [10, 19] }, qualification: { in: urology_qualification } }',
        '',
      ].join('\n'),
    );
    const lines = [
      'unit: number',
      'smallest_level: arrondissement',
      'available_from: 2019',
      'schedule: { refresh: Q4, lag_years: 1 }',
      'measure: { count: { of: practitioner, where: { UROLOGY_N: { at_least: 1 }, INCOME: { at_least: { percent: 5, of: median_income, for: urology } } } }, per: 1 }',
      'tests:',
      '  - name: Five per cent of the median is active',
      '    year: 2023',
      '    practitioner: |',
      '      practitioner  address_nis',
      '      1..2          11001',
      '    claims: |',
      '      practitioner  profession  qualification  amount',
      '      1             10          450            5000.00',
      '      2             10          454            4999.99',
      '    expect: |',
      '      area_level      ref_area  numerator',
      '      arrondissement  11000     1',
    ];
    declare('indicators', indicator('stat_020_mine3', 'Number of urologists', lines));
    await works('stat_020_mine3');
  });

  it('adds a dimension', async () => {
    const file = join(house, 'sql/relations/beneficiary_year.sql');
    const sql = readFileSync(file, 'utf8')
      .replace(/^(-- @column bim .*)$/m, '$1\n-- @column majority VARCHAR minor, adult; NULL = year of birth unknown')
      .replace(
        /\nFROM population\n/,
        ",\n  CASE\n    WHEN getvariable('year') - population.birth_year < 18 THEN 'minor'\n    WHEN getvariable('year') - population.birth_year >= 18 THEN 'adult'\n  END AS majority\nFROM population\n",
      );
    writeFileSync(file, sql);
    declare(
      'dimensions',
      `  majority:\n    entity: beneficiary\n    label: ${texts('Majority')}\n    members: [minor, adult]\n`,
    );
    const lines = [
      ...BENEFICIARY,
      'measure: { share: { of: beneficiary, where: { IMAG_ALL_N: { at_least: 1 } } }, per: 100 }',
      'dimensions: [majority, sex]',
      'tests:',
      '  - name: Of age at eighteen',
      '    year: 2023',
      '    population: |',
      '      beneficiary  birth_year  sex_code',
      '      1            2006        1',
      '      2            2005        1',
      '      3            2005        2',
      '    claims: |',
      '      beneficiary  code',
      '      1..2         453154',
      '    expect: |',
      '      area_level  ref_area  majority  sex    numerator  denominator',
      '      country     01000     minor     total  1          1',
      '      country     01000     adult     male   1          1',
      '      country     01000     adult     total  1          2',
    ];
    declare('indicators', indicator('cube_013_mine4', 'Imaging by majority and sex', lines));
    await works('cube_013_mine4');
  });
});
