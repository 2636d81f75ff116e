/** A refresh: what is due in a quarter is computed where something has changed, held against the gates, and released; all of it or nothing. */
import { tmpdir } from 'node:os';
import { Failure, printQuarter, type Quarter } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { type EngineOptions, withDuckDB } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { Item, Selection } from '../plan/index.ts';
import {
  type Acceptance,
  type GateResult,
  type HeldBack,
  judge,
  type NestedReport,
  publishRelease,
  type ReleaseAudit,
  type ReleaseEvent,
  type RevisionVerdict,
  refuseGates,
  removeLeftovers,
  reportNested,
  type SuppressionSummary,
  settleLineage,
  traceRefresh,
} from '../release/index.ts';
import { assessor, type RunEvent, type RunManifest, readRecord, runCubesIn } from '../run/index.ts';
import { hashFile, InputCache, openWorkFolder, type WorkFolder } from '../store/index.ts';
import { runGates } from './gates/index.ts';
import { type Published, readPublished } from './published.ts';
import { type Candidate, candidatesOf, decide, isAsked, type RefreshItem, type RefreshScope } from './refresh-plan.ts';

export interface RefreshRequest extends RefreshScope {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly accept: readonly Acceptance[];
  readonly engine: EngineOptions;
  /** Secret: of figures with noise; without it that of the data root. */
  readonly noiseSeed?: string;
  /** The clock; a release is dated by it. */
  readonly now: Date;
  readonly onEvent?: (event: RefreshEvent) => void;
  readonly signal?: AbortSignal;
}

export type RefreshEvent =
  | RunEvent
  | ReleaseEvent
  | { readonly kind: 'stage'; readonly stage: 'plan' | 'compute' | 'gates' | 'publish'; readonly items: number }
  | { readonly kind: 'item'; readonly item: RefreshItem }
  | { readonly kind: 'gate'; readonly result: GateResult };

/** What a refresh did. */
export interface RefreshReport {
  readonly version: 1;
  readonly quarter: string;
  /** The release that was published; null where there was nothing to publish. */
  readonly release: string | null;
  /** The release that was current before; null before the first. */
  readonly before: string | null;
  readonly items: readonly RefreshItem[];
  readonly gates: readonly GateResult[];
  /** Small cells that the release masks in vain: earlier ones told them. */
  readonly out: readonly { readonly entity: string; readonly year: number; readonly cells: number }[];
  /** Of the years that it published: cells that are suppressed by level, and withheld margins. */
  readonly suppression: readonly SuppressionSummary[];
  /** Revisions that were not published, as they would give sensitive cells away: these figures stay as they were. */
  readonly held: readonly HeldBack[];
  /** What counts that are shown disclose of the few who are in one and not in the other, and where everybody is a case; nothing where the policy ignores it. */
  readonly nestedDifferences: readonly NestedReport[];
  /** The run that computed what had to be computed; null where nothing had. */
  readonly run: string | null;
  readonly seconds: number;
}

/** What a refresh would do, item by item, without reading a new file or writing anything. */
export async function planRefresh(request: RefreshRequest): Promise<RefreshItem[]> {
  const published = readPublished(request.dataRoot);
  return plan(request, published, candidatesOf(request.catalogue, request, published), false);
}

/**
 * Publishes what is due. Refuses (data) a due year without input or parameter, a delivery that fails its checks, figures that fail a gate;
 * refuses (locked) while another command is at work. Whenever it is stopped, the current release stays whole, and the next refresh goes on.
 */
