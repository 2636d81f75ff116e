/**
 * The lineage of refreshes and releases as OpenLineage events: what was due, and which cubes a
 * release was protected from. docs/reference/lineage.md.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidOf } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import {
  endingOf,
  engineFacet,
  jobFacets,
  type LineageEvent,
  lineagePath,
  makeEvent,
  namedFile,
  nominalTimeFacet,
  parentFacet,
  printEvents,
  type RunOfJob,
  writtenFile,
} from '../lineage/index.ts';
import { columnsOf } from '../run/index.ts';
import { makeFolder, sync } from '../store/index.ts';
import type { GateResult } from './gate-result.ts';
import { MANIFEST, type ReleaseManifest } from './manifest.ts';
import type { ReleasePlan } from './plan-release.ts';
import { releaseFolder } from './releases.ts';

/**
 * A refresh that has something to do: reported when it begins and when it ends, so that one that
 * was killed is one that never ended.
 */
export interface RefreshTrace {
  readonly run: RunOfJob;
  readonly completed: () => void;
  readonly failed: (error: unknown) => void;
}

/** Writes that a refresh has begun, and gives what writes how it ended. */
export function traceRefresh(catalogue: Catalogue, dataRoot: string, now: Date): RefreshTrace {
  const started = new Date();
  const id = `${started.toISOString().replace(/[-:]/g, '')}-${catalogue.hash.slice(0, 8)}-refresh`;
  const run = { runId: uuidOf(`atlas-cubes/refresh/${id}`), job: 'refresh' };
  const runFacets = nominalTimeFacet(now);
  const file = join(dataRoot, lineagePath(id));
  // Nothing hangs on it, and a failure to write it must not hide another.
  const add = (event: LineageEvent) => {
    try {
      writeFileSync(file, printEvents([event]), { flag: 'a' });
    } catch {}
  };
  mkdirSync(dirname(file), { recursive: true });
  add(makeEvent('START', started, run, { runFacets, jobFacets: jobFacets(catalogue, { jobType: 'JOB' }) }));
  return {
    run,
    completed: () => add(makeEvent('COMPLETE', new Date(), run, { runFacets })),
    failed: (error) => {
      const { eventType, runFacets: ending } = endingOf(error);
      add(makeEvent(eventType, new Date(), run, { runFacets: { ...runFacets, ...ending } }));
    },
  };
}

export interface ReleaseLineage {
  readonly catalogue: Catalogue;
  readonly manifest: ReleaseManifest;
  readonly plan: Pick<ReleasePlan, 'fresh'>;
  readonly started: Date;
  /** The refresh that it is a part of. */
  readonly parent: RunOfJob | undefined;
}

/**
 * From the computed cubes that were protected to what may leave; files that were carried over are
 * as they were, and nothing was made of them.
 */
export function traceRelease({ catalogue, manifest, plan, started, parent }: ReleaseLineage): LineageEvent[] {
  const { release, created, engine, cubes, files } = manifest;
  const run = { runId: uuidOf(`atlas-cubes/release/${release}/${created}`), job: 'release' };
  const records = [...plan.fresh.values()].flat();
  const outputs = records.flatMap(({ cube: { code, year } }) => {
    const cube = cubes.find((one) => one.code === code && one.year === year);
    const file = files.find(({ path }) => path === cube?.path);
    if (cube === undefined || file === undefined) throw new Error(`${code} ${year} is not in ${release}`);
    const named = { ...file, path: `releases/${release}/${file.path}` };
    return [writtenFile(named, { origin: 'releases', fields: columnsOf(catalogue, code), rows: cube.rows })];
  });
  const runFacets = { ...nominalTimeFacet(new Date(created)), ...engineFacet(engine), ...parentFacet(parent) };
  return [
    makeEvent('START', started, run, { runFacets, jobFacets: jobFacets(catalogue, { jobType: 'JOB' }) }),
    makeEvent('COMPLETE', new Date(), run, {
      runFacets,
      inputs: records.flatMap(({ cube }) => [namedFile(cube), namedFile(cube.support)]),
      outputs,
    }),
  ];
}

const DRAFT = '.draft';

/**
 * Writes down what a release comes from, and what its gates measured, before it is put in place;
 * both count from when `settleLineage` finds the release. The numbers stay in the work folder: a
 * release has the verdicts alone.
 */
export function draftLineage(
  dataRoot: string,
  release: string,
  events: readonly LineageEvent[],
  gates: readonly GateResult[],
): void {
  const file = join(dataRoot, lineagePath(release));
  const folder = dirname(file);
  makeFolder(folder);
  const drafts = {
    [`${file}${DRAFT}`]: printEvents(events),
    [`${join(folder, `${release}.gates.json`)}${DRAFT}`]: `${JSON.stringify(gates, null, 2)}\n`,
  };
  for (const [draft, text] of Object.entries(drafts)) {
    writeFileSync(draft, text);
    sync(draft);
  }
  sync(folder);
}

/**
 * Keeps the drafts whose release has come about, and clears the others: the two appear together,
 * whenever the writer was killed.
 */
export function settleLineage(dataRoot: string): void {
  const folder = dirname(join(dataRoot, lineagePath('')));
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.endsWith(DRAFT))) {
    const draft = join(folder, name);
    if (existsSync(releaseFolder(dataRoot, name.split('.')[0] ?? '', MANIFEST)))
      renameSync(draft, draft.slice(0, -DRAFT.length));
    else rmSync(draft);
    sync(folder);
  }
}
