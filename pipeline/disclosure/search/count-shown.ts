/**
 * What the shown figures of a year disclose by themselves: nested differences, and groups of which
 * everybody is a case. Counts of cells, never a value.
 */

import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid, TableCell } from '../cells/grid.ts';
import { nestedCells } from '../cells/nested-pairs.ts';
import { STATUS } from '../cells/structure/system.ts';
import type { Seen } from './observe.ts';

/** What shown figures say of the few that no cell shows. */
export interface ShownCounts {
  /**
   * Pairs of cells of which both are shown and one contains the other by definition; and those of
   * them whose difference is sensitive.
   */
  readonly nestedDifferences: {
    readonly examined: number;
    readonly disclosed: number;
    /**
     * Sensitive differences of pairs of which one is not shown, for which no two complete sets of
     * figures were found that differ in them. Null where nobody looked: the policy does not protect
     * them, or the release alone is audited.
     */
    readonly unproven: number | null;
  };
  /**
   * Cells of cubes in which numerator and denominator are shown and equal, and anybody is counted.
   */
  readonly everybody: number;
}

/** Of figures that are changed in place of suppressed, no difference is exact. */
export const NOTHING_EXACT: ShownCounts = {
  nestedDifferences: { examined: 0, disclosed: 0, unproven: null },
  everybody: 0,
};

/** Counts what is shown; `threshold`: differences of 1 to one less are sensitive. */
export function countShown(
  {
    grid,
    figureRelations,
    seen,
  }: { readonly grid: Grid; readonly figureRelations: FigureRelations; readonly seen: ReadonlyMap<string, Seen> },
  threshold: number,
): ShownCounts {
  const shownAt = (tableCells: readonly TableCell[]): number | undefined => {
    const tableCell = tableCells.find(({ table, cell }) => seen.get(table)?.status[cell] === STATUS.published);
    return tableCell && seen.get(tableCell.table)?.value[tableCell.cell];
  };
  let [examined, disclosed, everybody] = [0, 0, 0];
  for (const { inner, outer } of nestedCells(grid, figureRelations)) {
    const [part, whole] = [shownAt(inner), shownAt(outer)];
    if (part === undefined || whole === undefined) continue;
    examined += 1;
    if (whole - part >= 1 && whole - part < threshold) disclosed += 1;
  }
  for (const [code, { numerator, denominator }] of Object.entries(grid.cubes)) {
    if (figureRelations.cubes[code]?.isPart !== true || denominator === null) continue;
    const [counted, divided] = [seen.get(numerator), seen.get(denominator)];
    counted?.status.forEach((status, cell) => {
      const isShown = status === STATUS.published && divided?.status[cell] === STATUS.published;
      const value = counted.value[cell] ?? 0;
      if (isShown && value > 0 && value === divided.value[cell]) everybody += 1;
    });
  }
  return { nestedDifferences: { examined, disclosed, unproven: null }, everybody };
}