export async function refresh(request: RefreshRequest): Promise<RefreshReport> {
  const { catalogue, dataRoot, onEvent = () => {} } = request;
  const started = performance.now();
  const report = (rest: Omit<RefreshReport, 'version' | 'quarter' | 'seconds'>): RefreshReport => ({
    version: 1,
    quarter: printQuarter(request.quarter),
    ...rest,
    seconds: Math.round(performance.now() - started) / 1000,
  });
  const asked = () => {
    const published = readPublished(dataRoot);
    const candidates = candidatesOf(catalogue, request, published).filter((item) => isAsked(item, request));
    return { published, candidates };
  };
  const early = asked();
  const nothing = {
    release: null,
    before: early.published.release,
    items: [],
    gates: [],
    out: [],
    suppression: [],
    held: [],
    nestedDifferences: [],
    run: null,
  };
  if (early.candidates.length === 0) return report(nothing);

  const folder = openWorkFolder(dataRoot, commandOf(request.quarter), request.engine.tempDirectory);
  try {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
    // Read again under the lock: whoever held it may have published in between.
    const { published, candidates } = asked();
    onEvent({ kind: 'stage', stage: 'plan', items: candidates.length });
    const items = await plan(request, published, candidates, true);
    for (const item of items) onEvent({ kind: 'item', item });
    if (items.every(({ action }) => action === 'out' || action === 'up to date'))
      return report({ ...nothing, before: published.release, items });
    const trace = traceRefresh(catalogue, dataRoot, request.now);
    try {
      const done = await publish(folder, request, published, items, trace.run);
      trace.completed();
      return report({ before: published.release, items, ...done });
    } catch (error) {
      trace.failed(error);
      throw error;
    }
  } finally {
    folder.close();
  }
}

/** Computes what has to be computed, holds all of it against the gates, and releases it. */
async function publish(
  folder: WorkFolder,
  request: RefreshRequest,
  published: Published,
  items: readonly RefreshItem[],
  parent: RunOfJob,
): Promise<Pick<RefreshReport, 'release' | 'gates' | 'out' | 'held' | 'nestedDifferences' | 'suppression' | 'run'>> {
  const { catalogue, dataRoot, quarter, now, onEvent = () => {} } = request;
  refuseBlocked(quarter, items);
  const fresh = items.filter(({ action }) => action === 'compute' || action === 'reuse');
  const computed = fresh.filter(({ action }) => action === 'compute');
  const run = await compute(folder, request, computed, parent);
  const gates = await pass(folder, request, published, fresh, onEvent);
  onEvent({ kind: 'stage', stage: 'publish', items: fresh.length });
  let out: RefreshReport['out'] = [];
  let revisions: RevisionVerdict = { held: [], accepted: [], revised: [] };
  let nestedDifferences: RefreshReport['nestedDifferences'] = [];
  const { release, suppression } = await publishRelease({
    catalogue,
    dataRoot,
    quarter: printQuarter(quarter),
    fresh: fresh.map(({ code, year }) => ({ code, year })),
    gates,
    run,
    parent,
    engine: { ...request.engine, tempDirectory: folder.spill },
    now,
    onEvent,
    ...(request.noiseSeed !== undefined && { noiseSeed: request.noiseSeed }),
    accept: request.accept,
    onRevisions: (verdict) => {
      revisions = verdict;
    },
    onAudit: (audit) => {
      out = outOf(audit);
      nestedDifferences = reportNested(audit);
    },
    ...(request.signal && { signal: request.signal }),
  });
  const years = new Set(fresh.map(({ year }) => year));
  const ofYears = suppression.filter(({ year }) => years.has(year));
  const all = [...gates, ...revisions.accepted];
  return {
    release,
    gates: all,
    out,
    suppression: ofYears,
    held: revisions.held,
    nestedDifferences,
    run: run?.id ?? null,
  };
}

function outOf({ years }: ReleaseAudit): RefreshReport['out'] {
  return years.flatMap(({ entity, year, out }) => (out ? [{ entity, year, cells: out }] : []));
}

