/** Publishes a release: a complete snapshot, made aside, verified, put in place by one rename, and then the current one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, printQuarter, readQuarter } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { EngineOptions } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { RunManifest } from '../run/index.ts';
import { buildSheet, type Sheet } from '../sheet/index.ts';
import { makeFolder, shareFile } from '../store/index.ts';
import { auditFolder, type ReleaseAudit, refuseUnsafe } from './audit/audit-release.ts';
import { describeFiles, describeGates, describeInputs } from './describe-release.ts';
import { readEarlierCubes } from './earlier-cubes.ts';
import type { Acceptance, GateResult } from './gate-result.ts';
import { disclosing, type HeldBack, type RevisionVerdict } from './hold-back.ts';
import { ATLAS, MANIFEST, type ReleasedCube, type ReleaseManifest, sheetPath } from './manifest.ts';
import { fingerprintSeed, openSeed } from './perturb/noise-seed.ts';
import { perturbationOf } from './perturb/perturbation.ts';
import { refuseOtherMethod } from './perturb/refuse-other-method.ts';
import { planRelease, type ReleasePlan } from './plan-release.ts';
import { indicatorOf } from './primary-rule.ts';
import { protectionOf } from './protect/linked-rule.ts';
import { readMeaning } from './protect/meaning.ts';
import type { Protection } from './protection.ts';
import { pruneReleases } from './prune-releases.ts';
import { putRelease, removeLeftovers, stagingFolder } from './put-release.ts';
import { refuseOtherMap } from './refuse-other-map.ts';
import { draftLineage, settleLineage, traceRelease } from './release-lineage.ts';
import { nextName, releaseFolder } from './releases.ts';
import type { Staging } from './stage-cubes.ts';
import { planWithout, stageRelease } from './stage-release.ts';
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
  /** The refresh that it is a part of, for its lineage. */
  readonly parent?: RunOfJob;
  /** What spills holds unprotected figures: a folder that nobody else reads. */
  readonly engine: EngineOptions;
  /** What masks the cubes (as the catalogue says without it); where they are linked, whatever it lets through is refused by the audit. */
  readonly protection?: Protection;
  /** Secret: what noise is made of, where a policy asks for it; without it that of the data root. */
  readonly noiseSeed?: string;
  /** The clock; a release is dated by it. */
  readonly now: Date;
  readonly onEvent?: (event: ReleaseEvent) => void;
  /** Revisions that are published though they give sensitive cells away (gate `revision`); other gates are none of its business. */
  readonly accept?: readonly Acceptance[];
  /** Gets the revisions that are held back or were accepted. */
  readonly onRevisions?: (verdict: RevisionVerdict) => void;
  /** Is told what the audit found, before it is decided. */
  readonly onAudit?: (audit: ReleaseAudit) => void;
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

/**
 * Publishes a release and makes it the current one: all of it or nothing, whenever it is stopped. The caller holds the work folder's lock.
 * Refuses cubes that were not computed or are not as they were (data), and what no policy protects (disclosure).
 */
export function publishRelease(request: ReleaseRequest): Promise<ReleaseManifest> {
  return publish(request, []);
}

