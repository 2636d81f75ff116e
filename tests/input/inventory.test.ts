/** Every file of a delivery is read, hidden or refused by its name, and no row counts twice. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubesOn } from '../cli/command.ts';
import { deliver as deliverSynthetic } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { delivered, fileOf, write } from './deliver.ts';

const RUN = ['run', 'cube_013_001', '--years', '2023'] as const;
const FOLDER = 'claims/health_care/year=2023';

/** Two hundred claims in two files, half in each. */
async function deliveredInTwo(): Promise<string> {
  const dataRoot = await delivered();
  await write(fileOf(dataRoot, 'health_care'), 'SELECT * FROM health_care WHERE SS00010 % 2 = 0');
  await write(
    fileOf(dataRoot, 'health_care', 2023, 'part-1.parquet'),
    'SELECT * FROM health_care WHERE SS00010 % 2 = 1',
  );
  return dataRoot;
}

describe('a file that nothing reads is refused by its name:', () => {
  it.each<[string, string, (file: string, to: string) => void]>([
    ['one folder deeper', `${FOLDER}/corrections/part-1.parquet`, renameSync],
    ['another case of the extension', `${FOLDER}/part-1.PARQUET`, renameSync],
    ['another extension', `${FOLDER}/part-1.parquet.gz`, renameSync],
    ['in a folder beside that of the year', 'claims/health_care/year=2023-late/part-1.parquet', renameSync],
    ['a note', `${FOLDER}/README.txt`, (_, to) => writeFileSync(to, 'final version')],
  ])('%s', async (_, path, put) => {
    const dataRoot = await deliveredInTwo();
    mkdirSync(dirname(join(dataRoot, path)), { recursive: true });
    put(fileOf(dataRoot, 'health_care', 2023, 'part-1.parquet'), join(dataRoot, path));
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect(stderr).toContain(
      `files of the delivery would be skipped:\n  unread_file: ${path} is not read by health_care\n`,
    );
    expect(stderr).toContain('names that begin with `.` or `_` are never read');
    expect(code).toBe(4);
    const plan = await cubesOn(dataRoot, 'plan', 'cube_013_001', '--years', '2023');
    expect(plan.stdout).toMatch(new RegExp(`health_care +2023 +unread +${path}`));
  });

  it('a link to nothing', async () => {
    const dataRoot = await delivered();
    symlinkSync('/nowhere/part.parquet', join(dataRoot, FOLDER, 'part-1.parquet'));
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect(stderr).toContain(`broken_link: ${FOLDER}/part-1.parquet is a link to nothing`);
    expect(code).toBe(4);
  });
});

it('hidden files are never read, though the pattern matches them', async () => {
  const dataRoot = await delivered();
  for (const name of ['_part.parquet', '.part.parquet'])
    copyFileSync(fileOf(dataRoot, 'health_care'), join(dataRoot, FOLDER, name));
  mkdirSync(join(dataRoot, FOLDER, '_old'));
  copyFileSync(fileOf(dataRoot, 'health_care'), join(dataRoot, FOLDER, '_old', 'part.parquet'));
  const { code, stdout } = await cubesOn(dataRoot, ...RUN, '--json');
  expect(code).toBe(0);
  const { inputs, cubes } = JSON.parse(stdout);
  expect(inputs.map(({ path }: { path: string }) => path)).toEqual([
    `${FOLDER}/part-0.parquet`,
    'claims/population/year=2023/part-0.parquet',
  ]);
  expect(cubes[0].country.numerator).toBe(200);
});

describe('what may not be read is a matter of permission:', () => {
  it.each([
    ['a folder of a source', 'claims/population'],
    ['a file', 'claims/population/year=2023/part-0.parquet'],
  ])('%s', async (_, path) => {
    const dataRoot = await delivered();
    mkdirSync(join(dataRoot, 'work'));
    for (const folder of [dataRoot, join(dataRoot, 'work')]) chmodSync(folder, 0o777);
    chmodSync(join(dataRoot, path), 0o000);
    // Root may read everything: then the command runs as somebody who may not.
    const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(REPOSITORY, 'dist', 'cli', 'main.cjs'), 'plan', 'cube_013_001', '--years', '2023', '--data', dataRoot],
      { encoding: 'utf8', ...somebody },
    );
    chmodSync(join(dataRoot, path), 0o755);
    expect(stderr).toContain(`permission denied: ${join(dataRoot, path)} cannot be read.`);
    expect(status).toBe(5);
  });
});

