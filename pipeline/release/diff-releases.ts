/**
 * What is different between two releases: cubes added and removed, columns, and every figure that
 * both show and that changed, by indicator, year and level. Nothing is said of a cell that either
 * of them suppresses.
 */
import { type Engine, type EngineOptions, openDuckDB, type Value } from '../engine/index.ts';
import { FIGURE_COLUMNS, type Item } from '../plan/index.ts';
import { printName } from '../query/index.ts';
import { parquet } from '../run/index.ts';
import type { ReleaseManifest } from './manifest.ts';
import { compareItems } from './plan-release.ts';
import { findRelease, readReleaseManifest, releaseFolder } from './releases.ts';

export interface DiffRequest {
  readonly dataRoot: string;
  /** Releases, or `current`. */
  readonly from: string;
  readonly to: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

export interface ReleaseDiff {
  readonly version: 1;
  readonly from: string;
  readonly to: string;
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  /** Cubes whose columns are others. */
  readonly columns: readonly (Item & { readonly added: readonly string[]; readonly removed: readonly string[] })[];
  readonly figures: readonly LevelDiff[];
  /** Cubes in both of which no figure changed. */
  readonly unchanged: number;
}

/** What changed in the cells of one level; `cells` are all of either release. */
export interface LevelDiff extends Item {
  readonly level: string;
  readonly cells: number;
  /** Cells that both show, with another figure. */
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  /** The cell whose value changed most; null where no value that both show changed. */
  readonly largest: {
    /** Area and, where the cube has dimensions, their members. */
    readonly cell: Readonly<Record<string, string>>;
    readonly before: number;
    readonly after: number;
  } | null;
}

/**
 * Compares what two releases of a data root publish. Refuses unknown ones (usage) and unreadable
 * ones (data).
 */
export async function diffReleases(request: DiffRequest): Promise<ReleaseDiff> {
  const { dataRoot, signal } = request;
  const from = readReleaseManifest(dataRoot, findRelease(dataRoot, request.from));
  const to = readReleaseManifest(dataRoot, findRelease(dataRoot, request.to));
  const engine = await openDuckDB(request.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const diff = await diffSides(engine, sidesOf(dataRoot, from, formerCodes(to)), sidesOf(dataRoot, to));
    return { version: 1, from: from.release, to: to.release, ...diff };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

/** What codes of the releases before are called in a release. */
function formerCodes({ replaces = {} }: ReleaseManifest): (code: string) => string {
  const codes = new Map(
    Object.entries(replaces).flatMap(([code, former]) => former.map((one) => [one, code] as const)),
  );
  return (code) => codes.get(code) ?? code;
}

/** A cube of a release with the file that it lies in, and the hash of that file. */
export interface Side {
  readonly file: string;
  readonly cube: Item;
  readonly sha256: string | undefined;
}

/**
 * The cubes of a release by code and year.
 *
 * @param codeOf what a code of that release is called in the other one
 */
export function sidesOf(
  dataRoot: string,
  { release, cubes, files }: ReleaseManifest,
  codeOf: (code: string) => string = (code) => code,
): Map<string, Side> {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return new Map(
    cubes.map(({ path, code: published, year }) => {
      const code = codeOf(published);
      const file = releaseFolder(dataRoot, release, path);
      return [`${code} ${year}`, { file, cube: { code, year }, sha256: hashes.get(path) }] as const;
    }),
  );
}

/** Compares the cubes of two releases, each by code and year. */
export async function diffSides(
  engine: Engine,
  before: ReadonlyMap<string, Side>,
  after: ReadonlyMap<string, Side>,
): Promise<Omit<ReleaseDiff, 'version' | 'from' | 'to'>> {
  const missingIn = (there: ReadonlyMap<string, Side>, other: ReadonlyMap<string, Side>) =>
    [...there].filter(([key]) => !other.has(key)).map(([, { cube }]) => ({ code: cube.code, year: cube.year }));
  const columns: ReleaseDiff['columns'][number][] = [];
  const figures: LevelDiff[] = [];
  let unchanged = 0;
  for (const [key, old] of before) {
    const now = after.get(key);
    if (now === undefined) continue;
    const diff = old.sha256 === now.sha256 ? undefined : await diffCube(engine, old, now);
    if (diff?.columns !== undefined) columns.push(diff.columns);
    figures.push(...(diff?.figures ?? []));
    if (diff === undefined || (diff.columns === undefined && diff.figures.length === 0)) unchanged += 1;
  }
  const added = missingIn(after, before).sort(compareItems);
  const removed = missingIn(before, after).sort(compareItems);
  return { added, removed, columns, figures, unchanged };
}

async function diffCube(engine: Engine, old: Side, now: Side) {
  const { code, year } = now.cube;
  const [before, after] = [parquet(old.file), parquet(now.file)];
  const [had, has] = [await columnsOf(engine, before), await columnsOf(engine, after)];
  const added = has.filter((column) => !had.includes(column));
  const removed = had.filter((column) => !has.includes(column));
  const columns = added.length + removed.length === 0 ? undefined : { code, year, added, removed };
  const names = (all: readonly string[]) => all.map((column) => column.slice(0, column.indexOf(' ')));
  const isFigure = (name: string) => (FIGURE_COLUMNS as readonly string[]).includes(name);
  const keys = names(has).filter((name) => !isFigure(name));
  // Cells of other dimensions cannot be reported to be the same.
  if (
    keys.join() !==
    names(had)
      .filter((name) => !isFigure(name))
      .join()
  )
    return { columns, figures: [] };
  const figures = names(has).filter((name) => isFigure(name) && names(had).includes(name));
  const rows = await engine.query(diffQuery(code, year, before, after, keys, figures));
  return { columns, figures: rows.map((row) => readRow(code, year, keys, row)) };
}

/** A row for every level with a cell that is different. */
function diffQuery(
  code: string,
  year: number,
  before: string,
  after: string,
  keys: readonly string[],
  figures: readonly string[],
): string {
  const names = keys.map((key) => printName(key));
  // A figure that one of them leaves out says what is suppressed beside it, and so does a status.
  const isOther = figures
    .filter((name) => !name.endsWith('_status'))
    .map((name) => `COALESCE(b.${name} <> a.${name}, FALSE)`)
    .join(' OR ');
  const inBoth = 'b.area_level IS NOT NULL AND a.area_level IS NOT NULL';
  return `-- diff ${code} ${year}
WITH pair AS (
  SELECT
    ${names.map((name) => `COALESCE(a.${name}, b.${name}) AS ${name}`).join(',\n    ')},
    ${inBoth} AS in_both,
    a.area_level IS NULL AS gone,
    ${inBoth} AND b.obs_status <> 'Q' AND a.obs_status <> 'Q' AND (${isOther || 'FALSE'}) AS is_other,
    b.obs_value AS before,
    a.obs_value AS after
  FROM ${before} AS b
  FULL JOIN ${after} AS a ON ${names.map((name) => `a.${name} = b.${name}`).join(' AND ')}
)
SELECT
  area_level,
  COUNT(*) AS cells,
  COUNT(*) FILTER (is_other) AS changed,
  COUNT(*) FILTER (NOT in_both AND NOT gone) AS added,
  COUNT(*) FILTER (gone) AS removed,
  ${['before', 'after', ...names.slice(2)].map((name) => `FIRST(${name} ORDER BY ABS(after - before) DESC, ${names.join(', ')}) FILTER (before <> after) AS ${name}`).join(',\n  ')}
FROM pair
GROUP BY area_level
HAVING BOOL_OR(is_other OR NOT in_both)
ORDER BY LIST_POSITION(['country', 'region', 'province', 'arrondissement', 'municipality', 'sector'], area_level)`;
}

function readRow(code: string, year: number, keys: readonly string[], row: Readonly<Record<string, Value>>): LevelDiff {
  const count = (name: string) => Number(row[name]);
  const cell = Object.fromEntries(keys.slice(2).map((key) => [key, String(row[key])]));
  return {
    code,
    year,
    level: String(row.area_level),
    cells: count('cells'),
    changed: count('changed'),
    added: count('added'),
    removed: count('removed'),
    largest: row.before == null ? null : { cell, before: count('before'), after: count('after') },
  };
}

/** `name TYPE`, in order. */
async function columnsOf(engine: Engine, file: string): Promise<string[]> {
  const rows = await engine.query(`DESCRIBE SELECT * FROM ${file}`);
  return rows.map(({ column_name, column_type }) => `${column_name} ${column_type}`);
}
