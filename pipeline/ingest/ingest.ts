/**
 * Ingests a delivery: any files in any order become one compact Parquet file per source and year,
 * clustered by person, and verified.
 */
import { existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, SYNTHETIC_FILE, SYNTHETIC_METADATA, SYNTHETIC_TEXT, suggest } from '../base/index.ts';
import { type Catalogue, referenceRootOf, type Source } from '../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import type { FileGroup, Places } from '../plan/index.ts';
import { printQuery, printText } from '../query/index.ts';
import {
  filesIn,
  findInputs,
  groupFiles,
  inspectFiles,
  literalPath,
  type OnEvent,
  printList,
  readSyntheticYears,
  refuseIncomplete,
  type SourceFiles,
} from '../run/index.ts';
import { openWorkFolder, putInPlace } from '../store/index.ts';
import { clusterKeys, storedColumns, storedRows, withoutUndelivered } from './columns.ts';
import { ingestedPath, ingestedSource, markPath } from './target.ts';
import { refuseDifferent } from './verify.ts';

export interface IngestRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Another data root, which is made. */
  readonly out: string;
  /** Names; none means all. */
  readonly sources: readonly string[];
  readonly years: readonly number[];
  /** Replaces what was ingested before. */
  readonly force: boolean;
  readonly engine: EngineOptions;
  readonly onEvent?: OnEvent;
  /** Aborting stops the running statement; nothing is kept. */
  readonly signal?: AbortSignal;
}

export interface IngestedFile {
  readonly source: string;
  readonly year: number;
  /** Below `out`. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** What it was made of. */
  readonly delivered: { readonly files: number; readonly bytes: number };
}

export interface IngestReport {
  readonly files: readonly IngestedFile[];
  /** What the map of a source must say to read it, where that is not what it says. */
  readonly maps: readonly Pick<Source, 'name' | 'files' | 'format'>[];
  readonly seconds: number;
}

interface Target extends SourceFiles {
  readonly ingested: Source;
  /** Below `out`. */
  readonly path: string;
}

/** Of a source and year: files checked against the map, sorted and written, verified. */
const STEPS = 3;

/**
 * Writes the columns that the map reads of every source and year into `out`, sorted by
 * `clusterKeys` in the types of the map, and compares each file with its delivery before any is put
 * in place: all that was asked for, or nothing. The same delivery gives the same bytes. Refuses
 * unknown sources, `out` as the data root itself, files that are there (usage), missing or wrong
 * input (data), a second writer in `out` (locked).
 */
export async function ingest(request: IngestRequest): Promise<IngestReport> {
  const { catalogue, dataRoot, out, years, signal } = request;
  const started = performance.now();
  const names = knownSources(catalogue, request.sources);
  refuseInPlace(dataRoot, out);
  mkdirSync(out, { recursive: true });
  const folder = openWorkFolder(out, `cubes ingest --years ${years.join(',')}`, request.engine.tempDirectory);
  let engine: Engine | undefined;
  const stop = () => engine?.interrupt();
  try {
    engine = await openDuckDB({ ...request.engine, tempDirectory: folder.spill });
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    const places = placesOf(catalogue, dataRoot);
    const reading = { years: await deliveredIn(engine, request, names, places) };
    const inputs = await findInputs(engine, catalogue, reading, places);
    refuseIncomplete(inputs, dataRoot);
    const targets = inputs.map((input): Target => {
      const ingested = ingestedSource(input.source);
      return { ...input, ingested, path: ingestedPath(ingested, input.year) };
    });
    await refuseExisting(engine, targets, request);
    const synthetic = await readSyntheticYears(engine, inputs, dataRoot);
    const files = await writeAll(engine, targets, synthetic, request, folder.staging);
    const marks = stageMarks(targets, synthetic, folder.staging);
    putInPlace(folder.staging, out, [...marks, ...files.map(({ path }) => path)]);
    const maps = names
      .filter((name) => reading.years.some(({ sources }) => sources.includes(name)))
      .map((name) => ingestedSource(catalogue.sources[name] as Source))
      .filter((ingested) => ingested.files !== catalogue.sources[ingested.name]?.files)
      .map(({ name, files: pattern, format }) => ({ name, files: pattern, format }));
    return { files, maps, seconds: Math.round(performance.now() - started) / 1000 };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine?.close();
    folder.close();
  }
}

/** By year, the sources that are read: an optional one where it is delivered, or asked for. */
async function deliveredIn(
  engine: Engine,
  { catalogue, sources: asked, years }: IngestRequest,
  names: readonly string[],
  places: Places,
) {
  const found = [];
  for (const year of years) {
    const sources: string[] = [];
    for (const name of names) {
      const source = catalogue.sources[name] as Source;
      const isNeeded = !source.optional || asked.includes(name);
      if (isNeeded || (await filesIn(engine, source, year, places)).files.length > 0) sources.push(name);
    }
    found.push({ year, sources, indicators: [] });
  }
  return found;
}

