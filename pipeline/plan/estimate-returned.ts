/** How much comes back of a cluster: rows of tallies, from sizes of registers and maps alone. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Sizes } from './estimate.ts';
import type { TallyStep, YearPlan } from './plan.ts';

/** Areas of the map by level. */
export type AreaCounts = Readonly<Record<string, number>>;

export interface Returned {
  readonly table: string;
  /** At most about so many. */
  readonly rows: number;
  /** Held here until its cubes are written, roll-ups included. */
  readonly bytes: number;
}

/**
 * A row of a tally as the engine holds it, and what is rolled up of it to areas and margins:
 * measured on synthetic claims of 20,000 and 100,000 persons.
 */
const ROW_BYTES = 200;

/** Estimates the tallies of a year. */
export function estimateReturned(catalogue: Catalogue, plan: YearPlan, sizes: Sizes, areas: AreaCounts): Returned[] {
  const tallies = plan.computation.filter((step): step is TallyStep => step.kind === 'tally');
  const tables = new Map(tallies.map((step) => [step.table, step]));
  return [...tables.values()].map((step) => {
    const rows = rowsOf(catalogue, step, sizes, areas);
    return { table: step.table, rows, bytes: rows * ROW_BYTES };
  });
}

/**
 * Every variable has a row per cell, or per value in a cell: of so many members about as many
 * values as the logarithm says, and never more rows than members.
 */
function rowsOf(catalogue: Catalogue, step: TallyStep, sizes: Sizes, areas: AreaCounts): number {
  const register = catalogue.relations[catalogue.entities[step.entity]?.relation ?? '']?.reads ?? [];
  const members = Math.max(1, ...register.flatMap((name) => sizes[name]?.rows ?? []));
  const width = step.dimensions.map((name) => (catalogue.dimensions[name]?.members.length ?? 0) + 1);
  const cells = width.reduce((product, n) => product * n, (areas[step.unit] ?? 0) + 1);
  const values = Math.max(1, Math.log2(1 + members / cells));
  const per = (byValue: boolean) => Math.min(members, cells * (byValue ? values : 1));
  const variables = step.variables.reduce((sum, { byValue }) => sum + per(byValue), 0);
  return Math.ceil(variables + per(false) * (step.derived.length + (step.members ? 1 : 0)));
}