describe('rows that come twice are refused:', () => {
  it('a file sent again under another name', async () => {
    const dataRoot = await deliveredInTwo();
    copyFileSync(fileOf(dataRoot, 'health_care'), fileOf(dataRoot, 'health_care', 2023, 'resent.parquet'));
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect(stderr).toContain(
      `duplicate_file: ${FOLDER}/resent.parquet and ${FOLDER}/part-0.parquet have the same content`,
    );
    expect(code).toBe(4);
  });

  it('the same rows written by another tool, in another order, with other types', async () => {
    const dataRoot = await deliveredInTwo();
    await write(
      fileOf(dataRoot, 'health_care', 2023, 'again.parquet'),
      'SELECT * REPLACE (CAST(SS00020 AS BIGINT) AS SS00020) FROM health_care WHERE SS00010 % 2 = 0 ORDER BY SS00010 DESC LIMIT 98',
    );
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect(stderr).toContain(
      `duplicate_rows: 100 % of the 98 rows of ${FOLDER}/again.parquet stand in ${FOLDER}/part-0.parquet as well`,
    );
    // Fewer than a hundred rows may be alike by chance.
    expect([code, stderr.includes('warning: duplicate_rows')]).toEqual([0, true]);
    await write(
      fileOf(dataRoot, 'health_care', 2023, 'again.parquet'),
      'SELECT * REPLACE (CAST(SS00020 AS BIGINT) AS SS00020) FROM health_care ORDER BY SS00010 DESC LIMIT 150',
    );
    expect((await cubesOn(dataRoot, ...RUN)).code).toBe(4);
  });

  it('the same rows cut into other parts: none of them has most of another', async () => {
    const dataRoot = await delivered();
    const all = `SELECT health_care.* REPLACE (CAST(10 + j AS TINYINT) AS PRACTITIONER_CAT) FROM health_care, range(6) AS t(j)`;
    for (const part of [0, 1, 2]) {
      const file = (name: string) => fileOf(dataRoot, 'health_care', 2023, name);
      await write(file(`part-${part}.parquet`), `FROM (${all}) WHERE SS00010 % 3 = ${part}`);
      await write(file(`again-${part}.parquet`), `FROM (${all}) WHERE PRACTITIONER_CAT % 3 = ${part}`);
    }
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect(code).toBe(4);
    expect(stderr).toContain(
      `duplicate_rows: 100 % of the 400 rows of ${FOLDER}/again-0.parquet stand in ${[0, 1, 2].map((part) => `${FOLDER}/part-${part}.parquet`).join(', ')} as well`,
    );
  });

  it('not equal rows by themselves, nor empty files that are equal', async () => {
    const dataRoot = await deliveredInTwo();
    await write(
      fileOf(dataRoot, 'health_care', 2023, 'part-2.parquet'),
      `SELECT * FROM health_care WHERE SS00010 % 4 = 0
       UNION ALL SELECT * REPLACE (CAST(454016 AS INTEGER) AS SS00020) FROM health_care WHERE SS00010 % 3 > 0`,
    );
    for (const name of ['empty-1.parquet', 'empty-2.parquet'])
      await write(fileOf(dataRoot, 'health_care', 2023, name), 'SELECT * FROM health_care LIMIT 0');
    const { code, stderr } = await cubesOn(dataRoot, ...RUN);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('duplicate')]);
  });
});

describe('a synthetic delivery of the findings', () => {
  let base: string;
  beforeAll(async () => {
    base = makeDataRoot();
    await deliverSynthetic(base, [2023]);
  }, 60_000);

  const corrections = (dataRoot: string) => join(dataRoot, FOLDER, 'part-corrections-001.parquet');
  const copied = () => {
    const dataRoot = makeDataRoot();
    cpSync(base, dataRoot, { recursive: true });
    return dataRoot;
  };

  it('is refused with its corrections in a folder of their own, or sent twice', async () => {
    const deeper = copied();
    mkdirSync(join(deeper, FOLDER, 'corrections'));
    renameSync(corrections(deeper), join(deeper, FOLDER, 'corrections', 'part-corrections-001.parquet'));
    expect(await cubesOn(deeper, ...RUN)).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/unread_file: \S+\/corrections\/part/),
    });
    const twice = copied();
    copyFileSync(corrections(twice), corrections(twice).replace('.parquet', '-resent.parquet'));
    expect(await cubesOn(twice, ...RUN)).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/part-corrections-001\.parquet and \S+part-corrections-001-resent\.parquet/),
    });
  });

  it('passes as it was made', async () => {
    const { code, stderr } = await cubesOn(copied(), ...RUN);
    expect([code, stderr]).toEqual([0, expect.not.stringMatching(/duplicate|unread/)]);
  });
});
