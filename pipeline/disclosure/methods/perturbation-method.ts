/**
 * What a method that changes figures does: to the counts of a year, and what it promises of them. A
 * method is one file and one line in `perturbations.ts`.
 */
import type { Perturbation } from '../../catalogue/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid } from '../cells/grid.ts';
import type { CellLabels } from '../perturb/cell-labels.ts';
import type { Counts } from '../perturb/counts.ts';
import type { GuaranteeTally } from '../search/guarantees.ts';
import type { ShownTable } from '../search/shown-tables.ts';

/** The changed figures of an entity in a year, as a release shows them. */
export interface ShownFigures {
  readonly grid: Grid;
  readonly figureRelations: FigureRelations;
  readonly perturbation: Perturbation;
  readonly tables: ReadonlyMap<string, ShownTable>;
  /** Tables that show the same figure. */
  readonly groups: readonly ShownTable[][];
  readonly cellLabels: CellLabels;
  /** What was counted, where that is at hand. */
  readonly counts?: Counts;
}

export interface PerturbationMethod {
  /** The figures of every table as they are published, by name. `seed` is secret. */
  readonly change: (counts: Counts, perturbation: Perturbation, seed: string) => ReadonlyMap<string, Float64Array>;
  /** By how much figures are changed to compare the method with a policy that asks for another. */
  readonly usualAmount: (threshold: number) => number;
  /** Notes which figures are not as the method promises. */
  readonly check: (shown: ShownFigures, tally: GuaranteeTally) => void;
  /** How many counts the figures leave without a choice, taken with how they hang together. */
  readonly countDisclosed: (shown: ShownFigures) => { readonly examined: number; readonly disclosed: number };
}
