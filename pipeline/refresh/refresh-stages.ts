/** The stages of a refresh: what each takes from those before it, and what it makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Failure, printQuarter, type Stage, stagesFrom } from '../base/index.ts';
import { withDuckDB } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { Item, Selection } from '../plan/index.ts';
import {
  isPublished,
  judge,
  publishRelease,
  RELEASE_STAGES,
  type ReleaseRequest,
  type RevisionVerdict,
  refuseGates,
  reportNested,
} from '../release/index.ts';
import {
  assessor,
  type Outlook,
  type RecipeOf,
  RUN_STAGES,
  readRecipes,
  readRecord,
  refuseRelationProblems,
  runCubesIn,
} from '../run/index.ts';
import { hashFile, InputCache, type WorkFolder } from '../store/index.ts';
import { examineDue } from './examine-due.ts';
import { runGates } from './gates/index.ts';
import { freshOf } from './next-release.ts';
import type { Published } from './published.ts';
import { type Candidate, decide, type RefreshItem } from './refresh-plan.ts';
import { commandOf, type RefreshReport, type RefreshRequest } from './refresh-request.ts';

/** What is looked at before it is known whether there is anything to do. */
interface PlanStart {
  readonly request: RefreshRequest;
  readonly published: Published;
  readonly candidates: readonly Candidate[];
  /**
   * Read files that are not known, and cubes that would be taken as they are; false: by what is
   * known already.
   */
  readonly read: boolean;
}

export const PLAN_REFRESH = stagesFrom<PlanStart>().add(
  { name: 'plan', purpose: 'decide what is computed, taken as it was computed, or left as it is published' },
  plan,
);

export interface RefreshStart {
  readonly request: RefreshRequest;
  readonly folder: WorkFolder;
  readonly published: Published;
  readonly items: readonly RefreshItem[];
  /** Published cubes that are computed once more, as protection needs what is behind them. */
  readonly restored: readonly Item[];
  readonly recipeOf: RecipeOf;
  /** The refresh, for the lineage of what is done in it. */
  readonly parent: RunOfJob;
}

export const REFRESH = stagesFrom<RefreshStart>()
  .add({ name: 'examine', purpose: 'examine the delivery and keep the report in the work folder' }, examine)
  .add({ name: 'compute', purpose: 'compute the cubes that have changed', stages: RUN_STAGES }, computeChanged)
  .add({ name: 'gates', purpose: 'compare what is about to be published with earlier figures and deliveries' }, pass)
  .add(
    { name: 'publish', purpose: 'protect the figures and publish them as a release', stages: RELEASE_STAGES },
    publish,
  );

/** The stages of a refresh, in order. */
export const REFRESH_STAGES: readonly Stage[] = [...PLAN_REFRESH.list, ...REFRESH.list];

/** How many indicators and years a stage of a refresh is about. */
export function itemsOf(stage: string, items: readonly RefreshItem[]): number {
  if (stage === 'plan') return items.length;
  return (stage === 'compute' || stage === 'examine' ? computedOf(items) : freshOf(items)).length;
}

function computedOf(items: readonly RefreshItem[]): RefreshItem[] {
  return items.filter(({ action }) => action === 'compute');
}

async function plan({ request, published, candidates, read }: PlanStart) {
  const { catalogue, dataRoot, signal } = request;
  const cache = new InputCache(dataRoot);
  const recipeOf = readRecipes(catalogue);
  // It looks for files and reads none, so that it never spills.
  return withDuckDB({ ...request.engine, tempDirectory: tmpdir() }, signal, async (engine) => {
    await refuseRelationProblems(engine, catalogue);
    const outlookOf = assessor({ engine, catalogue, dataRoot, cache, read, recipeOf, ...(signal && { signal }) });
    const items: RefreshItem[] = [];
    for (const candidate of candidates) {
      const item = decide(request, published, candidate, await outlookOf(candidate));
      // A figure is never taken on trust: a cube that is not as it was written is computed again.
      const isSound = item.action !== 'reuse' || !read || (await isAsWritten(dataRoot, item));
      items.push(isSound ? item : { ...item, action: 'compute', why: `${item.why}, but not as it was written` });
    }
    const restored = read ? await findReplaced(request, published, items, outlookOf) : [];
    if (read) cache.save();
    return { items, restored, recipeOf };
  });
}

/**
 * Published cubes of the years that are published anew whose unprotected cube was replaced in the
 * work folder, by a trial run with another catalogue or under another code, and would be the same
 * once more: all cubes of a year are protected together.
 */
async function findReplaced(
  { catalogue, dataRoot }: RefreshRequest,
  published: Published,
  items: readonly RefreshItem[],
  outlookOf: (item: Item) => Promise<Outlook>,
): Promise<Item[]> {
  const fresh = freshOf(items);
  const replaced: Item[] = [];
  for (const { code, year, fingerprint } of published.released) {
    const isBeside = fresh.some((item) => item.year === year) && isPublished(catalogue, { code, year });
    if (!isBeside || fresh.some((item) => item.code === code && item.year === year)) continue;
    const record = readRecord(dataRoot, code, year);
    const isRenamed = published.renamed.some((one) => one.code === code);
    if (record === undefined ? !isRenamed : record.fingerprint.whole === fingerprint.whole) continue;
    const outlook = await outlookOf({ code, year });
    if (outlook.kind === 'known' && outlook.fingerprint.whole === fingerprint.whole) replaced.push({ code, year });
  }
  return replaced;
}

