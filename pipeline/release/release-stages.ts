/** The stages of a release: what each takes from those before it, and what it makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, printQuarter, readQuarter, type Stage, stagesFrom } from '../base/index.ts';
import { type Catalogue, isSeeded } from '../catalogue/index.ts';
import { indicatorOf, protectionOf, readFigureRelations } from '../disclosure/index.ts';
import { buildSheet, type Sheet } from '../sheet/index.ts';
import { shareFile } from '../store/index.ts';
import { auditFolder, refuseUnsafe } from './audit/audit-release.ts';
import { describeFiles, describeGates, describeInputs } from './describe-release.ts';
import { readEarlierCubes } from './earlier-cubes.ts';
import type { WithheldRevision } from './judge-revisions.ts';
import {
  ATLAS,
  CHANGES,
  MANIFEST,
  MANIFEST_VERSION,
  type ReleasedCube,
  type ReleaseManifest,
  sheetPath,
} from './manifest.ts';
import { fingerprintSeed, openSeed } from './noise-seed.ts';
import { planRelease, type ReleasePlan } from './plan-release.ts';
import { pruneReleases } from './prune-releases.ts';
import { putRelease, stagingFolder } from './put-release.ts';
import { refuseOtherMap } from './refuse-other-map.ts';
import { refuseOtherMethod } from './refuse-other-method.ts';
import { draftLineage, traceRelease } from './release-lineage.ts';
import type { ReleaseRequest } from './release-request.ts';
import { nextName, releaseFolder } from './releases.ts';
import type { Staging } from './stage-cubes.ts';
import { stageGeometry } from './stage-geometry.ts';
import { planWithout, stageRelease } from './stage-release.ts';
import { refuseBroken, verifyFolder } from './verify-release.ts';
import { writeAtlas } from './write-atlas.ts';
import { writeChanges } from './write-changes.ts';

interface ReleaseStart {
  readonly request: ReleaseRequest;
  /** Revisions that an attempt before this one has found to disclose sensitive cells. */
  readonly withheldRevisions: readonly WithheldRevision[];
}

/** From the plan of a release to what an attacker would find in it. */
export const MAKE_RELEASE = stagesFrom<ReleaseStart>()
  .add({ name: 'plan', purpose: 'plan which cubes are new and which are carried over' }, plan)
  .add(
    {
      name: 'protect',
      purpose: 'suppress, round or perturb the new cubes, without revisions that would disclose cells',
    },
    async ({ request, withheldRevisions, draft, replan }) => {
      const { accept = [], fresh } = request;
      return { staged: await stageRelease(draft, { fresh, accept, replan, withheldRevisions }) };
    },
  )
  .add({ name: 'sheets', purpose: 'write the sheet of every indicator' }, ({ staged: { staging, cubes } }) => ({
    sheets: stageSheets(staging, cubes),
  }))
  .add(
    { name: 'atlas', purpose: 'write the database of the release' },
    async ({ request, staged: { staging, cubes }, sheets }) => {
      const { folder, report } = staging;
      const onTable = (code: string) => report(`atlas ${code}`);
      return { municipalities: await writeAtlas({ ...request, folder, cubes, sheets, onTable }) };
    },
  )
  .add(
    { name: 'geometry', purpose: 'put the boundaries of its maps into the release' },
    ({ staged, municipalities }) => ({
      maps: stageGeometry(staged.staging, municipalities),
    }),
  )
  .add({ name: 'changes', purpose: 'compare its figures with those of the previous release' }, async ({ staged }) => {
    await writeChanges(staged.staging, staged.cubes);
    return {};
  })
  .add({ name: 'manifest', purpose: 'write the manifest with the hashes of all files' }, describe)
  .add({ name: 'audit', purpose: 'search for cells that the release would disclose' }, async (made) => {
    const { request, draft, staged } = made;
    staged.staging.report('audit');
    const { catalogue, dataRoot, engine, signal } = request;
    const { staging, movesOf } = staged;
    const behind = { catalogue, dataRoot, earlier: draft.earlier, fresh: staging.plan.fresh, movesOf };
    return { audit: await auditFolder(draft.folder, engine, behind, signal) };
  });

export type MadeRelease = Awaited<ReturnType<typeof MAKE_RELEASE.run>>;

/** From a release that has been audited to the current one. */
export const FINISH_RELEASE = stagesFrom<MadeRelease>()
  .add({ name: 'verify', purpose: 'refuse a release that is unsafe or violates its manifest' }, verify)
  .add({ name: 'put in place', purpose: 'make it the current release, with its lineage' }, (made) => {
    const { request, manifest, started, staged, gates } = made;
    const { catalogue, dataRoot, parent, signal } = request;
    if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
    const events = traceRelease({ catalogue, manifest, plan: staged.staging.plan, started, parent });
    draftLineage(dataRoot, manifest.release, events, gates);
    putRelease(dataRoot, manifest.release);
    return {};
  })
  .add({ name: 'prune', purpose: 'remove releases beyond those that are kept' }, ({ request }) => {
    pruneReleases(request.dataRoot, request.catalogue.releases.keep);
    return {};
  });

/** The stages of a release, in order. */
export const RELEASE_STAGES: readonly Stage[] = [...MAKE_RELEASE.list, ...FINISH_RELEASE.list];

