/**
 * Finds rows that a delivery holds twice: files of equal content, and files whose rows stand in
 * another file of the same source and year.
 */
import { relative } from 'node:path';
import { hashValue } from '../base/index.ts';
import { type Catalogue, clusterKeyOf, type Source, type SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { deliveredRows, typedColumn } from '../plan/index.ts';
import { printExpression, printFiles, printFrom, printText } from '../query/index.ts';
import { hashFile, type InputCache } from '../store/index.ts';
import type { DeliveredFiles } from './delivered-file.ts';
import { literalPath, type SourceFiles } from './inputs.ts';

/** Files of which more than this share of the rows stand in another are delivered twice. */
const MOST_SHARED = 0.5;
/** Fewer rows than this may be alike by chance. */
const FEWEST_ROWS = 100;
/**
 * So many rows of a file are looked at, about: whole keys (persons), so that the rows of a sampled
 * one are all there.
 */
const SAMPLED_ROWS = 2_000;

export interface Duplicate {
  readonly kind: 'duplicate_file' | 'duplicate_rows';
  readonly severity: 'error' | 'warning';
  /** Names the files, and how many rows they share. */
  readonly message: string;
}

/**
 * Rows by file are read from footers where there are any. Equal rows by themselves are legitimate:
 * only a file most of whose rows, each as often as it comes, are in another one is named.
 */
export async function findDuplicates(
  engine: Engine,
  catalogue: Catalogue,
  inputs: readonly SourceFiles[],
  { dataRoot, rowsOf, signal, cache }: DuplicateContext,
): Promise<Duplicate[]> {
  const all: Duplicate[] = [];
  for (const { source, files } of inputs) {
    const found: Duplicate[] = [];
    const filled = files.filter((file) => (rowsOf.get(file)?.rows ?? 0) > 0);
    const shown = (file: string) => relative(dataRoot, file);
    const known = cache && (await rememberedIn(cache, engine, source, filled, signal));
    if (known?.isClean) continue;
    const equal = await equalFiles(filled, rowsOf, signal);
    for (const [file, other] of equal)
      found.push({
        kind: 'duplicate_file',
        severity: 'error',
        message: `${shown(file)} and ${shown(other)} have the same content`,
      });
    const left = filled.filter((file) => !equal.has(file));
    for (const { file, others, share } of await sharedRows(engine, catalogue, source, left, rowsOf)) {
      const rows = rowsOf.get(file)?.rows ?? 0;
      found.push({
        kind: 'duplicate_rows',
        severity: rows < FEWEST_ROWS ? 'warning' : 'error',
        message: `${Math.round(share * 100)} % of the ${rows} rows of ${shown(file)} stand in ${others.map(shown).join(', ')} as well`,
      });
    }
    if (found.length === 0) await known?.remember();
    all.push(...found);
  }
  return all;
}

/** Raised when files have to be compared again though nothing that is hashed has changed. */
const VERSION = 1;

/**
 * Whether files of these contents were compared before and none held rows of another, and how to
 * remember it.
 */
async function rememberedIn(
  cache: InputCache,
  engine: Engine,
  source: Source,
  files: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly isClean: boolean; readonly remember: () => Promise<void> } | undefined> {
  const [first] = files;
  if (first === undefined) return undefined;
  const hashes: string[] = [];
  for (const file of files) hashes.push(await cache.hash(file, signal));
  const compared = hashValue({ version: VERSION, engine: engine.version, source, files: hashes.sort() });
  const asked = `duplicates ${compared.slice(0, 24)}`;
  return {
    isClean: cache.counts(first, asked) !== undefined,
    remember: () => cache.rememberCounts(first, asked, {}),
  };
}

export interface DuplicateContext {
  readonly dataRoot: string;
  /** What files are like, by their absolute path. */
  readonly rowsOf: DeliveredFiles;
  readonly signal?: AbortSignal | undefined;
  /** Where files that were compared before are remembered; without it they are compared. */
  readonly cache?: InputCache | undefined;
}

/** Files by one that they are equal to. Only those of one size are read. */
async function equalFiles(
  files: readonly string[],
  rowsOf: DuplicateContext['rowsOf'],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const equal = new Map<string, string>();
  const first = new Map<string, string>();
  for (const file of files) {
    const bytes = rowsOf.get(file)?.bytes;
    if (files.every((other) => other === file || rowsOf.get(other)?.bytes !== bytes)) continue;
    const hash = await hashFile(file, signal);
    const before = first.get(hash);
    if (before === undefined) first.set(hash, file);
    else equal.set(file, before);
  }
  return equal;
}

interface Shared {
  readonly file: string;
  /** One, or those that together have most of its rows: at most three are named. */
  readonly others: readonly string[];
  /** Of the rows of `file`, 0 to 1. */
  readonly share: number;
}

/**
 * Of every file the one that most of its rows stand in, where there is one; of two that hold each
 * other, the smaller is named. Where there is none, the files that have most of its rows together:
 * a copy may be cut into other parts.
 */
async function sharedRows(
  engine: Engine,
  catalogue: Catalogue,
  source: Source,
  files: readonly string[],
  rowsOf: DuplicateContext['rowsOf'],
): Promise<Shared[]> {
  const near = source.format === 'parquet' ? await filesThatOverlap(engine, source, files) : files;
  if (near.length < 2) return [];
  const keyColumn = clusterKeyOf(catalogue, source);
  const rowsOfFile = (file: string) => {
    const { types = {}, pattern = '' } = rowsOf.get(file) ?? {};
    const typed = (column: SourceColumn) =>
      printExpression(typedColumn(source, column, { delivered: types, lenient: true }));
    const columns = Object.values(source.columns).map(typed);
    return `(SELECT ${printText(file)} AS file, ${typed(keyColumn)} AS key, HASH(${columns.join(', ')}) AS content FROM ${printFrom(deliveredRows(source, pattern))})`;
  };
  const sampled = near.map((file) => {
    const every = Math.max(1, Math.floor((rowsOf.get(file)?.rows ?? 0) / SAMPLED_ROWS));
    return `SELECT DISTINCT file, key FROM ${rowsOfFile(file)} WHERE HASH(key) % ${every} = 0`;
  });
  await engine.execute(`CREATE OR REPLACE TEMP TABLE sampled_key AS ${sampled.join('\nUNION ALL ')}`);
  await engine.execute(`CREATE OR REPLACE TEMP TABLE sampled_row AS
    SELECT file, key, content, COUNT(*) AS n
    FROM (${near.map((file) => `SELECT * FROM ${rowsOfFile(file)}`).join('\nUNION ALL ')}) AS row_of_file
    WHERE key IN (SELECT key FROM sampled_key)
    GROUP BY ALL`);
  const found = await engine.query(`WITH own AS (
      SELECT sampled_row.* FROM sampled_row JOIN sampled_key USING (file, key)
    ), shared AS (
      SELECT own.file, twin.file AS other, SUM(LEAST(own.n, twin.n)) AS n
      FROM own JOIN sampled_row AS twin ON twin.key = own.key AND twin.content = own.content AND twin.file <> own.file
      GROUP BY ALL
    )
    SELECT shared.file, shared.other, shared.n / total.n AS share
    FROM shared JOIN (SELECT file, SUM(n) AS n FROM own GROUP BY file) AS total USING (file)
    WHERE shared.n > ${MOST_SHARED} * total.n
    ORDER BY share DESC, file, other`);
  const named = new Map<string, Shared>();
  for (const row of found) {
    const [file, other] = [String(row.file), String(row.other)];
    const isNamed = named.has(file) || named.get(other)?.others[0] === file;
    if (!isNamed) named.set(file, { file, others: [other], share: Number(row.share) });
  }
  const shared = named.size > 0 ? [...named.values()] : await spreadRows(engine);
  await engine.execute('DROP TABLE sampled_row; DROP TABLE sampled_key');
  return shared;
}

/** Files most of whose rows stand in other files together, each as often as it comes. */
async function spreadRows(engine: Engine): Promise<Shared[]> {
  const rows = await engine.query(`WITH own AS (
      SELECT sampled_row.* FROM sampled_row JOIN sampled_key USING (file, key)
    ), elsewhere AS (
      SELECT own.file, own.key, own.content, LEAST(own.n, SUM(twin.n)) AS n
      FROM own JOIN sampled_row AS twin ON twin.key = own.key AND twin.content = own.content AND twin.file <> own.file
      GROUP BY own.file, own.key, own.content, own.n
    ), other AS (
      SELECT own.file, twin.file AS other, COUNT(*) AS n
      FROM own JOIN sampled_row AS twin ON twin.key = own.key AND twin.content = own.content AND twin.file <> own.file
      GROUP BY ALL
    )
    SELECT file, shared.n / total.n AS share, TO_JSON(LIST_SORT((SELECT LIST(other ORDER BY n DESC, other) FROM other WHERE other.file = shared.file)[1:3])) AS others
    FROM (SELECT file, SUM(n) AS n FROM elsewhere GROUP BY file) AS shared
    JOIN (SELECT file, SUM(n) AS n FROM own GROUP BY file) AS total USING (file)
    WHERE shared.n > ${MOST_SHARED} * total.n
    ORDER BY share DESC, file`);
  return rows.map(({ file, share, others }) => ({
    file: String(file),
    others: JSON.parse(String(others)) as string[],
    share: Number(share),
  }));
}

/**
 * Files that can share rows with another: of every column, the values of both reach into each
 * other, as far as footers say.
 */
async function filesThatOverlap(engine: Engine, source: Source, files: readonly string[]): Promise<string[]> {
  if (files.length < 2) return [];
  const names = [...new Set(Object.values(source.columns).map(({ from }) => from))].map(printText).join(', ');
  const rows = await engine.query(`WITH footer AS (
      SELECT file_name AS file, path_in_schema AS name,
        MIN(TRY_CAST(stats_min_value AS BIGINT)) AS least_number, MAX(TRY_CAST(stats_max_value AS BIGINT)) AS most_number,
        MIN(TRY_CAST(stats_min_value AS DATE)) AS least_day, MAX(TRY_CAST(stats_max_value AS DATE)) AS most_day,
        BOOL_AND(stats_min_value IS NOT NULL AND stats_max_value IS NOT NULL AND stats_null_count = 0) AS whole
      FROM parquet_metadata(${printFiles(files.map(literalPath))})
      WHERE path_in_schema IN (${names}) AND type IN ('INT32', 'INT64')
      GROUP BY ALL
    ), apart AS (
      SELECT DISTINCT a.file, b.file AS other
      FROM footer AS a JOIN footer AS b ON a.name = b.name AND a.file <> b.file AND a.whole AND b.whole
      WHERE a.most_number < b.least_number OR b.most_number < a.least_number OR a.most_day < b.least_day OR b.most_day < a.least_day
    )
    SELECT DISTINCT a.file FROM (SELECT DISTINCT file FROM footer) AS a JOIN (SELECT DISTINCT file FROM footer) AS b ON a.file <> b.file
    LEFT JOIN apart ON apart.file = a.file AND apart.other = b.file
    WHERE apart.file IS NULL
    ORDER BY a.file`);
  return rows.map((row) => String(row.file));
}
