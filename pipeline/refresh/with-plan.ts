/** A refresh under the lock of the work folder: what has to be done is decided, then it is done. */
import { Failure, printQuarter } from '../base/index.ts';
import { removeLeftovers, settleLineage, traceRefresh } from '../release/index.ts';
import { openWorkFolder } from '../store/index.ts';
import { blockMisfits, hasMoved, helpForBlocked } from './next-release.ts';
import { readPublished } from './published.ts';
import { candidatesOf, isInScope, type RefreshItem } from './refresh-plan.ts';
import { commandOf, type RefreshRequest } from './refresh-request.ts';
import { PLAN_REFRESH, type RefreshStart } from './refresh-stages.ts';

/** What comes of a plan. */
export interface PlannedWork<T> {
  /** Where there is nothing to do; `before` is the current release. */
  readonly idle: (items: readonly RefreshItem[], before: string | null) => T;
  readonly work: (start: RefreshStart, before: string | null) => Promise<T>;
}

/**
 * Decides under the lock what a refresh has to do, and lets it be done.
 *
 * @throws Failure (data) where a year that is due has no input, or published figures are in the
 * way; (locked) while another command is at work
 */
export async function withPlan<T>(request: RefreshRequest, { idle, work }: PlannedWork<T>): Promise<T> {
  const { catalogue, dataRoot, quarter, onEvent = () => {} } = request;
  const early = look(request);
  if (early.candidates.length === 0 && !hasMoved(request, early.published)) return idle([], early.published.release);
  const folder = openWorkFolder(dataRoot, commandOf(quarter), request.engine.tempDirectory);
  try {
    removeLeftovers(dataRoot);
    settleLineage(dataRoot);
    // Read again under the lock: whoever held it may have published in between.
    const { published, candidates } = look(request);
    const planned = await PLAN_REFRESH.run({ request, published, candidates, read: true }, (stage, phase) =>
      onEvent({ kind: 'stage', stage, phase, items: candidates.length }),
    );
    const isMoved = hasMoved(request, published);
    const items = blockMisfits(catalogue, published, planned.items, isMoved);
    for (const item of items) onEvent({ kind: 'item', item });
    const isIdle = items.every(({ action }) => action === 'skipped' || action === 'up to date');
    if (isIdle && !isMoved) return idle(items, published.release);
    const trace = traceRefresh(catalogue, dataRoot, request.now);
    try {
      refuseBlocked(request, items);
      const done = await work({ ...planned, request, folder, published, items, parent: trace.run }, published.release);
      trace.completed();
      return done;
    } catch (error) {
      trace.failed(error);
      throw error;
    }
  } finally {
    folder.close();
  }
}

/** The current release, and what a refresh has to decide on. */
function look(request: RefreshRequest) {
  const published = readPublished(request.catalogue, request.dataRoot);
  const candidates = candidatesOf(request.catalogue, request, published).filter((item) => isInScope(item, request));
  return { published, candidates };
}

/** A year that is due has to be published, and what is published cannot stay in another shape. */
function refuseBlocked(request: RefreshRequest, items: readonly RefreshItem[]): void {
  const blocked = items.filter(({ action }) => action === 'blocked');
  if (blocked.length === 0) return;
  const byReason = new Map<string, string[]>();
  for (const { code, year, why } of blocked)
    byReason.set(`${year}: ${why}`, [...(byReason.get(`${year}: ${why}`) ?? []), code]);
  const lines = [...byReason].map(([reason, codes]) => `  ${reason} (${codes.join(', ')})`);
  throw new Failure('data', `${printQuarter(request.quarter)} cannot be refreshed:\n${lines.join('\n')}`, {
    help: helpForBlocked(items, request),
  });
}