async function plan({ request, withheldRevisions }: ReleaseStart) {
  const { catalogue, dataRoot, protection = protectionOf(catalogue) } = request;
  const started = new Date();
  const quarter = printQuarter(readQuarter(request.quarter));
  const replan = (items: ReleaseRequest['fresh']) => planRelease(catalogue, dataRoot, items, protection);
  const planned = planWithout(withheldRevisions, request.fresh, replan);
  await refuseOtherMap({ ...request, fresh: planned.fresh });
  refuseOtherMethod(catalogue, dataRoot, planned);
  const hasNoise = Object.values(catalogue.disclosure).some((policy) => isSeeded(policy));
  const name = nextName(dataRoot, quarter);
  const { previous } = planned;
  const draft: Staging = {
    ...request,
    name,
    folder: stagingFolder(dataRoot, name),
    plan: planned,
    before: (path) => (previous === null ? undefined : releaseFolder(dataRoot, previous.release, path)),
    earlier: readEarlierCubes(catalogue, dataRoot),
    protection,
    seed: hasNoise ? openSeed(dataRoot, request.noiseSeed) : '',
    report: progressReporter(request, planned),
  };
  return { started, quarter, replan, hasNoise, draft };
}

type Staged = ReleaseStart &
  Awaited<ReturnType<typeof plan>> & {
    readonly staged: Awaited<ReturnType<typeof stageRelease>>;
    readonly sheets: readonly Sheet[];
    readonly maps: ReleaseManifest['maps'];
  };

async function describe({ request, quarter, hasNoise, draft, staged, sheets, maps }: Staged) {
  const { staging, cubes, engine, suppression, accepted } = staged;
  const { vintage, hash, disclosure, releases } = request.catalogue;
  const { previous, unpublished } = staging.plan;
  const gates = [...request.gates, ...accepted];
  const paths = [
    ...cubes.map(({ path }) => path),
    ...sheets.map(({ code }) => sheetPath(code)),
    ...new Set(maps.flatMap(({ path }) => path ?? [])),
    ATLAS,
    CHANGES,
  ];
  const manifest: ReleaseManifest = {
    version: MANIFEST_VERSION,
    release: draft.name,
    quarter,
    created: request.now.toISOString(),
    previous: previous?.release ?? null,
    run: request.run?.id ?? null,
    synthetic: cubes.some(({ synthetic }) => synthetic),
    ...illustrativeOf(sheets),
    publisher: request.catalogue.publisher,
    catalogue: { hash, vintage },
    engine,
    policy: { disclosure, keep: releases.keep },
    ...(hasNoise && { noiseSeed: fingerprintSeed(draft.seed) }),
    figureRelations: readFigureRelations(
      request.catalogue,
      cubes.map(({ code }) => code),
      cubes.map(({ year }) => year),
    ),
    ...describeGates(gates),
    ...describeInputs(staging, cubes),
    cubes,
    suppression,
    ...formerCodesOf(request.catalogue, cubes),
    unpublished,
    maps,
    files: await describeFiles(staging, paths),
  };
  writeFileSync(join(draft.folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return { manifest, gates };
}

function illustrativeOf(sheets: readonly Sheet[]): Pick<ReleaseManifest, 'illustrative'> {
  const marked = sheets.flatMap(({ code, illustrative }) => (illustrative ? [[code, illustrative] as const] : []));
  return marked.length === 0 ? {} : { illustrative: Object.fromEntries(marked) };
}

function formerCodesOf({ indicators }: Catalogue, cubes: readonly ReleasedCube[]): Pick<ReleaseManifest, 'replaces'> {
  const former = [...new Set(cubes.map(({ code }) => code))].flatMap((code): [string, readonly string[]][] => {
    const { replaces = [] } = indicators[code] ?? {};
    return replaces.length === 0 ? [] : [[code, replaces]];
  });
  return former.length === 0 ? {} : { replaces: Object.fromEntries(former) };
}

async function verify({ request, draft, staged, audit }: MadeRelease) {
  request.onRevisions?.(staged);
  request.onAudit?.(audit);
  refuseUnsafe(audit);
  staged.staging.report('verify');
  refuseBroken(await verifyFolder(draft.folder, draft.name, request.engine, request.signal));
  return {};
}

/** Writes the sheet of every indicator that has a cube. */
function stageSheets(staging: Staging, cubes: readonly ReleasedCube[]): Sheet[] {
  const { catalogue, folder, before } = staging;
  mkdirSync(join(folder, 'metadata'));
  return [...new Set(cubes.map(({ code }) => code))].map((code) => {
    const synthetic = cubes.some((cube) => cube.code === code && cube.synthetic);
    const sheet = buildSheet(catalogue, indicatorOf(catalogue, code), { synthetic });
    const path = sheetPath(code);
    writeFileSync(join(folder, path), `${JSON.stringify(sheet, null, 2)}\n`);
    shareFile(before(path), join(folder, path));
    return sheet;
  });
}

/** Counts cubes, tables and the verification. */
function progressReporter({ onEvent }: ReleaseRequest, { fresh, carried }: ReleasePlan): (label: string) => void {
  const records = [...fresh.values()].flat().map(({ cube }) => cube);
  const total = records.length + fresh.size + new Set([...records, ...carried].map(({ code }) => code)).size + 2;
  let done = 0;
  return (label) => {
    onEvent?.({ kind: 'release', label, done, total });
    done += 1;
  };
}
