/**
 * Finds rows that a delivery holds twice: files of equal content, and files whose rows stand in
 * another file of the same source and year.
 */
import { hashValue } from '../base/index.ts';
import { type Catalogue, clusterKeyOf, type Source, type SourceColumn } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { typedColumn } from '../plan/index.ts';
import {
  call,
  column,
  type Dialect,
  type Expression,
  type From,
  printExpression,
  printFiles,
  printFrom,
  printText,
} from '../query/index.ts';
import { hashFile, type InputCache, nameBelow, uriOf } from '../store/index.ts';
import type { DeliveredFiles } from './delivered-file.ts';
import { literalPath, type SourceFiles } from './inputs.ts';
import { hashElsewhere, queryDelivered } from './query-delivered.ts';

/** Files of which more than this share of the rows stand in another are delivered twice. */
const MOST_SHARED = 0.5;
/** Fewer rows than this may be alike by chance. */
const FEWEST_ROWS = 100;
/**
 * So many rows of a file are looked at, about: whole keys (persons), so that the rows of a sampled
 * one are all there.
 */
const SAMPLED_ROWS = 2_000;
/** Of the files that have most rows of another together, so many are named. */
const MOST_NAMED = 3;

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
    const shown = (file: string) => nameBelow(dataRoot, file);
    const known = cache && (await rememberedIn(cache, engine, source, filled, signal));
    if (known?.isClean) continue;
    const equal = await equalFiles(engine, filled, rowsOf, signal);
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
  { options: { elsewhere } }: Engine,
  files: readonly string[],
  rowsOf: DuplicateContext['rowsOf'],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const alike = files.filter((file) =>
    files.some((other) => other !== file && rowsOf.get(other)?.bytes === rowsOf.get(file)?.bytes),
  );
  const far = alike.filter((file) => uriOf(file) !== undefined);
  const hashes = elsewhere === undefined || far.length === 0 ? new Map() : await hashElsewhere(elsewhere, far);
  const equal = new Map<string, string>();
  const first = new Map<string, string>();
  for (const file of alike) {
    // Of one that is too large to be hashed there, its rows are compared.
    const hash: string | undefined = far.includes(file) ? hashes.get(file) : await hashFile(file, signal);
    const before = first.get(hash ?? file);
    if (before === undefined) first.set(hash ?? file, file);
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
  const parts = near.map((file) => ({ source, pattern: rowsOf.get(file)?.pattern ?? '' }));
  const rowsOfFile = (i: number, from: From, dialect: Dialect) => {
    const { types = {} } = rowsOf.get(near[i] ?? '') ?? {};
    const typed = (column: SourceColumn) => typedColumn(source, column, { delivered: types, lenient: true });
    const print = (expression: Expression) => printExpression(expression, dialect);
    const content = call('HASH', ...Object.values(source.columns).map(typed));
    return `(SELECT ${i} AS file, ${print(typed(keyColumn))} AS key, ${print(content)} AS content FROM ${printFrom(from, dialect)}) AS row_of_file`;
  };
  const [pairs = [], spread = [], twins = []] = await queryDelivered(engine, parts, {
    tables: {
      sampled_key: (from, dialect) =>
        near
          .map((file, i) => {
            const every = Math.max(1, Math.floor((rowsOf.get(file)?.rows ?? 0) / SAMPLED_ROWS));
            return `SELECT DISTINCT file, key FROM ${rowsOfFile(i, from(i), dialect)} WHERE ${printExpression(call('HASH', column('key')), dialect)} % ${every} = 0`;
          })
          .join('\nUNION ALL '),
      sampled_row: (from, dialect) => `SELECT file, key, content, COUNT(*) AS n
        FROM (${near.map((_, i) => `SELECT * FROM ${rowsOfFile(i, from(i), dialect)}`).join('\nUNION ALL ')}) AS row_of_file
        WHERE key IN (SELECT key FROM sampled_key)
        GROUP BY file, key, content`,
    },
    queries: [SHARED_WITH_ONE, SHARED_WITH_ALL, TWINS].map((sql) => () => `${OWN}${sql}`),
  });
  const nameOf = (i: unknown) => near[Number(i)] ?? '';
  const share = ({ n, total }: Record<string, unknown>) => Number(n) / Number(total);
  const named = new Map<string, Shared>();
  for (const row of pairs.sort(
    (a, b) => share(b) - share(a) || Number(a.file) - Number(b.file) || Number(a.other) - Number(b.other),
  )) {
    const [file, other] = [nameOf(row.file), nameOf(row.other)];
    const isNamed = named.has(file) || named.get(other)?.others[0] === file;
    if (share(row) > MOST_SHARED && !isNamed) named.set(file, { file, others: [other], share: share(row) });
  }
  if (named.size > 0) return [...named.values()];
  // Most of the rows of a file may stand in other files together.
  return spread
    .filter((row) => share(row) > MOST_SHARED)
    .sort((a, b) => share(b) - share(a) || Number(a.file) - Number(b.file))
    .map((row) => {
      const others = twins
        .filter(({ file }) => file === row.file)
        .sort((a, b) => Number(b.n) - Number(a.n) || Number(a.other) - Number(b.other))
        .slice(0, MOST_NAMED)
        .map(({ other }) => nameOf(other));
      return { file: nameOf(row.file), others: others.sort(), share: share(row) };
    });
}

/** The rows of sampled keys, by file. */
const OWN = `WITH own AS (
    SELECT sampled_row.file, sampled_row.key, sampled_row.content, sampled_row.n
    FROM sampled_row JOIN sampled_key ON sampled_key.file = sampled_row.file AND sampled_key.key = sampled_row.key
  ), counted AS (
    SELECT file, SUM(n) AS total FROM own GROUP BY file
  ), pair AS (
    SELECT own.file, own.key, own.content, own.n, twin.file AS other, twin.n AS twin_n
    FROM own JOIN sampled_row AS twin ON twin.key = own.key AND twin.content = own.content AND twin.file <> own.file
  )
`;

/** Rows of a file that stand in another, each as often as it comes. */
const SHARED_WITH_ONE = `SELECT shared.file, shared.other, shared.n, counted.total
  FROM (SELECT file, other, SUM(LEAST(n, twin_n)) AS n FROM pair GROUP BY file, other) AS shared
  JOIN counted ON counted.file = shared.file`;

/** The same in all others together. */
const SHARED_WITH_ALL = `SELECT shared.file, shared.n, counted.total
  FROM (
    SELECT file, SUM(n) AS n
    FROM (SELECT file, key, content, LEAST(n, SUM(twin_n)) AS n FROM pair GROUP BY file, key, content, n) AS elsewhere
    GROUP BY file
  ) AS shared
  JOIN counted ON counted.file = shared.file`;

/** How many different rows of a file another has. */
const TWINS = 'SELECT file, other, COUNT(*) AS n FROM pair GROUP BY file, other';

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
