/** Publishes a release: a complete snapshot, made aside, verified, put in place by one rename, and then the current one. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, readQuarter } from '../base/index.ts';
import { buildSheet, type Catalogue, type Sheet } from '../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import { mapDateOf } from '../plan/index.ts';
import { type CubeRecord, type GateResult, hashFile, makeFolder, type RunManifest } from '../run/index.ts';
import {
  ATLAS,
  MANIFEST,
  type ReleasedCube,
  type ReleasedFile,
  type ReleaseManifest,
  releasedCubePath,
  sheetPath,
} from './manifest.ts';
import { compareItems, planRelease, type ReleasePlan } from './plan-release.ts';
import { indicatorOf, PRIMARY, thresholdOf } from './primary-rule.ts';
import type { Protection } from './protection.ts';
import { pruneReleases } from './prune-releases.ts';
import { loadCube, publishCube, strataOf } from './publish-cube.ts';
import { putRelease, removeLeftovers, stagingFolder } from './put-release.ts';
import { nextName, releaseFolder } from './releases.ts';
import { linkFile, shareFile } from './share-file.ts';
import { refuseBroken, verifyFolder } from './verify-release.ts';
import { writeAtlas } from './write-atlas.ts';

export interface ReleaseRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** `2026Q4`; a second release of the quarter becomes `2026Q4-2`. */
  readonly quarter: string;
  /** Cubes that are taken from `work/cubes`; every other one of the current release is carried over unless the catalogue has it no more. */
  readonly fresh: readonly { readonly code: string; readonly year: number }[];
  /** What the gates found and what was accepted, for the manifest. */
  readonly gates: readonly GateResult[];
  readonly run: RunManifest | null;
  /** What spills holds unprotected figures: a folder that nobody else reads. */
  readonly engine: EngineOptions;
  /** The clock; a release is dated by it. */
  readonly now: Date;
  readonly onEvent?: (event: ReleaseEvent) => void;
  /** Aborting stops the running statement; nothing of the release is kept. */
  readonly signal?: AbortSignal;
}

