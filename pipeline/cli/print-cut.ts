/** Where a plan is cut for a cluster: what runs here and there, what is shipped and comes back. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { cutScript, estimateReturned, type Script, type Sizes, type Statement, type YearPlan } from '../plan/index.ts';
import { countAreasOf, refuseReturned } from '../run/index.ts';
import { printBytes } from './print-bytes.ts';
import { printTable } from './print-table.ts';

/** A year cut in three, with what comes back of the cluster. */
export interface CutYear {
  readonly year: number;
  /** Ids of statements, in order. */
  readonly before: readonly string[];
  readonly cluster: readonly string[];
  readonly after: readonly string[];
  readonly shipped: readonly string[];
  /** `rows` and `bytes` at most about; null where there is no delivery to estimate them from. */
  readonly returned: readonly { readonly table: string; readonly rows: number | null; readonly bytes: number | null }[];
}

/**
 * Cuts the scripts of a plan. Refuses (engine) what would not fit into the memory of this machine.
 * @param sizes by year, of what is delivered; undefined where nothing is
 */
export async function cutYears(
  engine: Engine,
  catalogue: Catalogue,
  years: readonly { readonly plan: YearPlan; readonly script: Script }[],
  sizes: ReadonlyMap<number, Sizes> | undefined,
): Promise<CutYear[]> {
  const found: CutYear[] = [];
  for (const { plan, script } of years) {
    const { before, cluster, after, shipped, returned } = cutScript(script);
    const ids = (statements: readonly Statement[]) => statements.map(({ id }) => id);
    const areas = await countAreasOf(engine, catalogue, plan);
    const estimated = sizes && estimateReturned(catalogue, plan, sizes.get(plan.year) ?? {}, areas);
    if (estimated !== undefined) refuseReturned(plan.year, estimated, engine.options.memoryLimit);
    found.push({
      year: plan.year,
      before: ids(before),
      cluster: ids([...script.inspection, ...script.computation].filter(({ id }) => cluster.has(id))),
      after: ids(after),
      shipped,
      returned: returned.map((table) => {
        const one = estimated?.find((of) => of.table === table);
        return { table, rows: one?.rows ?? null, bytes: one?.bytes ?? null };
      }),
    });
  }
  return found;
}

/** The three parts of every year as a table, and what comes back. */
export function printCut(cuts: readonly CutYear[]): string {
  return cuts
    .map(({ year, before, cluster, after, shipped, returned }) => {
      const parts = [
        ['here', before.length, `makes what is shipped: ${shipped.join(', ')}`],
        ['on Spark', cluster.length, 'everything that depends on a source, up to the tallies, and its data checks'],
        ['here', after.length, 'everything that is read of the tallies'],
      ];
      const back = returned.map(({ table, rows, bytes }) => [table, rows, bytes === null ? '' : printBytes(bytes)]);
      return [
        `${year} with --engine spark`,
        printTable(['part', 'statements', 'what for'], parts),
        printTable(['comes back', 'rows, at most about', 'held here'], back),
        '',
      ].join('\n');
    })
    .join('\n');
}
