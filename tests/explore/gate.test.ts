/**
 * What a session lets through: statements that read what it shows, and nothing else, whoever is
 * clever.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explorer } from '../../pipeline/explore/index.ts';
import { hashesBelow } from '../release/computed.ts';
import { explore, type Released, refusalOf, release, rowsOf } from './released.ts';

let released: Released;
let plain: Explorer;
let work: Explorer;
let secret: string;
let delivered: string;
let outside: string;
let before: Record<string, string>;
beforeAll(async () => {
  released = await release();
  const { dataRoot } = released;
  secret = join(dataRoot, 'secret.csv');
  writeFileSync(secret, 'a,b\n1,2\n');
  outside = join(dataRoot, 'outside');
  delivered = join(dataRoot, 'claims', 'population', 'year=2023', 'part-0.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  await (await instance.connect()).run(`COPY (SELECT 1 AS a) TO '${secret}.parquet'`);
  plain = await explore(released);
  work = await explore(released, { work: true });
  before = hashesBelow(dataRoot);
});
afterAll(() => {
  plain.close();
  work.close();
});

const READS = [
  'SELECT 1',
  'FROM cube_013_001 LIMIT 1',
  'TABLE indicator',
  'VALUES (1)',
  '/* why */ -- not\n SELECT 1 -- so',
  '(SELECT 1) UNION ALL (SELECT 2)',
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) FROM n',
  'DESCRIBE area',
  'SHOW TABLES',
  'SUMMARIZE total',
  'EXPLAIN SELECT 1',
  'EXPLAIN ANALYZE FROM total',
  'EXPLAIN (ANALYZE, FORMAT json) SELECT 1',
  "PIVOT (FROM cube_013_001) ON age_group IN ('0-9', 'total') USING COUNT(*) GROUP BY time_period",
  "FROM query_table('indicator')",
  "SELECT list_transform([1, 2], lambda x: x + 1), 'COPY (SELECT 1) TO ''x''', RANDOM() < 2",
  "SELECT name FROM duckdb_settings() WHERE name = 'threads'",
];
const WRITES = [
  "COPY (SELECT 1) TO 'OUTSIDE'",
  "COPY (SELECT 1) TO 'DELIVERED'",
  "COPY indicator TO 'OUTSIDE'",
  "COPY indicator FROM 'SECRET'",
  "EXPLAIN ANALYZE COPY (SELECT 1) TO 'DELIVERED' (USE_TMP_FILE false)",
  "EXPLAIN/**/ANALYZE/**/COPY (SELECT 1) TO 'DELIVERED'",
  'EXPLAIN ANALYZE CREATE TABLE memory.main.t AS SELECT 1',
  'EXPLAIN ANALYZE SET threads = 2',
  "EXPLAIN COPY (SELECT 1) TO 'OUTSIDE'",
  "EXPORT DATABASE 'OUTSIDE'",
  "IMPORT DATABASE 'OUTSIDE'",
  "ATTACH 'OUTSIDE'",
  "ATTACH 'DELIVERED' AS d",
  "ATTACH ':memory:' AS m",
  'DETACH atlas',
  'COPY FROM DATABASE atlas TO memory',
  'USE memory',
  'INSTALL httpfs',
  'LOAD httpfs',
  'UPDATE EXTENSIONS',
  'SET threads = 2',
  'SET enable_external_access = true',
  'SET VARIABLE a = 1',
  'RESET threads',
  "PRAGMA enable_profiling = 'json'",
  'PRAGMA version',
  'CALL pragma_version()',
  "CALL enable_logging(storage = 'file')",
  'CREATE TABLE t AS SELECT 1',
  'CREATE TEMP TABLE t AS SELECT 1',
  'CREATE VIEW memory.main.v AS SELECT 1',
  'CREATE MACRO one() AS 1',
  'CREATE SECRET s (TYPE s3)',
  "CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'k')",
  'INSERT INTO indicator SELECT * FROM indicator',
  'UPDATE cube_013_001 SET numerator = 0',
  'DELETE FROM cube_013_001',
  'TRUNCATE cube_013_001',
  'MERGE INTO cube_013_001 AS a USING cube_013_001 AS b ON a.ref_area = b.ref_area WHEN MATCHED THEN DELETE',
  'DROP TABLE cube_013_001',
  'ALTER TABLE cube_013_001 DROP numerator',
  'COMMENT ON TABLE cube_013_001 IS NULL',
  'SELECT * INTO t FROM indicator',
  'WITH t AS (DELETE FROM cube_013_001 RETURNING *) FROM t',
  'PREPARE p AS SELECT 1',
  'EXECUTE p',
  'BEGIN',
  'CHECKPOINT',
  'VACUUM',
  'ANALYZE',
  'SELECT 1; SELECT 2',
  'SELECT 1; DROP TABLE cube_013_001',
  "SELECT 1); COPY (SELECT 1) TO 'OUTSIDE",
  'PIVOT cube_013_001 ON age_group USING COUNT(*)',
];
const FUNCTIONS = [
  "FROM enable_logging(storage = 'file', storage_config = {'path': 'OUTSIDE'})",
  'FROM ENABLE_LOGGING()',
  'FROM "enable_logging"()',
  'FROM system.main.enable_logging()',
  'SELECT (SELECT COUNT(*) FROM disable_logging())',
  'WITH t AS (FROM truncate_duckdb_logs()) FROM t',
  'SUMMARIZE FROM enable_profiling()',
  "EXPLAIN ANALYZE FROM enable_profiling(save_location = 'OUTSIDE')",
  "FROM query('FROM enable_logging()')",
  "FROM query('FROM query(''FROM enable_logging()'')')",
  "FROM json_execute_serialized_sql(json_serialize_sql('FROM enable_logging()'))",
  "SELECT write_log('a')",
  'FROM area WHERE write_log(ref_area) IS NULL',
  'FROM checkpoint()',
  "FROM force_checkpoint('atlas')",
  'FROM duckdb_secrets()',
  'FROM duckdb_logs()',
  "SELECT nextval('s')",
];
const OTHER_FILES = [
  "FROM read_csv('SECRET')",
  "FROM read_text('SECRET')",
  "FROM read_blob('/etc/passwd')",
  "FROM read_json('SECRET')",
  "FROM read_parquet('SECRET.parquet')",
  "FROM 'SECRET.parquet'",
  'FROM "SECRET"',
  "FROM sniff_csv('SECRET')",
  "FROM parquet_metadata('SECRET.parquet')",
  "FROM parquet_kv_metadata('SECRET.parquet')",
  "FROM read_duckdb('OUTSIDE')",
  "FROM glob('/etc/*')",
  "FROM query_table('SECRET.parquet')",
  "SELECT (SELECT COUNT(*) FROM read_text('SECRET'))",
  "DESCRIBE FROM read_csv('SECRET')",
  "EXPLAIN FROM read_csv('SECRET')",
  "SELECT getenv('HOME')",
];
const real = (sql: string) =>
  sql.replaceAll('SECRET', secret).replaceAll('OUTSIDE', outside).replaceAll('DELIVERED', delivered);

