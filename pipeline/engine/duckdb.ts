/** DuckDB, embedded in this process and bounded in threads, memory and temporary space. */
import { chmodSync, mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import type { DuckDBConnection, DuckDBInstance, DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api';
import type { Engine, EngineOptions, ExecuteOptions } from './engine.ts';
import { EngineFailure } from './engine-failure.ts';
import type { Value } from './value.ts';

const GIB = 1024 ** 3;
const PROGRESS_INTERVAL_MS = 200;
const INTERRUPT_INTERVAL_MS = 50;

/**
 * Threads: all cores. Memory: half of the machine's, at least 1 GB, so that the rest of the process
 * and the file cache have room.
 */
export function defaultEngineOptions(tempDirectory: string): EngineOptions {
  const gigabytes = Math.max(1, Math.floor(totalmem() / GIB / 2));
  return { threads: availableParallelism(), memoryLimit: `${gigabytes}GB`, tempDirectory };
}

/**
 * Opens an in-memory DuckDB; `tempDirectory` is made when missing. Refuses bad options with an
 * engine failure.
 */
export async function openDuckDB(options: EngineOptions): Promise<Engine> {
  // What spills holds claims; its parent folders keep the rights that they would have anyway.
  if (mkdirSync(options.tempDirectory, { recursive: true }) !== undefined) chmodSync(options.tempDirectory, 0o700);
  // Loaded where it is needed: 0.15 CPU seconds of a command that opens none.
  const duckdb = await import('@duckdb/node-api');
  try {
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: options.memoryLimit,
      temp_directory: options.tempDirectory,
      preserve_insertion_order: 'false',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    for (const setting of [
      'enable_progress_bar = true',
      'enable_progress_bar_print = false',
      'progress_bar_time = 0',
    ]) {
      await connection.run(`SET ${setting}`);
    }
    const reader = await connection.runAndReadAll('SELECT version() AS version');
    return new DuckDBEngine(instance, connection, options, String(reader.getRowObjects()[0]?.version));
  } catch (error) {
    throw EngineFailure.from(error, '');
  }
}

class DuckDBEngine implements Engine {
  readonly name = 'duckdb';
  readonly version: string;
  readonly options: EngineOptions;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #interrupting: NodeJS.Timeout | undefined;

  constructor(instance: DuckDBInstance, connection: DuckDBConnection, options: EngineOptions, version: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.options = options;
    this.version = version;
  }

  async execute(sql: string, options: ExecuteOptions = {}): Promise<number> {
    this.#refuseInterrupted();
    const { onProgress } = options;
    const timer =
      onProgress &&
      setInterval(() => onProgress(Math.max(0, this.#connection.progress.percentage) / 100), PROGRESS_INTERVAL_MS);
    try {
      const result = await this.#connection.run(sql);
      return result.rowsChanged || (await rowsMade(result));
    } catch (error) {
      throw EngineFailure.from(error, sql);
    } finally {
      if (timer) clearInterval(timer);
    }
  }

  async query(sql: string): Promise<Record<string, Value>[]> {
    this.#refuseInterrupted();
    try {
      const reader = await this.#connection.runAndReadAll(sql);
      return reader
        .getRowObjects()
        .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])));
    } catch (error) {
      throw EngineFailure.from(error, sql);
    }
  }

  async useThreads(threads: number): Promise<void> {
    await this.execute(`SET threads = ${Math.min(threads, this.options.threads)}`);
  }

  async setVariable(name: string, value: Value): Promise<void> {
    const literal = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
    await this.execute(`SET VARIABLE ${name} = ${literal}`);
  }

  /** DuckDB forgets an interrupt when a statement begins, so it is said again until the end. */
  interrupt(): void {
    this.#connection.interrupt();
    this.#interrupting ??= setInterval(() => this.#connection.interrupt(), INTERRUPT_INTERVAL_MS);
  }

  close(): void {
    clearInterval(this.#interrupting);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  #refuseInterrupted(): void {
    if (this.#interrupting !== undefined) throw new EngineFailure('interrupted', 'interrupted.');
  }
}

/** A statement that makes a table says how many rows it has in a result of its own. */
async function rowsMade(result: DuckDBMaterializedResult): Promise<number> {
  if (result.rowCount !== 1 || result.columnCount !== 1 || result.columnName(0) !== 'Count') return 0;
  const [count] = await result.getColumns();
  return Number(count?.[0] ?? 0);
}

function plain(value: DuckDBValue): Value {
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return String(value);
}
