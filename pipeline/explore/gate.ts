/**
 * Lets statements through that only read: one SELECT (also as FROM, VALUES, DESCRIBE, SHOW,
 * SUMMARIZE), or an EXPLAIN of one. The engine's own settings do not do that: inside an allowed
 * folder they let COPY and ATTACH write, an `EXPLAIN ANALYZE COPY` runs the COPY, and some
 * functions of a SELECT change the session.
 */
import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { Failure } from '../base/index.ts';
import { refusal } from './refusal.ts';

/** A statement that only reads, prepared: its columns and parameters are known. */
export interface ReadOnlyStatement {
  readonly kind: 'rows' | 'explain';
  readonly sql: string;
  readonly prepared: DuckDBPreparedStatement;
}

/**
 * Table functions that read what they are given, or what the catalogue of the engine holds. A
 * function that is not here is refused.
 */
const TABLE_FUNCTIONS = new Set(
  `duckdb_columns duckdb_constraints duckdb_databases duckdb_dependencies duckdb_extensions duckdb_functions duckdb_indexes duckdb_keywords
  duckdb_memory duckdb_schemas duckdb_sequences duckdb_settings duckdb_tables duckdb_temporary_files duckdb_types duckdb_variables duckdb_views
  generate_series glob histogram histogram_values icu_calendar_names json_each json_tree parquet_bloom_probe parquet_file_metadata
  parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan parquet_schema pg_timezone_names pragma_collations
  pragma_database_size pragma_platform pragma_show pragma_storage_info pragma_table_info pragma_version query_table range read_blob read_csv
  read_csv_auto read_duckdb read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson read_ndjson_auto
  read_ndjson_objects read_parquet read_text repeat repeat_row sniff_csv sql_auto_complete summary unnest`.split(/\s+/),
);

/** Functions of values that act on more than their row, but harmlessly. */
const HARMLESS = new Set(
  `current_connection_id current_query current_query_id current_transaction_id error gen_random_uuid random setseed stats uuid uuidv4
  uuidv7`.split(/\s+/),
);

/** `EXPLAIN`, with or without ANALYZE and a format. */
const EXPLAIN = /^explain\b\s*(?:analyze\b|\(\s*(?:analyze|format\s+\w+)(?:\s*,\s*(?:analyze|format\s+\w+))*\s*\))?/i;
const LEADING_COMMENTS = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;

/** What to write instead of a statement that is refused, by its first word. */
const INSTEAD: Readonly<Record<string, string>> = {
  copy: 'write the result with `--format csv -o FILE` (or json, markdown, parquet).',
  export: 'write results with `--format parquet -o FILE`.',
  pragma: 'use DESCRIBE, SHOW TABLES or SUMMARIZE, or `FROM pragma_table_info(…)`.',
  pivot: "list the values: `PIVOT t ON age_group IN ('0-9', '10-19') USING …`.",
  set: 'give values with `--param year=2023` and write `$year`.',
  create: 'write a CTE: `WITH x AS (SELECT …) SELECT …`.',
  attach: 'read Parquet or CSV files with `--allow-files`.',
};

/** What a session knows, before anybody asks. */
export interface Gate {
  /** Functions of values that may change something, as the engine declares them. */
  readonly sideEffects: ReadonlySet<string>;
  /** Names of tables and views, to suggest them. */
  readonly tables: readonly string[];
}

/** Prepares a statement once it is seen to only read; refuses every other with a usage failure. */
export async function readStatement(
  connection: DuckDBConnection,
  text: string,
  { sideEffects, tables }: Gate,
): Promise<ReadOnlyStatement> {
  const bare = text.replace(LEADING_COMMENTS, '');
  const explain = EXPLAIN.exec(bare)?.[0] ?? '';
  const query = bare.slice(explain.length);
  const tree = await parse(connection, query);
  if (tree === undefined || tree.statements.length !== 1) {
    // The parser's own words where the text is no SQL at all.
    await refuseUnparsed(connection, text);
    throw tree === undefined ? notReadOnly(query) : new Failure('usage', 'one statement at a time is run here.');
  }
  for (const name of functionsOf(tree)) {
    const isTable = name.kind === 'table' && !TABLE_FUNCTIONS.has(name.name);
    if (isTable || (sideEffects.has(name.name) && !HARMLESS.has(name.name)))
      throw new Failure('usage', `the function ${name.name} cannot be called here.`, {
        help: 'statements may call functions that only read; what `query(…)` holds can be written as a subquery.',
      });
  }
  const prepared = await connection.prepare(text).catch((error: unknown) => {
    throw refusal(error, text, tables);
  });
  const wanted = explain === '' ? StatementType.SELECT : StatementType.EXPLAIN;
  if (prepared.statementType !== wanted) throw notReadOnly(query);
  return { kind: explain === '' ? 'rows' : 'explain', sql: text, prepared };
}

function notReadOnly(text: string): Failure {
  const word = /^\w*/.exec(text.trim())?.[0].toLowerCase() ?? '';
  return new Failure(
    'usage',
    `only statements that read are run here: SELECT, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN${word === '' ? '' : `; not ${word.toUpperCase()}`}.`,
    {
      help:
        INSTEAD[word] ??
        INSTEAD[/\bpivot\b/i.test(text) ? 'pivot' : ''] ??
        'the figures are as they were released; nothing here can be changed.',
    },
  );
}

interface Tree {
  readonly statements: readonly unknown[];
}

/**
 * The engine's own syntax tree; undefined where the text is not a list of SELECT statements.
 * Nothing is run.
 */
async function parse(connection: DuckDBConnection, text: string): Promise<Tree | undefined> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text]);
  const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as Partial<Tree> & { readonly error: boolean };
  return tree.error || tree.statements === undefined ? undefined : { statements: tree.statements };
}

async function refuseUnparsed(connection: DuckDBConnection, text: string): Promise<void> {
  try {
    await connection.extractStatements(text);
  } catch (error) {
    if (/Parser Error|syntax error/i.test(String(error))) throw refusal(error, text, []);
  }
}

/** Every function that the tree calls, wherever: names without schema, lowercase. */
function* functionsOf(tree: unknown): Generator<{ readonly kind: 'table' | 'value'; readonly name: string }> {
  if (Array.isArray(tree)) for (const one of tree) yield* functionsOf(one);
  else if (typeof tree === 'object' && tree !== null) {
    const node = tree as Readonly<Record<string, unknown>>;
    if (typeof node.function_name === 'string') yield { kind: 'value', name: node.function_name.toLowerCase() };
    if (node.type === 'TABLE_FUNCTION') {
      const { function_name: name } = (node.function ?? {}) as { readonly function_name?: unknown };
      yield { kind: 'table', name: String(name).toLowerCase() };
    }
    for (const child of Object.values(node)) yield* functionsOf(child);
  }
}

/** Names of the functions of the engine that do more than give a value. */
export async function functionsWithSideEffects(connection: DuckDBConnection): Promise<ReadonlySet<string>> {
  return new Set(
    await namesIn(connection, 'SELECT DISTINCT function_name FROM duckdb_functions() WHERE has_side_effects'),
  );
}

/** Names of the tables and views of the session. */
export function tablesOf(connection: DuckDBConnection): Promise<string[]> {
  return namesIn(connection, 'SELECT name FROM (SHOW ALL TABLES) ORDER BY name');
}

async function namesIn(connection: DuckDBConnection, sql: string): Promise<string[]> {
  return (await connection.runAndReadAll(sql)).getRows().map(([name]) => String(name));
}