describe('a session', () => {
  it.each(READS)('runs %s', async (sql) => {
    expect((await rowsOf(await plain.ask(sql))).length).toBeGreaterThan(0);
  });

  it.each(WRITES)('refuses %s', async (sql) => {
    for (const session of [plain, work]) expect(await refusalOf(session, real(sql))).toMatchObject({ kind: 'usage' });
  });

  it.each(FUNCTIONS)('refuses the function of %s', async (sql) => {
    for (const session of [plain, work])
      expect(await refusalOf(session, real(sql))).toEqual({
        kind: 'usage',
        message: expect.stringMatching(/^the function \w+ cannot be called here/),
      });
  });

  it.each(OTHER_FILES)('reads no other file by %s', async (sql) => {
    for (const session of [plain, work]) {
      const { kind, message } = await refusalOf(session, real(sql));
      expect(kind).toBe('usage');
      expect(message).toMatch(/no other file|there is no table|getenv does not exist/);
    }
  });

  it('completes no path', async () => {
    const sql = `FROM sql_auto_complete('FROM ''${released.dataRoot}/')`;
    expect(await rowsOf(await plain.ask(sql))).toEqual([]);
  });

  it('has changed no file by all that, and still runs', async () => {
    expect(hashesBelow(released.dataRoot)).toEqual(before);
    expect(existsSync(outside)).toBe(false);
    expect(readdirSync(released.dataRoot)).not.toContain('memory');
    expect(await rowsOf(await plain.ask('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  it('knows every table function of the engine: one that is new is refused until somebody has looked at it', async () => {
    const names = (
      await rowsOf(
        await plain.ask(
          "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'table' ORDER BY 1",
        ),
      )
    ).map(({ function_name }) => String(function_name));
    const refused: string[] = [];
    for (const name of names) {
      const { message } = await refusalOf(plain, `FROM ${name}(no_such_column)`).catch(() => ({ message: '' }));
      if (/cannot be called here/.test(message)) refused.push(name);
    }
    expect(refused).toEqual([
      'arrow_scan',
      'arrow_scan_dumb',
      'check_peg_parser',
      'checkpoint',
      'disable_logging',
      'disable_peg_parser',
      'disable_profiling',
      'duckdb_approx_database_count',
      'duckdb_connection_count',
      'duckdb_coordinate_systems',
      'duckdb_external_file_cache',
      'duckdb_log_contexts',
      'duckdb_logs',
      'duckdb_optimizers',
      'duckdb_prepared_statements',
      'duckdb_secret_types',
      'duckdb_secrets',
      'duckdb_table_sample',
      'enable_logging',
      'enable_peg_parser',
      'enable_profiling',
      'force_checkpoint',
      'json_execute_serialized_sql',
      'pragma_metadata_info',
      'pragma_user_agent',
      'query',
      'seq_scan',
      'test_all_types',
      'test_vector_types',
      'truncate_duckdb_logs',
      'which_secret',
    ]);
  });
});

describe('a session with the work folder', () => {
  it('has unprotected cubes, deliveries and code lists beside the release', async () => {
    const one = async (sql: string) => (await rowsOf(await work.ask(sql)))[0];
    expect(
      await one("SELECT COUNT(*) FILTER (conf_status = 'N') = COUNT(*) AS is_unprotected FROM work.cube_013_001"),
    ).toEqual({
      is_unprotected: true,
    });
    expect(await one("SELECT COUNT(*) FILTER (conf_status = 'N') AS unprotected FROM cube_013_001")).toEqual({
      unprotected: 0,
    });
    expect(await one('SELECT year, COUNT(*) AS people FROM population GROUP BY year ORDER BY year')).toEqual({
      year: 2021,
      people: 1500,
    });
    expect(await one('SELECT COUNT(*) > 0 AS is_there FROM health_care JOIN code_list USING (code)')).toEqual({
      is_there: true,
    });
  });

  it('without it there is none', async () => {
    expect((await refusalOf(plain, 'FROM health_care')).message).toContain('there is no table health_care');
  });
});

describe('a session that may read files', () => {
  it('reads them, and writes none', async () => {
    const session = await explore(released, { allowFiles: true });
    try {
      expect(await rowsOf(await session.ask(`FROM '${secret}'`))).toEqual([{ a: 1, b: 2 }]);
      for (const sql of WRITES) expect(await refusalOf(session, real(sql))).toMatchObject({ kind: 'usage' });
      expect(existsSync(outside)).toBe(false);
      expect(hashesBelow(released.dataRoot)).toEqual(before);
    } finally {
      session.close();
    }
  });
});