async function isAsWritten(dataRoot: string, { code, year }: Item): Promise<boolean> {
  const cube = readRecord(dataRoot, code, year)?.cube;
  if (cube === undefined) return false;
  for (const { path, sha256 } of [cube, cube.support])
    if ((await hashFile(`${dataRoot}/${path}`)) !== sha256) return false;
  return true;
}

/**
 * Examines what is about to be computed from, as `cubes validate` does without its data checks,
 * which the run makes: whoever has to answer a refusal finds the report beside it.
 */
async function examine({ request, folder, items, recipeOf }: RefreshStart) {
  const computed = computedOf(items);
  if (computed.length === 0) return {};
  const options = { spill: folder.spill, checks: false };
  const report = await examineDue(request, computed, recipeOf, options).catch((error) => {
    // What cannot be read to its end is refused by whoever reads it for a figure.
    if (error instanceof Failure && error.kind !== 'interrupted') return undefined;
    throw error;
  });
  if (report === undefined) return {};
  const file = join(request.dataRoot, 'work', 'deliveries', `${printQuarter(request.quarter)}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return {};
}

/**
 * Computes what has changed and what protection needs once more; `run` is null where nothing had to
 * be.
 */
export async function computeChanged({ request, folder, items, restored, recipeOf, parent }: RefreshStart) {
  const { catalogue, dataRoot, engine, cluster, checkpoints, signal, accept, onEvent } = request;
  const years = new Map<number, string[]>();
  for (const { code, year } of [...computedOf(items), ...restored]) years.set(year, [...(years.get(year) ?? []), code]);
  if (years.size === 0) return { run: null };
  const selection: Selection = { years, skipped: [] };
  const run = await runCubesIn(folder, {
    catalogue,
    dataRoot,
    codes: [],
    years: [],
    selection,
    recipeOf,
    accepted: accept.map(({ gate }) => gate),
    engine,
    ...(cluster && { cluster }),
    parent,
    ...(checkpoints !== undefined && { checkpoints }),
    ...(onEvent && { onEvent }),
    ...(signal && { signal }),
  });
  return { run };
}

/** Runs the gates over what is about to be published. */
export async function judgeGates({ request, folder, published, items, recipeOf }: RefreshStart) {
  const { catalogue, dataRoot, accept, onEvent = () => {} } = request;
  const fresh = freshOf(items).map(({ code, year }) => {
    const record = readRecord(dataRoot, code, year);
    if (record === undefined) throw new Error(`no cube of ${code} in ${year}`);
    return { code, year, record };
  });
  const cache = new InputCache(dataRoot);
  const options = { ...request.engine, tempDirectory: folder.spill };
  const findings = await withDuckDB(options, request.signal, (engine) =>
    runGates({
      engine,
      catalogue,
      dataRoot,
      cache,
      fresh,
      released: published.released,
      releasedFile: published.fileOf,
      withdrawals: published.withdrawals(),
      recipeOf,
    }),
  );
  cache.save();
  const gates = judge(catalogue, findings, accept);
  for (const result of gates) onEvent({ kind: 'gate', result });
  return { gates };
}

/** Refuses what fails and nobody has accepted. */
async function pass(start: RefreshStart) {
  const { gates } = await judgeGates(start);
  refuseGates(gates, commandOf(start.request.quarter));
  return { gates };
}

export type Passed = RefreshStart & Awaited<ReturnType<typeof computeChanged>> & Awaited<ReturnType<typeof pass>>;

/** What a release is asked for. */
export function releaseRequestOf({ request, folder, items, parent, run, gates }: Passed): ReleaseRequest {
  const { catalogue, dataRoot, quarter, now, accept, onEvent = () => {} } = request;
  return {
    catalogue,
    dataRoot,
    quarter: printQuarter(quarter),
    fresh: freshOf(items).map(({ code, year }) => ({ code, year })),
    gates,
    run,
    parent,
    engine: { ...request.engine, tempDirectory: folder.spill },
    now,
    onEvent,
    ...(request.noiseSeed !== undefined && { noiseSeed: request.noiseSeed }),
    accept,
    ...(request.signal && { signal: request.signal }),
  };
}

async function publish(passed: Passed) {
  const { items, gates } = passed;
  const fresh = freshOf(items);
  let previouslyDisclosed: RefreshReport['previouslyDisclosed'] = [];
  let revisions: RevisionVerdict = { withheldRevisions: [], accepted: [], revised: [] };
  let nestedDifferences: RefreshReport['nestedDifferences'] = [];
  const { release, suppression } = await publishRelease({
    ...releaseRequestOf(passed),
    onRevisions: (verdict) => {
      revisions = verdict;
    },
    onAudit: (audit) => {
      previouslyDisclosed = audit.years.flatMap(({ entity, year, previouslyDisclosed: cells }) =>
        cells ? [{ entity, year, cells }] : [],
      );
      nestedDifferences = reportNested(audit);
    },
  });
  const years = new Set(fresh.map(({ year }) => year));
  return {
    release,
    gates: [...gates, ...revisions.accepted],
    previouslyDisclosed,
    suppression: suppression.filter(({ year }) => years.has(year)),
    withheldRevisions: revisions.withheldRevisions,
    nestedDifferences,
  };
}
