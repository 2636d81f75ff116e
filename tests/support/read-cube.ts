/** Reads what a run wrote: cubes and their support, as plain rows in the order of the file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import type { Cell } from '../oracle/index.ts';
import { atEndOfFile } from './data-root.ts';

/** Path of a cube below the data root (contract: Output). */
export function cubePath(dataRoot: string, code: string, year: number): string {
  return join(dataRoot, 'work', 'cubes', code, `year=${year}`, `${code}.parquet`);
}

export function supportPath(dataRoot: string, code: string, year: number): string {
  return cubePath(dataRoot, code, year).replace(/\.parquet$/, '.support.parquet');
}

/** SHA-256 of a file's bytes. */
export function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

export async function readCube(dataRoot: string, code: string, year: number): Promise<Cell[]> {
  return readParquet(cubePath(dataRoot, code, year));
}

export async function readSupport(dataRoot: string, code: string, year: number): Promise<Cell[]> {
  return readParquet(supportPath(dataRoot, code, year));
}

/** Rows of one file in its own order; integers become numbers, dates and decimals text. */
export async function readParquet(file: string): Promise<Cell[]> {
  return query(`SELECT * FROM read_parquet('${file}', hive_partitioning = false)`);
}

let opened: Promise<DuckDBInstance> | undefined;

/** Opens it once for the tests of a file; the next file finds nothing attached. */
function open(): Promise<DuckDBInstance> {
  if (opened !== undefined) return opened;
  const instance = DuckDBInstance.create(':memory:', { threads: '1' });
  opened = instance;
  atEndOfFile(async () => {
    opened = undefined;
    (await instance).closeSync();
  });
  return instance;
}

/** Rows of one query on a DuckDB that only tests use. */
export async function query(sql: string): Promise<Cell[]> {
  const connection = await (await open()).connect();
  try {
    const reader = await connection.runAndReadAll(sql);
    const names = reader.deduplicatedColumnNames();
    return reader.getRows().map((values) => {
      const row: Record<string, string | number | null> = {};
      names.forEach((name, i) => {
        row[name] = plain(values[i] ?? null);
      });
      return row;
    });
  } finally {
    connection.closeSync();
  }
}

function plain(value: DuckDBValue): string | number | null {
  if (typeof value === 'bigint') return Number(value);
  return value === null || typeof value === 'number' || typeof value === 'string' ? value : value.toString();
}
