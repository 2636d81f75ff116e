/**
 * What a method that changes figures does: to the counts of a year, and what it promises of them. A
 * method is one file and one line in `perturbations.ts`.
 */
import type { Perturbation } from '../../catalogue/index.ts';
import type { Grid } from '../cells/grid.ts';
import type { Meaning } from '../cells/meaning.ts';
import type { Counts } from '../perturb/counts.ts';
import type { Spots } from '../perturb/spots.ts';
import type { PromiseTally } from '../search/promises.ts';
import type { ShownTable } from '../search/shown-tables.ts';

/** The changed figures of an entity in a year, as a release shows them. */
export interface ShownFigures {
  readonly grid: Grid;
  readonly meaning: Meaning;
  readonly perturbation: Perturbation;
  readonly tables: ReadonlyMap<string, ShownTable>;
  /** Tables that show the same figure. */
  readonly groups: readonly ShownTable[][];
  readonly spots: Spots;
  /** What was counted, where that is at hand. */
  readonly counts?: Counts;
}

export interface PerturbationMethod {
  /** The figures of every table as they are published, by name. `seed` is secret. */
  readonly change: (counts: Counts, perturbation: Perturbation, seed: string) => ReadonlyMap<string, Float64Array>;
  /** By how much figures are changed to compare the method with a policy that asks for another. */
  readonly usualAmount: (threshold: number) => number;
  /** Notes which figures are not as the method promises. */
  readonly check: (shown: ShownFigures, tally: PromiseTally) => void;
  /** How many counts the figures leave without a choice, taken with how they hang together. */
  readonly countTold: (shown: ShownFigures) => { readonly examined: number; readonly told: number };
}
