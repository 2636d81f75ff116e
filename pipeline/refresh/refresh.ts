/**
 * A refresh: what is due in a quarter is computed where something has changed, passes the gates,
 * and is published; all of it or nothing.
 */
import { Failure, printQuarter, type Quarter, type Stage } from '../base/index.ts';
import { removeLeftovers, settleLineage, traceRefresh } from '../release/index.ts';
import { openWorkFolder } from '../store/index.ts';
import { readPublished } from './published.ts';
import { candidatesOf, isInScope, type RefreshItem } from './refresh-plan.ts';
import type { RefreshReport, RefreshRequest } from './refresh-request.ts';
import { commandOf, itemsOf, PLAN_REFRESH, REFRESH, REFRESH_STAGES } from './refresh-stages.ts';

/**
 * A stage that a refresh would run through, and how many indicators and years it would be about.
 */
export interface ForeseenStage extends Stage {
  readonly items: number;
}

/**
 * What a refresh would do, item by item and stage by stage, without reading a new file or writing
 * anything.
 */
export async function planRefresh(
  request: RefreshRequest,
): Promise<{ readonly items: readonly RefreshItem[]; readonly stages: readonly ForeseenStage[] }> {
  const published = readPublished(request.dataRoot);
  const candidates = candidatesOf(request.catalogue, request, published);
  const { items } = await PLAN_REFRESH.run({ request, published, candidates, read: false });
  const stages = REFRESH_STAGES.map((stage) => ({ ...stage, items: itemsOf(stage.name, items) }));
  return { items, stages: stages.filter((stage) => stage.items > 0) };
}

/**
 * Publishes what is due.
 *
 * ```
 *  calendar, current release
 *     │ candidates
 *   plan ──── items ──┬─ compute ──┐
 *                     └─ reuse ────┴─ gates ── publish ── a release, and a RefreshReport
 * ```
 *
 * Refuses (data) a due year without input or parameter, a delivery that fails its checks, figures
 * that fail a gate; refuses (locked) while another command is at work. Whenever it is stopped, the
 * current release stays complete, and the next refresh goes on.
 */
export async function refresh(request: RefreshRequest): Promise<RefreshReport> {
  const { catalogue, dataRoot, quarter, onEvent = () => {} } = request;
  const begun = performance.now();
  const report = (rest: Partial<RefreshReport>): RefreshReport => ({
    ...NOTHING,
    quarter: printQuarter(quarter),
    ...rest,
    seconds: Math.round(performance.now() - begun) / 1000,
  });
  const early = look(request);
  if (early.candidates.length === 0) return report({ before: early.published.release });

  const folder = openWorkFolder(dataRoot, commandOf(quarter), request.engine.tempDirectory);
  try {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
    // Read again under the lock: whoever held it may have published in between.
    const { published, candidates } = look(request);
    const before = published.release;
    const { items, recipeOf } = await PLAN_REFRESH.run({ request, published, candidates, read: true }, (stage, phase) =>
      onEvent({ kind: 'stage', stage, phase, items: candidates.length }),
    );
    for (const item of items) onEvent({ kind: 'item', item });
    if (items.every(({ action }) => action === 'skipped' || action === 'up to date')) return report({ before, items });
    const trace = traceRefresh(catalogue, dataRoot, request.now);
    try {
      refuseBlocked(quarter, items);
      const start = { request, folder, published, items, recipeOf, parent: trace.run };
      const done = await REFRESH.run(start, (stage, phase) => {
        const about = itemsOf(stage.name, items);
        if (about > 0) onEvent({ kind: 'stage', stage, phase, items: about });
      });
      trace.completed();
      const { release, gates, previouslyDisclosed, suppression, withheldRevisions, nestedDifferences, run } = done;
      return report({
        release,
        before,
        items,
        gates,
        previouslyDisclosed,
        suppression,
        withheldRevisions,
        nestedDifferences,
        run: run?.id ?? null,
      });
    } catch (error) {
      trace.failed(error);
      throw error;
    }
  } finally {
    folder.close();
  }
}

/** The report of a refresh that finds nothing to do. */
const NOTHING: RefreshReport = {
  version: 2,
  quarter: '',
  release: null,
  before: null,
  items: [],
  gates: [],
  previouslyDisclosed: [],
  suppression: [],
  withheldRevisions: [],
  nestedDifferences: [],
  run: null,
  seconds: 0,
};

/** The current release, and what a refresh has to decide on. */
function look(request: RefreshRequest) {
  const published = readPublished(request.dataRoot);
  const candidates = candidatesOf(request.catalogue, request, published).filter((item) => isInScope(item, request));
  return { published, candidates };
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