async function publish(request: ReleaseRequest, before: readonly HeldBack[]): Promise<ReleaseManifest> {
  const { catalogue, dataRoot, now, parent } = request;
  const started = new Date();
  const quarter = printQuarter(readQuarter(request.quarter));
  makeFolder(releaseFolder(dataRoot));
  removeLeftovers(dataRoot);
  settleLineage(dataRoot);
  const protection = request.protection ?? protectionOf(catalogue);
  const replan = (items: ReleaseRequest['fresh']) => planRelease(catalogue, dataRoot, items, protection);
  const planned = planWithout(before, request.fresh, replan);
  await refuseOtherMap({ ...request, fresh: planned.fresh });
  refuseOtherMethod(catalogue, dataRoot, planned);
  const hasNoise = Object.values(catalogue.disclosure).some((policy) => perturbationOf(policy)?.method === 'noise');
  const seed = hasNoise ? openSeed(dataRoot, request.noiseSeed) : '';
  const name = nextName(dataRoot, quarter);
  const folder = stagingFolder(dataRoot, name);
  const { previous } = planned;
  const fileBefore = (path: string) =>
    previous === null ? undefined : releaseFolder(dataRoot, previous.release, path);
  const earlier = readEarlierCubes(dataRoot);
  const tell = teller(request, planned);
  const draft: Staging = {
    ...request,
    name,
    folder,
    plan: planned,
    before: fileBefore,
    earlier,
    protection,
    seed,
    tell,
  };
  try {
    const { accept = [], fresh } = request;
    const staged = await stageRelease(draft, { fresh, accept, replan, held: before });
    const { staging, cubes, engine, suppression, accepted } = staged;
    const { plan } = staging;
    const gates = [...request.gates, ...accepted];
    const sheets = stageSheets(staging, cubes);
    await writeAtlas({ ...request, folder, cubes, sheets, onTable: (code) => staging.tell(`atlas ${code}`) });
    const { vintage, hash, disclosure, releases } = catalogue;
    const manifest: ReleaseManifest = {
      version: 1,
      release: name,
      quarter,
      created: now.toISOString(),
      previous: previous?.release ?? null,
      run: request.run?.id ?? null,
      catalogue: { hash, vintage },
      engine,
      policy: { disclosure, keep: releases.keep },
      ...(hasNoise && { noiseSeed: fingerprintSeed(seed) }),
      meaning: readMeaning(
        catalogue,
        cubes.map(({ code }) => code),
        cubes.map(({ year }) => year),
      ),
      ...describeGates(gates),
      ...describeInputs(staging, cubes),
      cubes,
      suppression,
      unpublished: plan.unpublished,
      files: await describeFiles(staging, [
        ...cubes.map(({ path }) => path),
        ...sheets.map(({ code }) => sheetPath(code)),
        ATLAS,
      ]),
    };
    writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    staging.tell('audit');
    const behind = { catalogue, dataRoot, earlier, fresh: plan.fresh };
    const audit = await auditFolder(folder, request.engine, behind, request.signal);
    const given = disclosing(staged, audit);
    if (given.length > 0) return await publish(request, [...staged.held, ...given]);
    request.onRevisions?.(staged);
    request.onAudit?.(audit);
    refuseUnsafe(audit);
    staging.tell('verify');
    refuseBroken(await verifyFolder(folder, name, request.engine, request.signal));
    if (request.signal?.aborted) throw new Failure('interrupted', 'interrupted.');
    draftLineage(dataRoot, name, traceRelease({ catalogue, manifest, plan, started, parent }), gates);
    putRelease(dataRoot, name);
    pruneReleases(dataRoot, releases.keep);
    return manifest;
  } finally {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
  }
}

/** Writes the sheet of every indicator that has a cube. */
function stageSheets(staging: Staging, cubes: readonly ReleasedCube[]): Sheet[] {
  const { catalogue, folder, before } = staging;
  mkdirSync(join(folder, 'metadata'));
  return [...new Set(cubes.map(({ code }) => code))].map((code) => {
    const sheet = buildSheet(catalogue, indicatorOf(catalogue, code));
    const path = sheetPath(code);
    writeFileSync(join(folder, path), `${JSON.stringify(sheet, null, 2)}\n`);
    shareFile(before(path), join(folder, path));
    return sheet;
  });
}

/** Counts cubes, tables and the verification. */
function teller({ onEvent }: ReleaseRequest, { fresh, carried }: ReleasePlan): (label: string) => void {
  const records = [...fresh.values()].flat().map(({ cube }) => cube);
  const total = records.length + fresh.size + new Set([...records, ...carried].map(({ code }) => code)).size + 2;
  let done = 0;
  return (label) => {
    onEvent?.({ kind: 'release', label, done, total });
    done += 1;
  };
}
