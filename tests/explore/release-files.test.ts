/**
 * What a release offers to those who read it without us: views that compare, and files that say
 * what they hold.
 */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { query } from '../support/read-cube.ts';
import { explore, type Released, release, rowsOf } from './released.ts';

let released: Released;
let file: string;
beforeAll(async () => {
  released = await release();
  file = join(released.dataRoot, 'releases', 'current', 'cubes', 'cube_013_001', 'year=2022', 'cube_013_001.parquet');
  await query(`ATTACH '${released.atlas}' AS atlas (READ_ONLY)`);
});

it('has the total rows of every indicator, and no others, in one view', async () => {
  const figures = 'time_period, area_level, ref_area, * EXCLUDE (time_period, area_level, ref_area)';
  const wanted = ['cube_013_001', 'cube_013_021'].map(
    (code) =>
      `SELECT '${code}' AS code, ${figures.replace('ref_area)', 'ref_area, age_group)')} FROM atlas.${code} WHERE age_group = 'total'`,
  );
  const all = [...wanted, `SELECT 'stat_003_007' AS code, ${figures} FROM atlas.stat_003_007`].join(' UNION ALL ');
  expect(await query('FROM atlas.total ORDER BY ALL')).toEqual(await query(`FROM (${all}) ORDER BY ALL`));
  expect(await query('SELECT DISTINCT code FROM atlas.total ORDER BY code')).toHaveLength(3);
});

it('has files whose years are those of their folders, also to the smallest and the largest', async () => {
  const explorer = await explore(released, { allowFiles: true });
  try {
    const cubes = join(released.dataRoot, 'releases', 'current', 'cubes', 'cube_013_001', '*', '*.parquet');
    const answer = await explorer.ask(`SELECT MIN(year) AS first, MAX(year) AS last FROM '${cubes}'`);
    expect(await rowsOf(answer)).toEqual([{ first: 2021, last: 2023 }]);
  } finally {
    explorer.close();
  }
});

it('says which municipalities became which', async () => {
  expect(await query("SELECT new_nis, effective_date FROM atlas.area_change WHERE old_nis = '11007'")).toEqual([
    { new_nis: '11002', effective_date: '2025-01-01' },
  ]);
});

it('says in the footer of a file what each of its columns is', async () => {
  const [footer] = await query(
    `SELECT decode(value) AS said FROM parquet_kv_metadata('${file}') WHERE decode(key) = 'columns'`,
  );
  const columns = await query(`SELECT column_name FROM (DESCRIBE FROM '${file}')`);
  const said = JSON.parse(String(footer?.said)) as Record<string, string>;
  expect(Object.keys(said).sort()).toEqual(
    columns
      .map(({ column_name }) => String(column_name))
      .filter((name) => name !== 'year')
      .sort(),
  );
  expect(Object.values(said).every((text) => text.length > 0)).toBe(true);
  const [comment] = await query(
    "SELECT comment FROM duckdb_columns() WHERE database_name = 'atlas' AND table_name = 'cube_013_001' AND column_name = 'obs_value'",
  );
  expect(said.obs_value).toBe(comment?.comment);
});

it('has files that are sorted by level and area', async () => {
  const keys = 'ROW(area_level, ref_area, age_group)';
  const unsorted = await query(
    `SELECT COUNT(*) AS n FROM (SELECT ${keys} AS key, LAG(${keys}) OVER (ORDER BY file_row_number) AS before FROM read_parquet('${file}', file_row_number = true)) WHERE before >= key`,
  );
  expect(unsorted).toEqual([{ n: 0 }]);
});
