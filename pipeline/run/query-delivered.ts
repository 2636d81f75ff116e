/** Queries over the rows of a delivery, wherever its files are. */
import type { Source } from '../catalogue/index.ts';
import type { Delivery, Elsewhere, Engine, Value } from '../engine/index.ts';
import { deliveredRows } from '../plan/index.ts';
import { type Dialect, DUCKDB, type From, SPARK, table } from '../query/index.ts';
import { listingOf, uriOf } from '../store/index.ts';

/** A file, or its stand-in, as a pattern of the engine. */
export interface DeliveredPart {
  readonly source: Source;
  readonly pattern: string;
}

/**
 * A query in the dialect of whoever runs it, over files by their place in a list, each as something
 * to select from.
 */
export type SqlOf = (from: (part: number) => From, dialect: Dialect) => string;

export interface RowQueries {
  /** Tables that hold what queries share, in order. */
  readonly tables?: Readonly<Record<string, SqlOf>>;
  readonly queries: readonly SqlOf[];
}

/**
 * Gives the rows of queries over delivered files, where the files are: on the engine here, or on
 * the cluster that reaches them.
 */
export async function queryDelivered(
  engine: Engine,
  parts: readonly DeliveredPart[],
  { tables = {}, queries }: RowQueries,
): Promise<Record<string, Value>[][]> {
  const { elsewhere } = engine.options;
  const uris = parts.map(({ pattern }) => uriOf(withoutBrackets(pattern)));
  if (elsewhere === undefined || uris.every((uri) => uri === undefined)) {
    const from = (part: number) => fromPart(parts[part]);
    for (const [name, sqlOf] of Object.entries(tables))
      await engine.execute(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sqlOf(from, DUCKDB)}`);
    const found = [];
    for (const sqlOf of queries) found.push(await engine.query(sqlOf(from, DUCKDB)));
    for (const name of Object.keys(tables)) await engine.execute(`DROP TABLE ${name}`);
    return found;
  }
  const view = (part: number) => `delivered_${part + 1}`;
  const from = (part: number) => table(view(part));
  return elsewhere.application.ask({
    deliveries: parts.map((_, i) => deliveryAt(view(i), uris[i] ?? '')),
    tables: Object.entries(tables).map(([name, sqlOf]) => ({ name, sql: sqlOf(from, SPARK) })),
    queries: queries.map((sqlOf) => sqlOf(from, SPARK)),
  });
}

/** Hashes of the content of files at URIs, each with its stand-in; none of a file beyond 2 GB. */
export async function hashElsewhere(
  { application }: Elsewhere,
  files: readonly string[],
): Promise<Map<string, string>> {
  const small = files.filter((file) => listingOf(file).bytes < 2 ** 31 - 1);
  const deliveries = small.map((file, i) => ({
    ...deliveryAt(`delivered_${i + 1}`, uriOf(file) ?? ''),
    format: 'bytes' as const,
  }));
  const queries = deliveries.map(({ view }) => `SELECT SHA2(content, 256) AS hash FROM ${view}`);
  const rows = deliveries.length === 0 ? [] : await application.ask({ deliveries, tables: [], queries });
  return new Map(rows.map(([row], i) => [small[i] ?? '', String(row?.hash)]));
}

function deliveryAt(view: string, uri: string): Delivery {
  return { view, format: 'parquet', files: [uri], columns: [], delimiter: '', encoding: '' };
}

function fromPart(part: DeliveredPart | undefined): From {
  if (part === undefined) throw new Error('there is no such file');
  return deliveredRows(part.source, part.pattern);
}

/** The path of a pattern that is one (`literalPath`). */
function withoutBrackets(pattern: string): string {
  return pattern.replace(/\[([[*?])\]/g, '$1');
}
