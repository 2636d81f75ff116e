/**
 * Verifies a release without the claims: is it whole, as it was published, consistent, and
 * protected by its policy.
 */
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import { printText } from '../query/index.ts';
import { parquet } from '../run/index.ts';
import { ATLAS, type ReleasedCube, type ReleaseManifest } from './manifest.ts';
import { findRelease, readManifest, releaseFolder } from './releases.ts';
import { verifyAtlas } from './verify/atlas.ts';
import { verifyCells, verifyPolicy } from './verify/cells.ts';
import { verifyFiles } from './verify/files.ts';
import { verifySchema } from './verify/schema.ts';
import { verifySheets } from './verify/sheets.ts';
import { columnsOf, cubeRows, type Finding, type ReleasedIndicator, type Subject } from './verify/subject.ts';
import { verifySums } from './verify/sums.ts';

export interface VerifyRequest {
  readonly dataRoot: string;
  /** A release, or `current`. */
  readonly release: string;
  readonly engine: EngineOptions;
  readonly signal?: AbortSignal;
}

export interface VerifyReport {
  readonly version: 2;
  readonly release: string;
  /** Nothing is wrong. */
  readonly valid: boolean;
  readonly checks: readonly ReleaseCheck[];
}

/** What was checked, how many things were looked at, and what is wrong, each in a sentence. */
export interface ReleaseCheck extends Finding {
  readonly check: 'manifest' | 'files' | 'sheets' | 'schema' | 'cells' | 'policy' | 'sums' | 'atlas';
  readonly purpose: string;
}

const PURPOSES: Readonly<Record<ReleaseCheck['check'], string>> = {
  manifest: 'The manifest is that of the release.',
  files: 'Exactly the files of the manifest, unchanged.',
  sheets: 'A sheet for every indicator.',
  schema: "The contract's columns and types, and footers that say what a file is.",
  cells: 'Every area and group once and in order, with consistent statuses.',
  policy: 'No cell of few persons is shown.',
  sums: 'Shown parts add up to no more than their total, and to exactly that where nobody can be missing.',
  atlas: 'atlas.duckdb holds what the cubes hold.',
};

/**
 * Verifies a release of a data root. Refuses an unknown one (usage); a broken one is reported in
 * the report.
 */
export async function verifyRelease({ dataRoot, release, engine, signal }: VerifyRequest): Promise<VerifyReport> {
  const name = findRelease(dataRoot, release);
  return verifyFolder(releaseFolder(dataRoot, name), name, engine, signal);
}

/** Verifies what is in a folder as the release of that name. */
export async function verifyFolder(
  folder: string,
  name: string,
  options: EngineOptions,
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const engine = await openDuckDB(options);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const checks = await verifyAll(engine, folder, name, signal);
    return { version: 2, release: name, valid: checks.every(({ problems }) => problems.length === 0), checks };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

/** Refuses a release that is not valid with a data failure that reports what is wrong. */
export function refuseBroken({ release, checks }: VerifyReport): void {
  const problems = checks.flatMap((check) => check.problems);
  if (problems.length === 0) return;
  const shown = problems.slice(0, 20).map((problem) => `  ${problem}`);
  const more = problems.length > 20 ? [`  and ${problems.length - 20} more`] : [];
  throw new Failure('data', `the release ${release} is broken:\n${[...shown, ...more].join('\n')}`);
}

async function verifyAll(engine: Engine, folder: string, name: string, signal?: AbortSignal): Promise<ReleaseCheck[]> {
  const checks: ReleaseCheck[] = [];
  const add = <F extends Finding>(check: ReleaseCheck['check'], { examined, problems }: F): void => {
    checks.push({ check, purpose: PURPOSES[check], examined, problems });
  };
  const manifest = readOwnManifest(folder, name);
  add('manifest', manifest);
  if (manifest.manifest === undefined) return checks;
  const files = await verifyFiles(folder, manifest.manifest, signal);
  add('files', files);
  const sheets = verifySheets(folder, manifest.manifest);
  add('sheets', sheets);
  const readable = manifest.manifest.cubes.filter(({ path }) => !files.damaged.has(path));
  const subject: Subject = { folder, manifest: manifest.manifest, sheets: sheets.sheets, engine };
  const schema = await verifySchema(subject, readable);
  add('schema', schema);

  const indicators = indicatorsOf(subject, schema.sound);
  if (files.damaged.has(ATLAS) || !(await attach(engine, join(folder, ATLAS)))) {
    add('atlas', {
      examined: 0,
      problems: ['atlas.duckdb cannot be read, nor the areas in it: cells and sums were not verified.'],
    });
    return checks;
  }
  const found: Record<'cells' | 'policy' | 'sums', Finding[]> = { cells: [], policy: [], sums: [] };
  for (const indicator of indicators) {
    await load(subject, indicator);
    found.cells.push(await verifyCells(subject, indicator));
    found.policy.push(await verifyPolicy(subject, indicator));
    found.sums.push(await verifySums(subject, indicator));
  }
  for (const check of ['cells', 'policy', 'sums'] as const) add(check, together(found[check]));
  add('atlas', await verifyAtlas(subject, indicators));
  return checks;
}

function readOwnManifest(folder: string, name: string): Finding & { readonly manifest?: ReleaseManifest } {
  try {
    const manifest = readManifest(folder);
    const problems = manifest.release === name ? [] : [`the manifest is that of ${manifest.release}.`];
    return { examined: 1, problems, manifest };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { examined: 1, problems: [error.message] };
  }
}

async function attach(engine: Engine, file: string): Promise<boolean> {
  try {
    await engine.execute(`ATTACH ${printText(file)} AS atlas (READ_ONLY)`);
    await engine.execute('CREATE TABLE place AS SELECT * FROM atlas.main.area');
    return true;
  } catch {
    return false;
  }
}

function indicatorsOf({ sheets }: Subject, cubes: readonly ReleasedCube[]): ReleasedIndicator[] {
  return [...new Set(cubes.map(({ code }) => code))].flatMap((code) => {
    const facts = sheets[code];
    const own = cubes.filter((cube) => cube.code === code);
    return facts === undefined ? [] : [{ code, facts, cubes: own, keys: columnsOf(facts).keys }];
  });
}

/**
 * Makes `released`, the rows of the indicator with their file and place in it, and `wanted_area`,
 * the areas that belong there by year.
 */
async function load(subject: Subject, { code, cubes, facts }: ReleasedIndicator): Promise<void> {
  const { engine, folder } = subject;
  const files = cubes.map(({ path }) => join(folder, path));
  const rows = cubeRows(subject, cubes);
  await engine.execute(
    `-- released ${code}\nCREATE OR REPLACE TABLE released AS
SELECT row_of_cube.* EXCLUDE (filename), cube.*
FROM ${parquet(files, ', filename = true, file_row_number = true')} AS row_of_cube
JOIN ${rows} ON cube.file = row_of_cube.filename`,
  );
  const levels = facts.levels.map(({ level, from }) => `(${printText(level)}, ${from})`);
  await engine.execute(
    `CREATE OR REPLACE TABLE wanted_area AS
SELECT cube.year, place.area_level, place.ref_area
FROM ${rows}
JOIN place USING (vintage)
JOIN (VALUES ${levels.join(', ')}) AS level (area_level, first_year)
  ON level.area_level = place.area_level AND cube.year >= level.first_year`,
  );
}

function together(findings: readonly Finding[]): Finding {
  return {
    examined: findings.reduce((sum, { examined }) => sum + examined, 0),
    problems: findings.flatMap(({ problems }) => problems),
  };
}
