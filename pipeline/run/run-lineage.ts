/**
 * The lineage of a run as OpenLineage events: one run, and within it one for every cube, which
 * names exactly the files that it was computed from.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidOf } from '../base/index.ts';
import type { Catalogue, Source } from '../catalogue/index.ts';
import {
  deliveredFile,
  endingOf,
  engineFacet,
  jobFacets,
  type LineageEvent,
  lineagePath,
  makeEvent,
  namedFile,
  parentFacet,
  printEvents,
  type RunOfJob,
  writtenFile,
} from '../lineage/index.ts';
import { columnType, cubeColumns, type Places, type Script } from '../plan/index.ts';
import type { CubeRecord } from './cube-record.ts';
import type { RunManifest } from './manifest.ts';

/**
 * Statements as they ran, with places that are nobody's: the data root, and the reference data
 * beside the catalogue.
 */
export const RELATIVE_PLACES: Places = { dataRoot: '.', referenceRoot: 'data/reference' };

/** A run by its id, or the part of it that computes one cube. */
export function runOf(id: string, cube?: { readonly code: string; readonly year: number }): RunOfJob {
  if (cube === undefined) return { runId: uuidOf(`atlas-cubes/run/${id}`), job: 'run' };
  return { runId: uuidOf(`atlas-cubes/run/${id}/${cube.code}/${cube.year}`), job: `run.${cube.code}` };
}

export interface RunLineage {
  readonly catalogue: Catalogue;
  readonly manifest: RunManifest;
  readonly records: readonly CubeRecord[];
  /** What ran, `RELATIVE_PLACES`. */
  readonly scripts: readonly Script[];
  /** Rows of delivered files by their path below the data root, where they are known. */
  readonly rows: ReadonlyMap<string, number>;
  /** The refresh that it is a part of. */
  readonly parent: RunOfJob | undefined;
}

/**
 * The events of a run that has come to its end: cubes are there when the run ends, all together.
 */
export function traceRun({ catalogue, manifest, records, scripts, rows, parent }: RunLineage): LineageEvent[] {
  const run = runOf(manifest.id);
  const [started, ended] = [
    new Date(manifest.started),
    new Date(Date.parse(manifest.started) + manifest.seconds * 1000),
  ];
  const own = { ...engineFacet(manifest.engine), ...parentFacet(parent) };
  const inputs = manifest.inputs.map((file) =>
    deliveredFile(catalogue.sources[file.source] as Source, file, rows.get(file.path)),
  );
  const whole = jobFacets(catalogue, { jobType: 'JOB', sql: scripts.map(printScript).join('\n') });
  return [
    makeEvent('START', started, run, { runFacets: own, jobFacets: whole, inputs }),
    ...records.flatMap(({ cube, inputs: files }) => {
      const { code, year } = cube;
      const statements = scripts.find((script) => script.year === year)?.computation ?? [];
      const made = statements.find(({ step, writes }) => step === 'cube' && writes === code);
      const part = runOf(manifest.id, cube);
      const runFacets = parentFacet(run);
      const fields = columnsOf(catalogue, code);
      return [
        makeEvent('START', started, part, {
          runFacets,
          jobFacets: jobFacets(catalogue, { jobType: 'QUERY', ...(made && { sql: made.sql }) }),
        }),
        makeEvent('COMPLETE', ended, part, {
          runFacets,
          inputs: files.map(namedFile),
          outputs: [writtenFile(cube, { origin: 'work', fields, rows: cube.rows })],
        }),
      ];
    }),
    makeEvent('COMPLETE', ended, run, { runFacets: own }),
  ];
}

/** The columns of the cubes of an indicator. */
export function columnsOf(catalogue: Catalogue, code: string): { readonly name: string; readonly type: string }[] {
  const indicator = catalogue.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  return cubeColumns(indicator).cube.map((name) => ({ name, type: columnType(name) }));
}

/** Stages the events beside the manifest, and gives their path below the data root. */
export function writeLineage(staging: string, id: string, events: readonly LineageEvent[]): string {
  const path = lineagePath(id);
  mkdirSync(dirname(join(staging, path)), { recursive: true });
  writeFileSync(join(staging, path), printEvents(events));
  return path;
}

/**
 * Keeps that a run failed, of which nothing else is kept. A disk that takes nothing more must not
 * hide why.
 */
export function keepFailure(
  { catalogue, dataRoot, parent }: Pick<RunLineage, 'catalogue' | 'parent'> & { readonly dataRoot: string },
  id: string,
  started: Date,
  error: unknown,
): void {
  const run = runOf(id);
  const { eventType, runFacets } = endingOf(error);
  const parents = parentFacet(parent);
  try {
    writeLineage(dataRoot, id, [
      makeEvent('START', started, run, {
        runFacets: parents,
        jobFacets: jobFacets(catalogue, { jobType: 'JOB' }),
      }),
      makeEvent(eventType, new Date(), run, { runFacets: { ...parents, ...runFacets } }),
    ]);
  } catch {
    // The failure itself is what the user is reported.
  }
}

function printScript({ year, variables, inspection, computation }: Script): string {
  const set = Object.entries(variables).map(([name, literal]) => `SET VARIABLE ${name} = ${literal};`);
  return [`-- reference year ${year}`, ...set, ...[...inspection, ...computation].map(({ sql }) => `${sql};`), ''].join(
    '\n',
  );
}
