/**
 * Data checks, run on a delivery that violates them: what is refused, what is tolerated, what is
 * only reported.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunManifest } from '../../pipeline/run/index.ts';
import { cubes, cubesOn } from '../cli/command.ts';
import { catalogueWith } from './catalogue-with.ts';
import { delivered, fileOf, PSEUDONYM } from './deliver.ts';

const HELP =
  '  help: correct the delivery; or, if this is known and accepted, declare a tolerance under `checks` in the catalogue.\n';

const run = (dataRoot: string, code = 'cube_013_001') => cubesOn(dataRoot, 'run', code, '--years', '2023');
const refused = (...lines: string[]) =>
  `cubes: the data failed ${lines.length} check${lines.length === 1 ? '' : 's'}; nothing was computed:\n${lines.map((line) => `  2023 ${line}\n`).join('')}${HELP}`;

const ORPHAN = "Claims of people who are not in the year's population: left out of every figure on beneficiaries.";
const SECTOR =
  'Beneficiaries whose domicile is a sector that the reference does not know: counted at country level only.';
const AGE = 'Beneficiaries whose age on 31 December is below 0 or above 120.';

/** Replaces a column in the first rows of a source. */
const inFirst = (source: string, rows: number, column: string, value: string) => {
  const key = source === 'population' ? 'PP0010' : 'SS00010';
  return `SELECT * REPLACE (CASE WHEN ${key} <= ${PSEUDONYM + rows} THEN ${value} ELSE ${column} END AS ${column}) FROM ${source}`;
};

describe('an error', () => {
  it('is refused with every other one, with counts and without a row', async () => {
    const dataRoot = await delivered({
      health_care: inFirst('health_care', 3, 'SS00015', "DATE '2024-01-01'"),
      population: `FROM (${inFirst('population', 2, 'PP0015', '1902::SMALLINT')}) UNION ALL FROM population LIMIT 201`,
    });
    const { code, stdout, stderr } = await run(dataRoot);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    expect(stderr).toBe(
      refused(
        `age_out_of_range: 2 of 201 rows (0.995 %). ${AGE}`,
        "beneficiary_twice: 1 of 201 rows (0.498 %). Beneficiaries who stand in the year's population more than once, or without a pseudonym.",
        'date_outside_partition: 3 of 200 rows (1.5 %). Claims whose date of service is missing or in another year than their partition.',
      ),
    );
  });

  it.each([
    [-1, 2024, `age_out_of_range: 1 of 200 rows (0.5 %). ${AGE}`],
    [121, 1902, `age_out_of_range: 1 of 200 rows (0.5 %). ${AGE}`],
  ])('is an age of %i', async (_, birthYear, line) => {
    const dataRoot = await delivered({ population: inFirst('population', 1, 'PP0015', `${birthYear}::SMALLINT`) });
    expect(await run(dataRoot)).toEqual({ code: 4, stdout: '', stderr: refused(line) });
  });

  it('is not an age of 0 or of 120', async () => {
    const ages = 'CASE PP0010 % 2 WHEN 1 THEN 2023 ELSE 1903 END::SMALLINT';
    const dataRoot = await delivered({ population: `SELECT * REPLACE (${ages} AS PP0015) FROM population` });
    expect(await run(dataRoot)).toMatchObject({ code: 0, stderr: '' });
  });

  it('is more than 1 % of orphans, claims of nobody among them', async () => {
    const dataRoot = await delivered({
      health_care: inFirst('health_care', 3, 'SS00010', 'CASE WHEN SS00020 > 0 THEN NULL END'),
    });
    expect(await run(dataRoot)).toEqual({
      code: 4,
      stdout: '',
      stderr: refused(`orphan: 3 of 200 rows (1.5 %), tolerated 1 %. ${ORPHAN}`),
    });
  });

  it('is more than 1 % of unknown sectors', async () => {
    const dataRoot = await delivered({ population: inFirst('population', 3, 'SECTOR_DEC31', "'99999X99-'") });
    expect(await run(dataRoot)).toEqual({
      code: 4,
      stdout: '',
      stderr: refused(`unknown_sector: 3 of 200 rows (1.5 %), tolerated 1 %. ${SECTOR}`),
    });
  });

  it('is a practitioner who stands in the register twice, where a run needs the register', async () => {
    const dataRoot = await delivered({ practitioner: 'FROM practitioner UNION ALL FROM practitioner' });
    const line =
      "practitioner_twice: 1 of 2 rows (50 %). Practitioners who stand in the year's register more than once.";
    expect(await run(dataRoot, 'stat_020_033')).toEqual({ code: 4, stdout: '', stderr: refused(line) });
    expect((await run(dataRoot)).code).toBe(0);
  });
});

it('exactly 1 % of orphans and of unknown sectors is tolerated, and reported', async () => {
  const dataRoot = await delivered({
    health_care: inFirst('health_care', 2, 'SS00010', '1'),
    population: inFirst('population', 2, 'SECTOR_DEC31', "'99999X99-'"),
  });
  expect(await run(dataRoot)).toMatchObject({
    code: 0,
    stderr: [
      `note: 2023 orphan: 2 of 200 rows (1 %), tolerated 1 %. ${ORPHAN}\n`,
      `note: 2023 unknown_sector: 2 of 200 rows (1 %), tolerated 1 %. ${SECTOR}\n`,
    ].join(''),
  });
});

