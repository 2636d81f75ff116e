/**
 * A session that reads: the tables of a release, and on request what it was made from. Nothing in
 * it can write, read another file, or be set otherwise.
 */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Failure } from '../base/index.ts';
import { EngineFailure, type EngineOptions } from '../engine/index.ts';
import { printName, printText } from '../query/index.ts';
import { type Answer, cellOf, describeColumn } from './answer.ts';
import { functionsWithSideEffects, type Gate, type ReadOnlyStatement, readStatement, tablesOf } from './gate.ts';
import { refusal } from './refusal.ts';
import type { WorkViews } from './work-views.ts';

export interface ExplorerRequest {
  /**
   * `atlas.duckdb` of a release; null where there is none, and only what lies in the work folder is
   * read.
   */
  readonly atlas: string | null;
  /** Unprotected cubes and deliveries, as views of a schema `work`. */
  readonly work?: WorkViews;
  /** Statements may read any file, never write one. */
  readonly allowFiles?: boolean;
  /** The one file that `save` may write. */
  readonly target?: string;
  readonly engine: EngineOptions;
}

/** Values by name: of `$name` in a statement, and of `getvariable('name')`. */
export type Parameters = Readonly<Record<string, string>>;

export interface Asking {
  readonly parameters?: Parameters;
  /** Rows at most; all of them without it. */
  readonly limit?: number;
}

export interface Explorer {
  /** There are views of what no release holds. */
  readonly hasWork: boolean;
  /**
   * Runs one statement that reads, and gives its rows. The answer before is gone then. Refuses
   * (usage) what does anything else, and parameters without a value.
   */
  ask(sql: string, asking?: Asking): Promise<Answer>;
  /** Writes the rows of one statement to the `target`, as Parquet; gives their number. */
  save(sql: string, parameters?: Parameters): Promise<number>;
  /** Sets what `getvariable(name)` gives: the value of an expression that only reads. */
  setVariable(name: string, expression: string): Promise<void>;
  /** Stops the running statement, which rejects with an interrupted failure. The next one runs. */
  interrupt(): void;
  close(): void;
}

const INTERRUPT_INTERVAL_MS = 50;

/** Opens a session. Refuses (engine) a release whose atlas cannot be read. */
export async function openExplorer(request: ExplorerRequest): Promise<Explorer> {
  const { engine, atlas, work, target, allowFiles = false } = request;
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(engine.threads),
    memory_limit: engine.memoryLimit,
    temp_directory: engine.tempDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_persistent_secrets: 'false',
  });
  const connection = await instance.connect();
  try {
    const run = async (sql: string) => {
      await connection.run(sql);
    };
    const path: string[] = [];
    if (atlas !== null) {
      try {
        await run(`ATTACH ${printText(atlas)} AS atlas (READ_ONLY)`);
      } catch {
        throw new Failure('data', `${atlas} cannot be read.`, {
          help: 'see what else is wrong with `cubes verify`; go back to another release with `cubes rollback`.',
        });
      }
      path.push('atlas.main');
    }
    if (work !== undefined) {
      await run('CREATE SCHEMA memory.work');
      for (const sql of work.statements) await run(sql);
      path.push('memory.work');
    }
    // Where answers are kept, out of the way of SHOW TABLES.
    await run(`ATTACH ':memory:' AS kept`);
    await run(`SET search_path = ${printText([...path, 'memory.main'].join(','))}`);
    await run(
      `SET allowed_paths = [${[...(work?.files ?? []), ...(target ? [target] : [])].map(printText).join(', ')}]`,
    );
    // The engine takes a smallest or largest value from statistics of files, and fails on the
    // column `year` of a folder `year=YYYY`, which no file has.
    if (allowFiles) await run(`SET disabled_optimizers = 'statistics_propagation'`);
    else await run('SET enable_external_access = false');
    await run('SET lock_configuration = true');
    const gate = { sideEffects: await functionsWithSideEffects(connection), tables: await tablesOf(connection) };
    return new DuckDBExplorer(instance, connection, gate, work !== undefined, target);
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    throw EngineFailure.from(error, '');
  }
}

class DuckDBExplorer implements Explorer {
  readonly hasWork: boolean;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #gate: Gate;
  readonly #target: string | undefined;
  #interrupting: NodeJS.Timeout | undefined;

  constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    gate: Gate,
    hasWork: boolean,
    target: string | undefined,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#gate = gate;
    this.hasWork = hasWork;
    this.#target = target;
  }

  /**
   * The result is kept by the engine, which spills what is large, and read from there: a result
   * that streams ends without a word where the statement fails in the middle of it.
   */
  async ask(sql: string, { parameters = {}, limit }: Asking = {}): Promise<Answer> {
    const reading = await this.#read(sql, parameters);
    const started = performance.now();
    if (reading.kind === 'explain') return this.#explain(reading, parameters, started);
    const cut = limit === undefined ? '' : ` LIMIT ${limit + 1}`;
    await this.#run('DROP TABLE IF EXISTS kept.answer');
    await this.#run(`CREATE TABLE kept.answer AS FROM (${sql}\n)${cut}`, reading, parameters);
    const elapsed = performance.now() - started;
    const [[total] = []] = (await this.#connection.runAndReadAll('SELECT COUNT(*) FROM kept.answer')).getRows();
    const isCut = limit !== undefined && Number(total) > limit;
    const count = isCut ? limit : Number(total);
    const kept = await this.#connection.prepare(`FROM kept.answer LIMIT ${count}`);
    const columns = Array.from({ length: kept.columnCount }, (_, i) =>
      describeColumn(kept.columnName(i), kept.columnType(i)),
    );
    return { columns, count, isCut, elapsed, rows: this.#rows(kept, count) };
  }

  async save(sql: string, parameters: Parameters = {}): Promise<number> {
    if (this.#target === undefined) throw new Error('nothing may be written');
    const reading = await this.#read(sql, parameters);
    if (reading.kind === 'explain') throw new Failure('usage', 'an EXPLAIN has no rows to write.');
    const target = printText(this.#target);
    return this.#run(
      `COPY (FROM (${sql}\n)) TO ${target} (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)`,
      reading,
      parameters,
    );
  }

  async setVariable(name: string, expression: string): Promise<void> {
    await readStatement(this.#connection, `SELECT ${expression}`, this.#gate);
    await this.#run(`SET VARIABLE ${printName(name)} = (SELECT ${expression}\n)`);
  }

  /**
   * DuckDB forgets an interrupt when a statement begins, so it is said again until one has ended.
   */
  interrupt(): void {
    this.#connection.interrupt();
    this.#interrupting ??= setInterval(() => this.#connection.interrupt(), INTERRUPT_INTERVAL_MS).unref();
  }

  close(): void {
    clearInterval(this.#interrupting);
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  /** Prepares a statement that reads, with a value for each of its parameters. */
  async #read(sql: string, parameters: Parameters): Promise<ReadOnlyStatement> {
    clearInterval(this.#interrupting);
    this.#interrupting = undefined;
    const reading = await readStatement(this.#connection, sql, this.#gate).catch((error: unknown) => {
      throw refusal(error, sql, this.#gate.tables);
    });
    if (this.#interrupting !== undefined) throw new Failure('interrupted', 'interrupted.');
    const missing = parameterNames(reading).filter((name) => !Object.hasOwn(parameters, name));
    if (missing.length === 0) return reading;
    throw new Failure(
      'usage',
      `${missing.map((name) => `$${name}`).join(' and ')} ${missing.length === 1 ? 'has' : 'have'} no value.`,
      {
        help: `give it with \`--param ${missing[0]}=…\`; at the prompt with \`.param ${missing[0]}=…\`.`,
      },
    );
  }

  /** Runs what was made of a statement; its text is reported where it fails. */
  async #run(sql: string, reading?: ReadOnlyStatement, parameters: Parameters = {}): Promise<number> {
    try {
      const prepared = await this.#connection.prepare(sql);
      if (reading !== undefined) {
        const wanted = parameterNames(reading).map((name) => [name, parameters[name] ?? null] as const);
        prepared.bind(Object.fromEntries(wanted));
      }
      return (await prepared.run()).rowsChanged;
    } catch (error) {
      throw refusal(error, reading?.sql ?? sql, this.#gate.tables);
    }
  }

  async #explain({ prepared, sql }: ReadOnlyStatement, parameters: Parameters, started: number): Promise<Answer> {
    try {
      prepared.bind({ ...parameters });
      const reader = await prepared.runAndReadAll();
      const rows = reader.getRows().map((row) => [cellOf(row[1] ?? null)]);
      const columns = [{ name: 'plan', type: 'VARCHAR', isNumber: false }];
      const all = async function* () {
        yield rows;
      };
      return { columns, count: rows.length, isCut: false, elapsed: performance.now() - started, rows: all() };
    } catch (error) {
      throw refusal(error, sql, this.#gate.tables);
    }
  }

  async *#rows(
    kept: ReadOnlyStatement['prepared'],
    count: number,
  ): AsyncGenerator<readonly (readonly ReturnType<typeof cellOf>[])[]> {
    let read = 0;
    const result = await kept.stream();
    for await (const chunk of result) {
      read += chunk.rowCount;
      yield chunk.getRows().map((row) => row.map(cellOf));
    }
    if (read === count) return;
    if (this.#interrupting !== undefined) throw new Failure('interrupted', 'interrupted.');
    throw new EngineFailure('engine', `only ${read} of ${count} rows could be read back.`);
  }
}

function parameterNames({ prepared }: ReadOnlyStatement): string[] {
  return Array.from({ length: prepared.parameterCount }, (_, i) => prepared.parameterName(i + 1));
}
