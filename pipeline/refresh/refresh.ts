/**
 * A refresh: what is due in a quarter is computed where something has changed, passes the gates,
 * and is published; all of it or nothing.
 */
import { printQuarter, type Stage } from '../base/index.ts';
import { type Foreseen, foreseeGates } from './examine-due.ts';
import { blockMisfits, foresee, freshOf, hasMoved, type NextRelease } from './next-release.ts';
import { readPublished } from './published.ts';
import { candidatesOf, type RefreshItem } from './refresh-plan.ts';
import type { RefreshReport, RefreshRequest } from './refresh-request.ts';
import { itemsOf, PLAN_REFRESH, REFRESH, REFRESH_STAGES } from './refresh-stages.ts';
import { withPlan } from './with-plan.ts';

/**
 * A stage that a refresh would run through, and how many indicators and years it would be about.
 */
export interface ForeseenStage extends Stage {
  readonly items: number;
}

export interface RefreshOutlook {
  readonly items: readonly RefreshItem[];
  readonly stages: readonly ForeseenStage[];
  /** Null where nothing would be released. */
  readonly next: NextRelease | null;
  /** Runs the checks and gates that need no new figure, where something would be released. */
  readonly examine: () => Promise<Foreseen>;
}

/**
 * What a refresh would do, item by item and stage by stage, without reading a new file or writing
 * anything until the delivery is examined.
 */
export async function planRefresh(request: RefreshRequest): Promise<RefreshOutlook> {
  const published = readPublished(request.catalogue, request.dataRoot);
  const candidates = candidatesOf(request.catalogue, request, published);
  const planned = await PLAN_REFRESH.run({ request, published, candidates, read: false });
  const isMoved = hasMoved(request, published);
  const items = blockMisfits(request.catalogue, published, planned.items, isMoved);
  const stages = REFRESH_STAGES.map((stage) => ({ ...stage, items: itemsOf(stage.name, items) }));
  const isReleased = freshOf(items).length > 0 || isMoved;
  const next = isReleased ? foresee(request.catalogue, published, items) : null;
  const examine = async () =>
    isReleased ? foreseeGates(request, published, items, planned.recipeOf) : { problems: [], gates: [] };
  return { items, stages: stages.filter((stage) => stage.items > 0), next, examine };
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
  const { quarter, onEvent = () => {} } = request;
  const begun = performance.now();
  const report = (rest: Partial<RefreshReport>): RefreshReport => ({
    ...NOTHING,
    quarter: printQuarter(quarter),
    ...rest,
    seconds: Math.round(performance.now() - begun) / 1000,
  });
  return withPlan(request, {
    idle: (items, before) => report({ before, items }),
    work: async (start, before) => {
      const { items } = start;
      const done = await REFRESH.run(start, (stage, phase) => {
        const about = itemsOf(stage.name, items);
        if (about > 0) onEvent({ kind: 'stage', stage, phase, items: about });
      });
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
    },
  });
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
