/**
 * What rounded figures disclose together: each says how far its count may be off, and figures hang
 * together.
 */
import { at } from '../../base/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid, GridTable } from '../cells/grid.ts';
import { leafCells } from '../cells/structure/table.ts';
import {
  type CountRanges,
  type DisclosedCounts,
  findDisclosedCounts,
  openCounts,
} from '../perturb/disclosed-counts.ts';

/** One figure in one shape, as it is published. */
export interface RoundedTable {
  readonly table: GridTable;
  /** By cell, hidden ones filled. */
  readonly value: Float64Array;
  readonly base: number;
  /**
   * Nothing was moved to agree with another shape: a cell that no other is a part of is less than
   * the base off.
   */
  readonly isFirst: boolean;
}

/**
 * Counts that are left no choice; all of them where what is published contradicts itself. Volumes
 * are taken to disclose nothing, as those of few persons do not.
 */
export function disclosedByRounding(
  grid: Grid,
  figureRelations: FigureRelations,
  tables: ReadonlyMap<string, RoundedTable>,
): Pick<DisclosedCounts, 'examined' | 'disclosed'> {
  const ranges = [...tables.values()].map((one) => rangesOf(one, grid, figureRelations, tables));
  const { examined, disclosed } = findDisclosedCounts(grid, figureRelations, ranges);
  return { examined, disclosed };
}

function rangesOf(
  { table, value, base, isFirst }: RoundedTable,
  grid: Grid,
  { cubes }: FigureRelations,
  tables: ReadonlyMap<string, RoundedTable>,
): CountRanges {
  const { axes, counted } = table;
  const ranges = openCounts(table, value.length);
  const isVolume = counted.some((code) => cubes[code]?.adds === 'values');
  const wholes = counted.flatMap((code) => tables.get(grid.cubes[code]?.denominator ?? '') ?? []);
  const isLeaf = leafCells(axes);
  value.forEach((figure, cell) => {
    if (!isFirst || isVolume || isLeaf[cell] === 0 || Number.isNaN(figure)) return;
    ranges.low[cell] = Math.max(0, figure - base + 1);
    // What was kept down by a whole that was moved itself may be further off.
    const isKeptDown = wholes.some((whole) => !whole.isFirst && at(whole.value, cell) === figure);
    if (!isKeptDown) ranges.high[cell] = figure + base - 1;
  });
  return ranges;
}
