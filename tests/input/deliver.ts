/**
 * A delivery that is fine, and the means to break it: sources are queries over tables that hold
 * what is right.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeDataRoot } from '../support/data-root.ts';

/** One of them must never be reported. */
export const PSEUDONYM = 987_654_321_012_000;

/** Two hundred people with an X-ray each, so that two of anything are exactly 1 %. */
const TABLES = `
  CREATE TABLE health_care AS
  SELECT
    CAST(${PSEUDONYM} + i AS BIGINT) AS SS00010,
    CAST(DATE '2023-01-01' + CAST(i AS INTEGER) AS DATE) AS SS00015,
    CAST(453154 AS INTEGER) AS SS00020,
    CAST(1 AS SMALLINT) AS QUANTITY,
    CAST(12.5 AS DECIMAL(12,2)) AS SS00060,
    CAST(10000001 AS INTEGER) AS SS00065A,
    CAST(930 AS SMALLINT) AS SS00065B,
    CAST(10 AS TINYINT) AS PRACTITIONER_CAT,
    CAST(NULL AS BIGINT) AS SS00075,
    CAST(NULL AS INTEGER) AS PRACTICE_ID
  FROM range(1, 201) AS t(i);
  CREATE TABLE population AS
  SELECT
    CAST(${PSEUDONYM} + i AS BIGINT) AS PP0010,
    CAST(1980 AS SMALLINT) AS PP0015,
    CAST(1 AS TINYINT) AS PP0020,
    CAST(NULL AS DATE) AS PP0040,
    '11001A00-' AS SECTOR_DEC31,
    CAST(NULL AS VARCHAR) AS SECTOR_JUN30,
    CAST(i % 2 AS BOOLEAN) AS BIM
  FROM range(1, 201) AS t(i);
  CREATE TABLE practitioner AS
  SELECT CAST(10000001 AS INTEGER) AS SS00065A, '11001' AS ADDRESS_NIS`;

export const SOURCES = ['health_care', 'population', 'practitioner'] as const;
export type SourceName = (typeof SOURCES)[number];

const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
await connection.run(TABLES);

/**
 * Writes a query as a file of the delivery (`.parquet` or `.csv`), below `claims` unless a path
 * says otherwise, and gives its path.
 */
export async function write(path: string, query: string): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const format = path.endsWith('.csv') ? "FORMAT csv, HEADER, DELIMITER ';'" : 'FORMAT parquet';
  await connection.run(`COPY (${query}) TO '${path.replaceAll("'", "''")}' (${format})`);
  return path;
}

/** Path of a source's file in the contract's layout. */
export function fileOf(dataRoot: string, source: SourceName, year = 2023, name = 'part-0.parquet'): string {
  return join(dataRoot, 'claims', source, `year=${year}`, name);
}

/** Writes the delivery of a year; a source that is named is the query given instead. */
export async function deliver(
  dataRoot: string,
  instead: Partial<Record<SourceName, string>> = {},
  year = 2023,
): Promise<void> {
  const moved = `SELECT * REPLACE (CAST(SS00015 + INTERVAL (${year - 2023}) YEAR AS DATE) AS SS00015) FROM health_care`;
  const right = { health_care: moved, population: 'FROM population', practitioner: 'FROM practitioner' };
  for (const source of SOURCES) await write(fileOf(dataRoot, source, year), instead[source] ?? right[source]);
}

/** A new data root with a delivery of 2023. */
export async function delivered(instead: Partial<Record<SourceName, string>> = {}): Promise<string> {
  const dataRoot = makeDataRoot();
  await deliver(dataRoot, instead);
  return dataRoot;
}
