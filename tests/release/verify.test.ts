/**
 * A release is verified without the claims: every way to break one is found, by the check that is
 * there for it.
 */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type VerifyReport, verifyRelease } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { type AnyManifest, signRelease } from '../support/sign-release.ts';
import { computed, copyOf, engineOf, pathOf, primary, publish, releaseOf, withPolicy } from './computed.ts';

const SHARE = 'cube_013_001';
const RATE = 'cube_013_004';
const COUNT = 'stat_020_033';
const CUBE = pathOf(SHARE, 2023);

let published: string;
let dataRoot: string;
beforeAll(async () => {
  published = await computed([SHARE, RATE, COUNT], [2022, 2023]);
  await publish(published, '2026Q4', [SHARE, RATE, COUNT], [2022, 2023], { catalogue: primary });
});
beforeEach(() => {
  dataRoot = copyOf(published);
  const folder = releaseOf(dataRoot, '2026Q4');
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
});

const at = (path: string) => releaseOf(dataRoot, '2026Q4', path);
const verify = (release = '2026Q4') => verifyRelease({ dataRoot, release, engine: engineOf(dataRoot) });
const problemsOf = (report: VerifyReport) =>
  Object.fromEntries(
    report.checks
      .filter(({ problems }) => problems.length > 0)
      .map(({ check, problems }) => [check, problems.join('\n')]),
  );

const sign = (change?: (manifest: AnyManifest) => void) => signRelease(releaseOf(dataRoot, '2026Q4'), change);

/**
 * Rewrites a cube by a query over `cube`, and the table of the atlas with it, as a forger would who
 * signs his work.
 */
async function forge(path: string, select: string, order = 'ALL'): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const code = path.split('/')[1];
  const year = /year=(\d+)/.exec(path)?.[1];
  await connection.run(`CREATE TABLE cube AS SELECT * FROM read_parquet('${at(path)}', hive_partitioning = false)`);
  const footer = await connection.runAndReadAll(
    `SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${at(path)}')`,
  );
  const said = footer.getRowObjects().map(({ key, value }) => `${key}: '${String(value).replaceAll("'", "''")}'`);
  await connection.run(
    `COPY (${select} ORDER BY ${order}) TO '${at(path)}' (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${said.join(', ')}})`,
  );
  await connection.run(`ATTACH '${at('atlas.duckdb')}' AS atlas`);
  await connection.run(`DELETE FROM atlas.${code} WHERE time_period = ${year}`);
  await connection
    .run(`INSERT INTO atlas.${code} BY NAME SELECT * FROM read_parquet('${at(path)}', hive_partitioning = false)`)
    .catch(() => {});
  await connection.run('CHECKPOINT atlas');
  await connection.run('DETACH atlas');
  connection.closeSync();
  instance.closeSync();
  sign();
}

describe('a release as it was published', () => {
  it('is valid, by its name and as current', async () => {
    for (const name of ['2026Q4', 'current']) {
      const report = await verify(name);
      expect(problemsOf(report)).toEqual({});
      expect(report).toMatchObject({ version: 2, release: '2026Q4', valid: true });
      for (const { check, examined } of report.checks) expect(examined, check).toBeGreaterThan(0);
    }
  });

  it('is valid without claims, computed cubes and anything else', async () => {
    const alone = makeDataRoot();
    mkdirSync(join(alone, 'releases'));
    cpSync(releaseOf(dataRoot, '2026Q4'), releaseOf(alone, '2026Q4'), { recursive: true });
    expect((await verifyRelease({ dataRoot: alone, release: '2026Q4', engine: engineOf(makeDataRoot()) })).valid).toBe(
      true,
    );
  });
});

