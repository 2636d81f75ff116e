/**
 * Files that are not what was declared: refused before anything is computed, each with what is
 * wrong and where.
 */
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cubesOn } from '../cli/command.ts';
import { deliver, delivered, fileOf, type SourceName, write } from './deliver.ts';

const FILE = 'claims/health_care/year=2023/part-0.parquet';
const HELP = '  help: correct the delivery, or the columns of its source in the catalogue.\n';
const notAsDeclared = (...lines: string[]) =>
  `cubes: the delivery does not match its declaration:\n${lines.map((line) => `  ${line}\n`).join('')}${HELP}`;

const refusal = async (dataRoot: string) => {
  const { code, stdout, stderr } = await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023');
  return { code, stdout, stderr };
};
const data = (stderr: string) => ({ code: 4, stdout: '', stderr });

/** Overwrites bytes at a share of the file's length. */
function damage(file: string, share: number, length = 40): void {
  const bytes = readFileSync(file);
  bytes.fill(0xaa, Math.floor(bytes.length * share), Math.floor(bytes.length * share) + length);
  writeFileSync(file, bytes);
}

describe('a file that cannot be read', () => {
  it.each<[string, (file: string) => void, string]>([
    [
      'of text',
      (file) => writeFileSync(file, 'SS00010;SS00015;SS00020\n1;2;3\n'),
      `No magic bytes found at end of file '${FILE}'`,
    ],
    [
      'damaged in a page of data',
      (file) => damage(file, 0.04),
      `Failed to read file "${FILE}": Snappy decompression failure`,
    ],
  ])('is refused as data: %s', async (_, breakFile, reason) => {
    const dataRoot = await delivered();
    breakFile(fileOf(dataRoot, 'health_care'));
    expect(await refusal(dataRoot)).toEqual(data(notAsDeclared(`${FILE} cannot be read as parquet: ${reason}`)));
  });

  it('is refused as data: text that is not UTF-8, without the text', async () => {
    const dataRoot = await delivered();
    const file = fileOf(dataRoot, 'population');
    writeFileSync(
      file,
      readFileSync(file).map((byte, i, bytes) => (bytes.subarray(i, i + 9).toString() === '11001A00-' ? 0xff : byte)),
    );
    const shown = 'claims/population/year=2023/part-0.parquet';
    const reason = `Invalid string encoding found in Parquet file "${shown}": value <value> is not valid UTF8!`;
    expect(await refusal(dataRoot)).toEqual(data(notAsDeclared(`${shown} cannot be read as parquet: ${reason}`)));
  });
});

describe('a file of which a part is missing', () => {
  const halve = (file: string) => truncateSync(file, 1500);
  const refused = (reason: string) =>
    data(
      `cubes: the delivery does not match its declaration:\n  ${FILE} cannot be read as parquet: ${reason}\n  help: copy it again from its sender, and compare the sizes.\n`,
    );
  const TRUNCATED = 'it is truncated (1,500 bytes, and the end of the file has no footer)';

  it.each<[string, (file: string) => void, string | RegExp]>([
    ['cut at half', halve, TRUNCATED],
    [
      'cut in its last bytes',
      (file) => truncateSync(file, readFileSync(file).length - 3),
      /it is truncated \([\d,]+ bytes, and the end of the file has no footer\)/,
    ],
    ['of no bytes', (file) => writeFileSync(file, ''), 'it is empty (0 bytes)'],
  ])('is refused as data, to be copied again: %s', async (_, breakFile, reason) => {
    const dataRoot = await delivered();
    breakFile(fileOf(dataRoot, 'health_care'));
    const found = await refusal(dataRoot);
    expect(found).toEqual(refused(typeof reason === 'string' ? reason : (reason.exec(found.stderr)?.[0] ?? 'nothing')));
  });

  it.each([
    ['plan', 'cube_013_001', '--years', '2023'],
    ['draft-test', 'cube_013_001', '--year', '2023'],
    ['sql', '--work', 'SELECT 1'],
    ['ingest', '--years', '2023', '--out', 'DATA/ingested'],
  ])('is refused by %s in the same words', async (...args) => {
    const dataRoot = await delivered();
    halve(fileOf(dataRoot, 'health_care'));
    const { code, stdout, stderr } = await cubesOn(dataRoot, ...args.map((arg) => arg.replace('DATA', dataRoot)));
    expect({ code, stdout, stderr }).toEqual({
      ...refused(TRUNCATED),
      stderr: expect.stringContaining(refused(TRUNCATED).stderr),
    });
  });

  it('is a problem of a report as well', async () => {
    const dataRoot = await delivered();
    halve(fileOf(dataRoot, 'health_care'));
    const { code, stdout } = await cubesOn(dataRoot, 'validate', '--years', '2023');
    expect(code).toBe(4);
    expect(stdout).toContain(`${FILE} cannot be read as parquet: ${TRUNCATED}`);
  });

  it('is refused where a year is compared with it', async () => {
    const dataRoot = await delivered();
    await deliver(dataRoot, {}, 2024);
    halve(fileOf(dataRoot, 'health_care'));
    const { code, stderr } = await cubesOn(dataRoot, 'validate', '--years', '2024');
    expect({ code, stderr }).toEqual({ code: 4, stderr: refused(TRUNCATED).stderr });
  });
});