async function writeAll(
  engine: Engine,
  targets: readonly Target[],
  synthetic: ReadonlyMap<number, boolean>,
  { catalogue, dataRoot, onEvent = () => {} }: IngestRequest,
  staging: string,
): Promise<IngestedFile[]> {
  const written: IngestedFile[] = [];
  const groups: FileGroup[][] = [];
  let done = 0;
  const begin = (target: Target, doing: string) => {
    const step = { kind: 'step' as const, year: target.year, done, total: targets.length * STEPS };
    const notify = (share: number) => onEvent({ ...step, label: `${doing} ${target.source.name}`, share });
    notify(0);
    done += 1;
    return notify;
  };
  // All are checked against the map before the first is sorted, so that the third year cannot fail
  // after an hour.
  for (const target of targets) {
    begin(target, 'checking');
    const { year, source } = target;
    const reading = { years: [{ year, sources: [source.name], indicators: [] }] };
    const found = await inspectFiles(engine, catalogue, reading, [target], { dataRoot, reach: 'pages', onEvent });
    groups.push(
      groupFiles(
        source,
        target.files.flatMap((file) => found.get(file) ?? []),
      ),
    );
  }
  for (const [i, target] of targets.entries()) {
    const { ingested, year, path } = target;
    const delivered = groups[i] ?? [];
    const source = withoutUndelivered(target.source, delivered);
    const file = join(staging, path);
    mkdirSync(dirname(file), { recursive: true });
    const sql = `COPY (\n${clusteredRows(catalogue, source, year, delivered)}\n) TO ${printText(file)} (FORMAT parquet, COMPRESSION zstd${synthetic.get(year) === true ? `, ${SYNTHETIC_METADATA}` : ''})`;
    const rows = await engine.execute(sql, { onProgress: begin(target, 'clustering') });
    begin(target, 'verifying');
    const types = Object.fromEntries(storedColumns(source).map(({ name, type }) => [name, type]));
    const own = [{ patterns: [literalPath(file)], types }];
    await refuseDifferent(
      engine,
      year,
      { source, groups: delivered },
      { source: { ...ingested, columns: source.columns }, groups: own },
    );
    const bytes = target.files.reduce((sum, delivered) => sum + statSync(delivered).size, 0);
    const size = { bytes: statSync(file).size, delivered: { files: target.files.length, bytes } };
    written.push({ source: source.name, year, path, rows, ...size });
  }
  return written;
}

/**
 * Stages the file that marks a source as synthetic where a year of it is; gives its paths below
 * `out`.
 */
function stageMarks(targets: readonly Target[], synthetic: ReadonlyMap<number, boolean>, staging: string): string[] {
  const marked = targets.filter(({ year }) => synthetic.get(year) === true);
  const paths = [...new Set(marked.map(({ ingested }) => markPath(ingested, SYNTHETIC_FILE)))];
  for (const path of paths) {
    mkdirSync(dirname(join(staging, path)), { recursive: true });
    writeFileSync(join(staging, path), SYNTHETIC_TEXT);
  }
  return paths;
}

/** The stored columns of a delivery, sorted. */
function clusteredRows(catalogue: Catalogue, source: Source, year: number, groups: readonly FileGroup[]): string {
  // By place, not by name: a name would mean the column as it was delivered.
  const places = clusterKeys(catalogue, source).map((key) =>
    storedColumns(source).findIndex(({ name }) => name === key),
  );
  return `FROM (\n${printQuery(storedRows(source, year, groups))}\n) AS stored\nORDER BY ${places.map((place) => place + 1).join(', ')}`;
}

function knownSources(catalogue: Catalogue, wanted: readonly string[]): string[] {
  const known = Object.keys(catalogue.sources);
  for (const name of wanted) {
    if (known.includes(name)) continue;
    const nearest = suggest(name, known);
    const help = nearest === undefined ? `the sources are ${known.join(', ')}.` : `did you mean \`${nearest}\`?`;
    throw new Failure('usage', `\`${name}\` is not a source of the catalogue.`, { help });
  }
  return wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
}

function refuseInPlace(dataRoot: string, out: string): void {
  if (!existsSync(out) || !existsSync(dataRoot) || realpathSync(out) !== realpathSync(dataRoot)) return;
  throw new Failure('usage', 'a delivery is not ingested in place.', {
    help: 'name another folder with --out, which becomes a data root.',
  });
}

/**
 * What would be written is not there, or is replaced with `force`; any other file that the map
 * reads there would be counted as well.
 */
async function refuseExisting(
  engine: Engine,
  targets: readonly Target[],
  { catalogue, out, force }: IngestRequest,
): Promise<void> {
  const taken: string[] = [];
  const others: string[] = [];
  for (const { ingested, year, path } of targets) {
    const { files } = await filesIn(engine, ingested, year, placesOf(catalogue, out));
    const own = join(out, path);
    if (files.includes(own)) taken.push(own);
    others.push(...files.filter((file) => file !== own));
  }
  if (others.length > 0) {
    throw new Failure('usage', `there are files that would be read as well:\n${printList(others)}`, {
      help: 'name another folder with --out, or remove them.',
    });
  }
  if (taken.length > 0 && !force) {
    throw new Failure('usage', `there is already:\n${printList(taken)}`, {
      help: 'give --force to replace it, or another --out.',
    });
  }
}

function placesOf(catalogue: Catalogue, dataRoot: string): Places {
  return { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
}