/** How far a release is: what is being written, of how many pieces. */
export interface ReleaseEvent {
  readonly kind: 'release';
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

interface Context extends ReleaseRequest {
  readonly name: string;
  readonly folder: string;
  readonly plan: ReleasePlan;
  /** The same file in the release before; undefined before the first. */
  readonly before: (path: string) => string | undefined;
  readonly protection: Protection;
  readonly tell: (label: string) => void;
}

/**
 * Publishes a release and makes it the current one: all of it or nothing, whenever it is stopped. The caller holds the work folder's lock.
 * Refuses cubes that were not computed or are not as they were (data), and what no policy protects (disclosure).
 */
export async function publishRelease(request: ReleaseRequest): Promise<ReleaseManifest> {
  const { catalogue, dataRoot, now } = request;
  readQuarter(request.quarter);
  makeFolder(releaseFolder(dataRoot));
  removeLeftovers(dataRoot);
  const plan = planRelease(catalogue, dataRoot, request.fresh, PRIMARY);
  const name = nextName(dataRoot, request.quarter);
  const folder = stagingFolder(dataRoot, name);
  const { previous } = plan;
  const before = (path: string) => (previous === null ? undefined : releaseFolder(dataRoot, previous.release, path));
  const context: Context = { ...request, name, folder, plan, before, protection: PRIMARY, tell: teller(request, plan) };
  try {
    mkdirSync(folder);
    const { cubes, engine } = await stageCubes(context);
    const sheets = stageSheets(context, cubes);
    await writeAtlas({ ...request, folder, cubes, sheets, onTable: (code) => context.tell(`atlas ${code}`) });
    const { vintage, hash, disclosure, releases } = catalogue;
    const manifest: ReleaseManifest = {
      version: 1,
      release: name,
      quarter: request.quarter,
      created: now.toISOString(),
      previous: previous?.release ?? null,
      run: request.run?.id ?? null,
      catalogue: { hash, vintage },
      engine,
      policy: { disclosure, keep: releases.keep },
      gates: request.gates,
      accepted: request.gates.filter(({ outcome }) => outcome === 'accepted'),
      ...whatIsBehind(context, cubes),
      cubes,
      unpublished: plan.unpublished,
      files: await describeFiles(context, [
        ...cubes.map(({ path }) => path),
        ...sheets.map(({ code }) => sheetPath(code)),
        ATLAS,
      ]),
    };
    writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    context.tell('verify');
    refuseBroken(await verifyFolder(folder, name, request.engine, request.signal));
    if (request.signal?.aborted) throw new Failure('interrupted', 'interrupted.');
    putRelease(dataRoot, name);
    pruneReleases(dataRoot, releases.keep);
    return manifest;
  } finally {
    removeLeftovers(dataRoot);
  }
}

/** Protects and writes what is new, year by year, and links what is carried over. */
async function stageCubes(context: Context): Promise<{ cubes: ReleasedCube[]; engine: ReleaseManifest['engine'] }> {
  const { plan, folder, signal } = context;
  const cubes: ReleasedCube[] = [];
  const engine = await openDuckDB(context.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    for (const [year, records] of plan.fresh) cubes.push(...(await stageYear(engine, context, year, records)));
    for (const cube of plan.carried) {
      linkFile(context.before(cube.path) ?? '', join(folder, cube.path));
      cubes.push(cube);
    }
    return { cubes: cubes.sort(compareItems), engine: { name: engine.name, version: engine.version } };
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

async function stageYear(
  engine: Engine,
  context: Context,
  year: number,
  records: readonly CubeRecord[],
): Promise<ReleasedCube[]> {
  const { catalogue, dataRoot, folder, protection, signal, tell } = context;
  const unprotected = [];
  for (const record of records) {
    await refuseChanged(dataRoot, record, signal);
    unprotected.push({ record, cube: await loadCube(engine, catalogue, dataRoot, record) });
  }
  const masks = await protection.protect({ engine, catalogue, year, cubes: unprotected.map(({ cube }) => cube) });
  const cubes: ReleasedCube[] = [];
  for (const { record, cube } of unprotected) {
    const { code } = cube;
    tell(`${code} ${year}`);
    const mask = masks[code];
    if (mask === undefined) throw new Error(`the rule ${protection.rule} says nothing of ${code}`);
    const path = releasedCubePath(code, year);
    const { rows, counts } = await publishCube(engine, catalogue, cube, mask, join(folder, path));
    if (rows !== record.cube.rows)
      throw new Error(`the mask of ${code} ${year} is of ${rows} rows, not ${record.cube.rows}`);
    const { measure } = indicatorOf(catalogue, code);
    cubes.push({
      code,
      year,
      path,
      rows,
      fingerprint: record.fingerprint,
      run: record.run,
      release: originOf(context, code, year, path),
      catalogue: catalogue.hash,
      vintage: Number(mapDateOf(catalogue, year).slice(0, 4)),
      entity: measure.entity,
      numerator: measure.numerator.kind,
      protection: { rule: protection.rule, threshold: thresholdOf(catalogue, code) },
      strata: strataOf(catalogue, code),
      counts,
    });
  }
  for (const relation of [...unprotected.map(({ cube }) => cube.relation), ...Object.values(masks)])
    await engine.execute(`DROP TABLE ${relation}`);
  return cubes;
}

/** Nothing is published that is not what was computed. */
async function refuseChanged(dataRoot: string, { cube }: CubeRecord, signal?: AbortSignal): Promise<void> {
  for (const { path, sha256 } of [cube, cube.support]) {
    if ((await hashFile(join(dataRoot, path), signal)) !== sha256)
      throw new Failure('data', `${path} is not as it was computed.`, {
        help: `compute it again with \`cubes run ${cube.code} --years ${cube.year}\`.`,
      });
  }
}

/** Writes the sheet of every indicator that has a cube. */
function stageSheets(context: Context, cubes: readonly ReleasedCube[]): Sheet[] {
  const { catalogue, folder, before } = context;
  mkdirSync(join(folder, 'metadata'));
  return [...new Set(cubes.map(({ code }) => code))].map((code) => {
    const sheet = buildSheet(catalogue, indicatorOf(catalogue, code));
    const path = sheetPath(code);
    writeFileSync(join(folder, path), `${JSON.stringify(sheet, null, 2)}\n`);
    shareFile(before(path), join(folder, path));
    return sheet;
  });
}

/** The release in which a cube's bytes appeared first: shares the file with the release before if it is the same. */
function originOf({ plan, before, folder, name }: Context, code: string, year: number, path: string): string {
  if (!shareFile(before(path), join(folder, path))) return name;
  return plan.previous?.cubes.find((cube) => cube.code === code && cube.year === year)?.release ?? name;
}

/** Inputs and data checks behind the cubes: of new ones from their records, of others from the release before. */
function whatIsBehind({ plan }: Context, cubes: readonly ReleasedCube[]): Pick<ReleaseManifest, 'inputs' | 'checks'> {
  const records = [...plan.fresh.values()].flat();
  const inputs: Record<string, ReleaseManifest['inputs'][string]> = {
    ...plan.previous?.inputs,
    ...Object.fromEntries(records.map((record) => [record.fingerprint.inputs, record.inputs])),
  };
  const checks = new Map(
    [
      ...(plan.previous?.checks ?? []),
      ...records.flatMap(({ run, cube, checks }) => checks.map((check) => ({ run, year: cube.year, ...check }))),
    ].map((check) => [`${check.run} ${check.year} ${check.check}`, check]),
  );
  const isBehind = (run: string, year: number) => cubes.some((cube) => cube.run === run && cube.year === year);
  const used = [...new Set(cubes.map(({ fingerprint }) => fingerprint.inputs))].sort();
  return {
    inputs: Object.fromEntries(used.map((hash) => [hash, inputs[hash] ?? []])),
    checks: [...checks.values()].filter(({ run, year }) => isBehind(run, year)),
  };
}

/** Bytes and hashes. What is carried over keeps the hash that it was published with: damage on disk is found, not signed. */
async function describeFiles({ folder, plan, signal }: Context, paths: readonly string[]): Promise<ReleasedFile[]> {
  const carried = new Set(plan.carried.map(({ path }) => path));
  const known = new Map(plan.previous?.files.filter(({ path }) => carried.has(path)).map((file) => [file.path, file]));
  const files: ReleasedFile[] = [];
  for (const path of [...paths].sort()) {
    const file = join(folder, path);
    files.push(known.get(path) ?? { path, bytes: statSync(file).size, sha256: await hashFile(file, signal) });
  }
  return files;
}

/** Counts cubes, tables and the verification. */
function teller({ onEvent }: ReleaseRequest, { fresh, carried }: ReleasePlan): (label: string) => void {
  const records = [...fresh.values()].flat().map(({ cube }) => cube);
  const total = records.length + new Set([...records, ...carried].map(({ code }) => code)).size + 1;
  let done = 0;
  return (label) => {
    onEvent?.({ kind: 'release', label, done, total });
    done += 1;
  };
}
