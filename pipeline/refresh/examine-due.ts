/**
 * Examines the delivery that a refresh is going to compute from: in a refresh for the report in the
 * work folder, in a dry run for the gates that will fail.
 */
import { withDuckDB } from '../engine/index.ts';
import type { RecipeOf } from '../run/index.ts';
import { InputCache, openWorkFolder } from '../store/index.ts';
import type { DeliveryGate, DeliveryReport } from './delivery-report.ts';
import { checkWithdrawn } from './gates/withdrawn.ts';
import { freshOf } from './next-release.ts';
import type { Published } from './published.ts';
import type { RefreshItem } from './refresh-plan.ts';
import { commandOf, type RefreshRequest } from './refresh-request.ts';
import { judgeFindings, validateDelivery } from './validate-delivery.ts';

/** What a dry run finds in the delivery, and in what would be withdrawn. */
export interface Foreseen {
  /** What a run would refuse. */
  readonly problems: readonly string[];
  /** Data checks and gates that need no new figure; those that fail would stop the refresh. */
  readonly gates: readonly DeliveryGate[];
}

/**
 * Examines the sources and years that figures come from.
 *
 * @param items of which the delivery is examined
 * @param spill a folder that the engine may spill to
 * @param checks false: data checks are left out, as a run is going to make them
 * @throws Failure where a file cannot be read to its end
 */
export async function examineDue(
  { catalogue, dataRoot, accept, engine, signal }: RefreshRequest,
  items: readonly RefreshItem[],
  recipeOf: RecipeOf,
  { spill, checks }: { readonly spill: string; readonly checks: boolean },
): Promise<DeliveryReport> {
  const cache = new InputCache(dataRoot);
  const years = [...new Set(items.map(({ year }) => year))].sort((a, b) => a - b);
  const codesIn = (year: number) => items.flatMap((item) => (item.year === year ? [item.code] : []));
  const selection = { years: new Map(years.map((year) => [year, codesIn(year)])), skipped: [] };
  const sources = [...new Set(items.flatMap(({ code, year }) => recipeOf(code, year).sources))].sort();
  const report = await withDuckDB({ ...engine, tempDirectory: spill }, signal, (opened) =>
    validateDelivery(opened, { catalogue, dataRoot, years, selection, sources, cache, checks, accept }),
  );
  cache.save();
  return report;
}

/**
 * Runs the checks and gates of a release that need no new figure: those of the delivery that would
 * be computed from, and what would be withdrawn. Counts go to the cache of the work folder, where
 * the refresh finds them; nothing else is written.
 *
 * @throws Failure (locked) while another command is at work, and what `examineDue` throws
 */
export async function foreseeGates(
  request: RefreshRequest,
  published: Published,
  items: readonly RefreshItem[],
  recipeOf: RecipeOf,
): Promise<Foreseen> {
  const { catalogue, dataRoot, quarter, accept, engine } = request;
  const withdrawn = judgeFindings(catalogue, checkWithdrawn({ withdrawals: published.withdrawals() }), accept);
  const fresh = freshOf(items);
  if (fresh.length === 0) return { problems: [], gates: withdrawn };
  const folder = openWorkFolder(dataRoot, `${commandOf(quarter)} --dry-run`, engine.tempDirectory);
  try {
    const { problems, gates } = await examineDue(request, fresh, recipeOf, { spill: folder.spill, checks: true });
    return { problems, gates: [...gates, ...withdrawn] };
  } finally {
    folder.close();
  }
}