it('codes that are unknown, mistyped or out of date, forfaits elsewhere and negative sums are warnings', async () => {
  const person = `SS00010 - ${PSEUDONYM}`;
  const codes = `CASE ${person} WHEN 1 THEN 453155 WHEN 2 THEN 999994 WHEN 3 THEN 109616 WHEN 4 THEN 307296 ELSE SS00020 END`;
  const quantities = `CASE ${person} WHEN 5 THEN -1 ELSE QUANTITY END`;
  const dataRoot = await delivered({
    health_care: `SELECT * REPLACE (CAST(${codes} AS INTEGER) AS SS00020, CAST(${quantities} AS SMALLINT) AS QUANTITY) FROM health_care`,
  });
  const lines = [
    'check_digit: 1 of 200 rows (0.5 %). Claims with a nomenclature code whose sixth digit is not the first five modulo 7: a typing error, as a rule.',
    'code_outside_dates: 1 of 200 rows (0.5 %). Claims with a known nomenclature code on a date outside its validity: they do not count.',
    'forfait_outside_medical_house: 1 of 200 rows (0.5 %). Medical-house forfaits (109616) billed by an institution that is not a medical house (type 805): they do not count.',
    'unknown_code: 2 of 200 rows (1 %). Claims with a nomenclature code that no code list knows: they feed no variable that selects codes.',
    'negative_net_sum: 1 of 196 rows (0.51 %). Beneficiaries with a variable whose net sum over the year is negative: corrected more than was billed. A volume adds it as it is.',
  ];
  const stderr = lines.map((line) => `warning: 2023 ${line}\n`).join('');
  expect(await run(dataRoot)).toMatchObject({ code: 0, stderr });
});

describe('codes that nobody was billed', () => {
  const neverBilled = async (health_care: string) => {
    const { code, stdout } = await cubesOn(
      await delivered({ health_care }),
      'run',
      'cube_013_001',
      '--years',
      '2023',
      '--json',
    );
    const { years } = JSON.parse(stdout) as RunManifest;
    return { code, result: years[0]?.checks.find(({ check }) => check === 'code_never_billed') };
  };
  const with453154 = 'FROM health_care';
  const billing = (code: number, date: string) =>
    `FROM health_care UNION ALL (SELECT * REPLACE (CAST(${code} AS INTEGER) AS SS00020, DATE '${date}' AS SS00015) FROM health_care LIMIT 1)`;

  it('are a warning, in numbers', async () => {
    const { code, result } = await neverBilled(with453154);
    expect(code).toBe(0);
    expect(result).toMatchObject({ severity: 'warning', outcome: 'fail' });
    expect(JSON.stringify(result)).not.toMatch(/\d{6}/);
  });

  it('are fewer by one in every list that holds a code, once it is billed', async () => {
    const before = (await neverBilled(with453154)).result?.offending ?? 0;
    // In imaging, in interventional_diagnostic and among codes of people in hospital.
    expect((await neverBilled(billing(453165, '2023-03-01'))).result).toMatchObject({
      offending: before - 3,
    });
  });

  it('are not those whose validity is over or has not begun', async () => {
    const before = (await neverBilled(with453154)).result?.offending ?? 0;
    // 377296 succeeds a panoramic code on 1 April 2024.
    expect((await neverBilled(billing(377296, '2023-03-01'))).result).toMatchObject({ offending: before });
  });
});

it('a tolerance and a severity that the catalogue declares are honoured', async () => {
  const dataRoot = await delivered({
    health_care: inFirst('health_care', 50, 'SS00010', '1'),
    population: inFirst('population', 58, 'PP0015', '1890::SMALLINT'),
  });
  const catalogue = catalogueWith([
    [
      'orphan: { severity: error, tolerance: 0.01 }',
      'orphan: { severity: warning }\n  age_out_of_range: { tolerance: 0.29 }',
    ],
  ]);
  const { code, stderr } = await cubes([
    '--catalogue',
    catalogue,
    '--data',
    dataRoot,
    'run',
    'cube_013_001',
    '--years',
    '2023',
  ]);
  expect(stderr).toBe(
    [
      `note: 2023 age_out_of_range: 58 of 200 rows (29 %), tolerated 29 %. ${AGE}\n`,
      `warning: 2023 orphan: 50 of 200 rows (25 %), tolerated 1 %. ${ORPHAN}\n`,
    ].join(''),
  );
  expect(code).toBe(0);
});

it('a source that a run does not need may be broken or absent', async () => {
  const dataRoot = await delivered();
  writeFileSync(fileOf(dataRoot, 'practitioner'), 'not a register');
  expect((await run(dataRoot)).code).toBe(0);
  const other = await delivered();
  rmSync(join(other, 'claims', 'population'), { recursive: true });
  expect((await run(other, 'stat_020_033')).code).toBe(0);
});