describe('a release is broken by', () => {
  it('a byte that is another', async () => {
    const bytes = readFileSync(at(CUBE));
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    writeFileSync(at(CUBE), bytes);
    expect(problemsOf(await verify()).files).toContain(`${CUBE} has changed since`);
  });

  it('a file that is cut, missing, or too many', async () => {
    writeFileSync(at(CUBE), readFileSync(at(CUBE)).subarray(0, 1000));
    rmSync(at(`metadata/${RATE}.json`));
    writeFileSync(at('cubes/note.txt'), 'hello');
    const { files, sheets } = problemsOf(await verify());
    expect(files).toContain(`${CUBE} has 1000 bytes`);
    expect(files).toContain(`metadata/${RATE}.json is missing`);
    expect(files).toContain('cubes/note.txt is not in the manifest');
    expect(sheets).toContain(RATE);
  });

  it('a manifest that is gone, or of another release', async () => {
    sign((manifest) => Object.assign(manifest, { release: '2026Q3' }));
    expect(problemsOf(await verify()).manifest).toContain('that of 2026Q3');
    rmSync(at('manifest.json'));
    expect(problemsOf(await verify()).manifest).toContain('is not the manifest of a release');
  });

  it('an atlas that cannot be read', async () => {
    writeFileSync(at('atlas.duckdb'), 'not a database');
    sign();
    expect(problemsOf(await verify()).atlas).toContain('cannot be read');
  });

  it('other columns, or a footer of another cube', async () => {
    await forge(CUBE, 'SELECT * EXCLUDE (ci_upper) FROM cube');
    expect(problemsOf(await verify()).schema).toContain(`${CUBE} has the columns`);
    cpSync(at(pathOf(SHARE, 2022)), at(CUBE));
    cpSync(at(pathOf(RATE, 2022)), at(pathOf(SHARE, 2022)));
    sign();
    expect(problemsOf(await verify()).schema).toContain(`the footer of ${pathOf(SHARE, 2022)} is of ${RATE}`);
  });

  it.each([
    ['a row that is missing', "SELECT * FROM cube WHERE ref_area <> '11001'", 'ALL', 'cells', 'cells missing'],
    [
      'a row that is there twice',
      "SELECT * FROM cube UNION ALL SELECT * FROM cube WHERE ref_area = '11001'",
      'ALL',
      'cells',
      'there twice',
    ],
    ['rows out of order', 'SELECT * FROM cube', 'ref_area DESC, age_group', 'cells', 'out of order'],
    [
      'an area that is none',
      "SELECT * REPLACE (CASE WHEN ref_area = '11001' THEN '11000' ELSE ref_area END AS ref_area) FROM cube",
      'time_period, area_level, ref_area, age_group',
      'cells',
      'does not belong there',
    ],
    [
      'a group that is none',
      "SELECT * REPLACE (CASE WHEN age_group = '90+' THEN '90-99' ELSE age_group END AS age_group) FROM cube",
      'ALL',
      'cells',
      'does not belong there',
    ],
    [
      'a year that is another',
      'SELECT * REPLACE (CAST(2021 AS INTEGER) AS time_period) FROM cube',
      'ALL',
      'cells',
      'rows of another year',
    ],
    [
      'a status that is none',
      "SELECT * REPLACE ('X' AS obs_status) FROM cube",
      'ALL',
      'cells',
      'inconsistent statuses',
    ],
    [
      'a suppressed cell with a figure',
      "SELECT * REPLACE (CASE WHEN obs_status = 'Q' THEN 100 ELSE denominator END AS denominator) FROM cube",
      'ALL',
      'cells',
      'suppressed cells with figures',
    ],
    [
      'a cell without a figure',
      "SELECT * REPLACE (CASE WHEN area_level = 'country' THEN NULL ELSE numerator END AS numerator) FROM cube",
      'ALL',
      'cells',
      'without figures',
    ],
    [
      'a sensitive cell that is shown',
      "SELECT * REPLACE (CASE WHEN obs_status = 'Q' THEN 3 ELSE numerator END AS numerator, CASE WHEN obs_status = 'Q' THEN 9 ELSE denominator END AS denominator, CASE WHEN obs_status = 'Q' THEN 33.3 ELSE obs_value END AS obs_value, CASE WHEN obs_status = 'Q' THEN 'A' ELSE obs_status END AS obs_status, 'F' AS conf_status) FROM cube",
      'ALL',
      'policy',
      'cells of few persons that are not suppressed',
    ],
    [
      'a standardised value beside a suppressed cell',
      "SELECT * REPLACE (CASE WHEN age_group = 'total' AND obs_status = 'A' THEN 12.5 ELSE std_value END AS std_value) FROM cube",
      'ALL',
      'policy',
      'standardised values of suppressed cells',
    ],
    [
      'parts that are more than the whole',
      "SELECT * REPLACE (CASE WHEN area_level IN ('country', 'region', 'province') AND age_group = 'total' THEN numerator - 1000 ELSE numerator END AS numerator) FROM cube",
      'ALL',
      'sums',
      'sums larger than the total',
    ],
    [
      'bands that are more than their total',
      "SELECT * REPLACE (CASE WHEN age_group = '40-49' THEN denominator * 3 ELSE denominator END AS denominator) FROM cube",
      'ALL',
      'sums',
      'age_group in total',
    ],
    [
      'provinces that are not their region',
      "SELECT * REPLACE (CASE WHEN area_level = 'region' AND age_group = 'total' THEN denominator + 1 ELSE denominator END AS denominator) FROM cube",
      'ALL',
      'sums',
      'sums other than the total, though nobody can be missing',
    ],
  ])('%s', async (_, select, order, check, said) => {
    await forge(CUBE, select, order);
    expect(problemsOf(await verify())[check]).toContain(said);
  });

  it('counts by status that are others', async () => {
    sign(({ cubes }) => Object.assign(cubes[0]?.counts.obs_status ?? {}, { A: 1 }));
    expect(problemsOf(await verify()).cells).toContain('not those of the manifest');
  });

  it('a cube that another policy protected', async () => {
    sign(({ policy }) => Object.assign(policy.disclosure, withPolicy({ threshold: 10 }).disclosure));
    expect(problemsOf(await verify()).policy).toContain('not protected by the policy of the release');
  });

  it.each([
    [
      'a figure of the atlas',
      `UPDATE atlas.${SHARE} SET numerator = numerator + 1 WHERE area_level = 'country'`,
      'does not hold what its cubes hold',
    ],
    [
      'a row too many in the atlas',
      `INSERT INTO atlas.${COUNT} SELECT * REPLACE (1999 AS time_period) FROM atlas.${COUNT} LIMIT 1`,
      'does not hold what its cubes hold',
    ],
    ['a table too many in the atlas', 'CREATE TABLE atlas.draft AS SELECT 1 AS a', 'not an indicator of the release'],
    ['a table that the atlas lacks', `DROP TABLE atlas.${RATE}`, `no table ${RATE}`],
    ['a comment that is gone', `COMMENT ON TABLE atlas.${RATE} IS NULL`, `the table ${RATE} has no comment`],
    ['a view that is gone', 'DROP VIEW atlas.area_name', 'the view area_name'],
  ])('%s', async (_, sql, said) => {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run(`ATTACH '${at('atlas.duckdb')}' AS atlas`);
    await connection.run(sql);
    await connection.run('DETACH atlas');
    connection.closeSync();
    instance.closeSync();
    sign();
    expect(problemsOf(await verify()).atlas).toContain(said);
  });
});

it('an unknown release is refused, with those that are there', async () => {
  await expect(verify('2026Q3')).rejects.toMatchObject({ kind: 'usage', help: 'did you mean `2026Q4`?' });
  await expect(verify('../work')).rejects.toMatchObject({ kind: 'usage' });
});