async function plan(
  request: RefreshRequest,
  published: Published,
  candidates: readonly Candidate[],
  read: boolean,
): Promise<RefreshItem[]> {
  const { catalogue, dataRoot, signal } = request;
  const cache = new InputCache(dataRoot);
  // It looks for files and reads none, so that it never spills.
  return withDuckDB({ ...request.engine, tempDirectory: tmpdir() }, signal, async (engine) => {
    const outlookOf = assessor({ engine, catalogue, dataRoot, cache, read, ...(signal && { signal }) });
    const items: RefreshItem[] = [];
    for (const candidate of candidates) {
      const item = decide(request, published, candidate, await outlookOf(candidate));
      // A figure is never taken on trust: a cube that is not as it was written is computed again.
      const isSound = item.action !== 'reuse' || !read || (await isAsWritten(dataRoot, item));
      items.push(isSound ? item : { ...item, action: 'compute', why: `${item.why}, but not as it was written` });
    }
    if (read) cache.save();
    return items;
  });
}

async function isAsWritten(dataRoot: string, { code, year }: Item): Promise<boolean> {
  const cube = readRecord(dataRoot, code, year)?.cube;
  if (cube === undefined) return false;
  for (const { path, sha256 } of [cube, cube.support])
    if ((await hashFile(`${dataRoot}/${path}`)) !== sha256) return false;
  return true;
}

/** A year that is due has to be published: without input somebody has to know. */
function refuseBlocked(quarter: Quarter, items: readonly RefreshItem[]): void {
  const blocked = items.filter(({ action }) => action === 'blocked');
  if (blocked.length === 0) return;
  const byReason = new Map<string, string[]>();
  for (const { code, year, why } of blocked)
    byReason.set(`${year}: ${why}`, [...(byReason.get(`${year}: ${why}`) ?? []), code]);
  const lines = [...byReason].map(([reason, codes]) => `  ${reason} (${codes.join(', ')})`);
  throw new Failure('data', `${printQuarter(quarter)} cannot be refreshed:\n${lines.join('\n')}`, {
    help: 'deliver what is missing; or publish the rest with --only CODE, or another folder with --data.',
  });
}

async function compute(
  folder: WorkFolder,
  request: RefreshRequest,
  items: readonly Item[],
  parent: RunOfJob,
): Promise<RunManifest | null> {
  if (items.length === 0) return null;
  const { catalogue, dataRoot, engine, signal, accept, onEvent } = request;
  onEvent?.({ kind: 'stage', stage: 'compute', items: items.length });
  const years = new Map<number, string[]>();
  for (const { code, year } of items) years.set(year, [...(years.get(year) ?? []), code]);
  const selection: Selection = { years, skipped: [] };
  return runCubesIn(folder, {
    catalogue,
    dataRoot,
    codes: [],
    years: [],
    selection,
    accepted: accept.map(({ gate }) => gate),
    engine,
    parent,
    ...(onEvent && { onEvent }),
    ...(signal && { signal }),
  });
}

/** Runs the gates over what is about to be published; refuses what fails and nobody has accepted. */
async function pass(
  folder: WorkFolder,
  request: RefreshRequest,
  published: Published,
  items: readonly Item[],
  onEvent: (event: RefreshEvent) => void,
): Promise<GateResult[]> {
  const { catalogue, dataRoot, accept, quarter } = request;
  onEvent({ kind: 'stage', stage: 'gates', items: items.length });
  const fresh = items.map(({ code, year }) => {
    const record = readRecord(dataRoot, code, year);
    if (record === undefined) throw new Error(`no cube of ${code} in ${year}`);
    return { code, year, record };
  });
  const cache = new InputCache(dataRoot);
  const options = { ...request.engine, tempDirectory: folder.spill };
  const findings = await withDuckDB(options, request.signal, (engine) =>
    runGates({ engine, catalogue, dataRoot, cache, fresh, published: published.cubes }),
  );
  cache.save();
  const results = judge(catalogue, findings, accept);
  for (const result of results) onEvent({ kind: 'gate', result });
  refuseGates(results, commandOf(quarter));
  return results;
}

function commandOf(quarter: Quarter): string {
  return `cubes refresh ${printQuarter(quarter)}`;
}