describe('a column that is not as declared', () => {
  it.each([
    [
      'days where numbers belong',
      'SELECT * REPLACE (SS00015 AS QUANTITY) FROM health_care',
      `${FILE}: column QUANTITY is DATE, not a whole number`,
    ],
    [
      'dates with an hour',
      'SELECT * REPLACE (SS00015 + INTERVAL 9 HOUR AS SS00015) FROM health_care',
      `${FILE}: 200 of 200 values of SS00015 do not fit DATE (shape \`9999-99-99 99:99:99\`); declare \`format:\` on the column, such as \`format: DD/MM/YYYY\``,
    ],
    [
      'amounts with a third place',
      'SELECT * REPLACE (CAST(0.125 AS DOUBLE) AS SS00060) FROM health_care',
      `${FILE}: 200 of 200 values of SS00060 do not fit DECIMAL(12,2) (shape \`9.999\`); declare a \`type:\` with more places on the column, or \`thousands:\` on the source`,
    ],
    [
      'a column of another name',
      'SELECT * RENAME (QUANTITY AS QUANTITE) FROM health_care',
      `${FILE} has no column QUANTITY, which health_care.quantity is read from; it has QUANTITE`,
    ],
    [
      'a number that the declared type cannot hold',
      `SELECT * REPLACE (CASE WHEN SS00020 = 453154 AND SS00015 < DATE '2023-01-05' THEN 40000 ELSE 1 END AS QUANTITY) FROM health_care`,
      `${FILE}: 3 of 200 values of QUANTITY do not fit SMALLINT (shape \`99999\`); declare a wider \`type:\` on the column`,
    ],
    [
      'no rows',
      'FROM health_care WHERE FALSE',
      '2023: health_care has no rows (DATA/claims/health_care/year=2023/*.parquet)',
    ],
    [
      'a column that the figures are summed of without a value',
      'SELECT * REPLACE (CAST(NULL AS SMALLINT) AS QUANTITY) FROM health_care',
      '2023: health_care has no value at all in QUANTITY',
    ],
    [
      'a column that claims are found by without a value',
      'SELECT * REPLACE (CAST(NULL AS INTEGER) AS SS00020) FROM health_care',
      '2023: health_care has no value at all in SS00020',
    ],
  ])('is refused as data: %s', async (_, health_care, problem) => {
    expect(await refusal(await delivered({ health_care }))).toEqual(data(notAsDeclared(problem)));
  });

  it('is refused without a value of the practitioner in many claims, and read in a few', async () => {
    const without = 'SELECT * REPLACE (CAST(NULL AS INTEGER) AS SS00065A) FROM health_care';
    const run = async (health_care: string) =>
      cubesOn(await delivered({ health_care }), 'run', 'stat_020_033', '--years', '2023');
    expect((await run(without)).stderr).toContain('2023: health_care has no value at all in SS00065A');
    expect((await run(`${without} LIMIT 99`)).code).toBe(0);
  });

  it('is reported together with every other problem of the delivery', async () => {
    const dataRoot = await delivered({
      health_care: 'SELECT * EXCLUDE (SS00075) RENAME (SS00010 AS SS0010) FROM health_care',
    });
    writeFileSync(fileOf(dataRoot, 'population'), '');
    const shown = 'claims/population/year=2023/part-0.parquet';
    expect(await refusal(dataRoot)).toEqual(
      data(
        notAsDeclared(
          `${FILE} has no column SS00010, which health_care.beneficiary is read from; it has SS0010`,
          `${FILE} has no column SS00075, which health_care.institution_type is read from; it has SS00015`,
          `${shown} cannot be read as parquet: it is empty (0 bytes)`,
        ),
      ),
    );
  });

  it('is refused in the second file of a year as well, with the name of that file', async () => {
    const dataRoot = await delivered();
    await write(
      fileOf(dataRoot, 'health_care', 2023, 'part-1.parquet'),
      'SELECT * REPLACE (CAST(40000 AS INTEGER) AS QUANTITY) FROM health_care LIMIT 10',
    );
    const second = 'claims/health_care/year=2023/part-1.parquet';
    expect(await refusal(dataRoot)).toEqual(
      data(
        notAsDeclared(
          `${second}: 10 of 10 values of QUANTITY do not fit SMALLINT (shape \`99999\`); declare a wider \`type:\` on the column`,
        ),
      ),
    );
  });
});

describe('a year without files', () => {
  const HELP_INPUT = '  help: deliver it, choose other years with --years, or name another folder with --data.\n';

  it('is refused as data with every source that lacks it', async () => {
    const dataRoot = await delivered();
    for (const source of ['health_care', 'population'] satisfies SourceName[]) rmSync(fileOf(dataRoot, source));
    rmSync(fileOf(dataRoot, 'population').replace(/\/[^/]*$/, ''), { recursive: true });
    expect(await refusal(dataRoot)).toEqual(
      data(
        `cubes: there is no input for:\n  2023: no health_care (DATA/claims/health_care/year=2023/*.parquet)\n  2023: no population (DATA/claims/population/year=2023/*.parquet)\n${HELP_INPUT}`,
      ),
    );
  });

  it('is a year whose only file is a folder of that name', async () => {
    const dataRoot = await delivered();
    rmSync(fileOf(dataRoot, 'health_care'));
    mkdirSync(fileOf(dataRoot, 'health_care'));
    expect((await refusal(dataRoot)).code).toBe(4);
  });
});
