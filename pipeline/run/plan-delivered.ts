/** A plan as far as it can be computed from what is delivered. */
import { type Catalogue, referenceRootOf, type Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Plan, planRun } from '../plan/index.ts';
import { filesIn } from './inputs.ts';
import { type UndeliveredOf, undeliveredIn, unreadYears, withoutUndelivered } from './undelivered.ts';

export interface DeliveredRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes or globs that were asked for. */
  readonly codes: readonly string[];
  readonly fuse?: boolean;
}

/**
 * Gives the plan without indicators whose optional input is not delivered, or whose other years are
 * not; those are its `skipped`. Refuses (data) one that was named.
 */
export async function planDelivered(
  engine: Engine,
  plan: Plan,
  { catalogue, dataRoot, codes, fuse = true }: DeliveredRequest,
): Promise<Plan> {
  const places = { dataRoot, referenceRoot: referenceRootOf(catalogue.file) };
  const find = (source: Source, year: number) => filesIn(engine, source, year, places);
  const [optional, ofYears] = [undeliveredIn(engine, catalogue, find), unreadYears(catalogue, find)];
  const undelivered: UndeliveredOf = async (item) => (await optional(item)) ?? (await ofYears(item));
  const selection = await withoutUndelivered(plan, codes, undelivered);
  return selection === undefined ? plan : planRun(catalogue, selection, { fuse });
}
