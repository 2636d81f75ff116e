/** The stages of a refresh: what each takes from those before it, and what it makes. */
import { tmpdir } from 'node:os';
import { printQuarter, type Quarter, type Stage, stagesFrom } from '../base/index.ts';
import { withDuckDB } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import type { Item, Selection } from '../plan/index.ts';
import {
  judge,
  publishRelease,
  RELEASE_STAGES,
  type RevisionVerdict,
  refuseGates,
  reportNested,
} from '../release/index.ts';
import { assessor, type RecipeOf, RUN_STAGES, readRecipes, readRecord, runCubesIn } from '../run/index.ts';
import { hashFile, InputCache, type WorkFolder } from '../store/index.ts';
import { runGates } from './gates/index.ts';
import type { Published } from './published.ts';
import { type Candidate, decide, type RefreshItem } from './refresh-plan.ts';
import type { RefreshReport, RefreshRequest } from './refresh-request.ts';

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

interface RefreshStart {
  readonly request: RefreshRequest;
  readonly folder: WorkFolder;
  readonly published: Published;
  readonly items: readonly RefreshItem[];
  readonly recipeOf: RecipeOf;
  /** The refresh, for the lineage of what is done in it. */
  readonly parent: RunOfJob;
}

export const REFRESH = stagesFrom<RefreshStart>()
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
  return (stage === 'compute' ? computedOf(items) : freshOf(items)).length;
}

/** What is published anew: computed now, or before and not published. */
function freshOf(items: readonly RefreshItem[]): RefreshItem[] {
  return items.filter(({ action }) => action === 'compute' || action === 'reuse');
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
    const outlookOf = assessor({ engine, catalogue, dataRoot, cache, read, recipeOf, ...(signal && { signal }) });
    const items: RefreshItem[] = [];
    for (const candidate of candidates) {
      const item = decide(request, published, candidate, await outlookOf(candidate));
      // A figure is never taken on trust: a cube that is not as it was written is computed again.
      const isSound = item.action !== 'reuse' || !read || (await isAsWritten(dataRoot, item));
      items.push(isSound ? item : { ...item, action: 'compute', why: `${item.why}, but not as it was written` });
    }
    if (read) cache.save();
    return { items, recipeOf };
  });
}

async function isAsWritten(dataRoot: string, { code, year }: Item): Promise<boolean> {
  const cube = readRecord(dataRoot, code, year)?.cube;
  if (cube === undefined) return false;
  for (const { path, sha256 } of [cube, cube.support])
    if ((await hashFile(`${dataRoot}/${path}`)) !== sha256) return false;
  return true;
}

async function computeChanged({ request, folder, items, recipeOf, parent }: RefreshStart) {
  const { catalogue, dataRoot, engine, signal, accept, onEvent } = request;
  const years = new Map<number, string[]>();
  for (const { code, year } of computedOf(items)) years.set(year, [...(years.get(year) ?? []), code]);
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
    parent,
    ...(onEvent && { onEvent }),
    ...(signal && { signal }),
  });
  return { run };
}

/**
 * Runs the gates over what is about to be published; refuses what fails and nobody has accepted.
 */
async function pass({ request, folder, published, items }: RefreshStart) {
  const { catalogue, dataRoot, accept, quarter, onEvent = () => {} } = request;
  const fresh = freshOf(items).map(({ code, year }) => {
    const record = readRecord(dataRoot, code, year);
    if (record === undefined) throw new Error(`no cube of ${code} in ${year}`);
    return { code, year, record };
  });
  const cache = new InputCache(dataRoot);
  const options = { ...request.engine, tempDirectory: folder.spill };
  const findings = await withDuckDB(options, request.signal, (engine) =>
    runGates({ engine, catalogue, dataRoot, cache, fresh, published: published.cubes, released: published.released }),
  );
  cache.save();
  const gates = judge(catalogue, findings, accept);
  for (const result of gates) onEvent({ kind: 'gate', result });
  refuseGates(gates, commandOf(quarter));
  return { gates };
}

type Passed = RefreshStart & Awaited<ReturnType<typeof computeChanged>> & Awaited<ReturnType<typeof pass>>;

async function publish({ request, folder, items, parent, run, gates }: Passed) {
  const { catalogue, dataRoot, quarter, now, accept, onEvent = () => {} } = request;
  const fresh = freshOf(items);
  let previouslyDisclosed: RefreshReport['previouslyDisclosed'] = [];
  let revisions: RevisionVerdict = { withheldRevisions: [], accepted: [], revised: [] };
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
    accept,
    onRevisions: (verdict) => {
      revisions = verdict;
    },
    onAudit: (audit) => {
      previouslyDisclosed = audit.years.flatMap(({ entity, year, previouslyDisclosed: cells }) =>
        cells ? [{ entity, year, cells }] : [],
      );
      nestedDifferences = reportNested(audit);
    },
    ...(request.signal && { signal: request.signal }),
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

/** The command that makes a refresh of the quarter, for whoever has to run it again. */
export function commandOf(quarter: Quarter): string {
  return `cubes refresh ${printQuarter(quarter)}`;
}
