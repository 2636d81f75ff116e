/**
 * Which counts changed figures leave no choice: each says how far its count may be off, and figures
 * hang together. That none is found proves nothing.
 */

import type { FigureRelations } from '../cells/figure-relations.ts';
import { type Grid, type GridTable, linkGrid } from '../cells/grid.ts';
import { assemble } from '../cells/structure/assemble.ts';
import { STATUS } from '../cells/structure/system.ts';
import { hiddenCells, type Table } from '../cells/structure/table.ts';
import { excluded } from '../search/solve/audit.ts';

/** What the published figures of a table say of its counts, by cell, both included. */
export interface CountRanges {
  readonly table: GridTable;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface DisclosedCounts {
  readonly examined: number;
  readonly disclosed: number;
  /** False: what is published contradicts itself; then all counts are disclosed. */
  readonly isConsistent: boolean;
  /** By name of the table, 1 where a count is left no choice. */
  readonly cells: ReadonlyMap<string, Uint8Array>;
}

/**
 * Goes through all relations one by one, until none excludes anything more. Relations that
 * corrections may break are left out where ranges contradict each other with them.
 */
export function findDisclosedCounts(
  grid: Grid,
  figureRelations: FigureRelations,
  ranges: readonly CountRanges[],
): DisclosedCounts {
  return (
    findDisclosed(grid, figureRelations, ranges, true) ??
    findDisclosed(grid, figureRelations, ranges, false) ??
    allDisclosed(ranges)
  );
}

function findDisclosed(
  grid: Grid,
  figureRelations: FigureRelations,
  ranges: readonly CountRanges[],
  corrected: boolean,
): DisclosedCounts | undefined {
  const links = linkGrid(grid, figureRelations, (_lesser, _greater, relation) => corrected || !relation.corrected);
  const { system, cellsOf } = assemble(ranges.map(withoutValues), links);
  const { count, known, relations, hidden, value } = system;
  const status = hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.secondary));
  const targets = new Uint8Array(count).fill(1);
  const widths = excluded({ count, status, value, targets, known, relations }, 'plain');
  if (widths === undefined) return undefined;
  const isDisclosed = (cell: number) => (widths.get(cell) === 0 ? 1 : 0);
  const cells = ranges.map(({ table: { name } }) => [name, Uint8Array.from(cellsOf[name] ?? [], isDisclosed)] as const);
  const disclosed = [...widths.values()].filter((width) => width === 0).length;
  return { examined: count, disclosed, isConsistent: true, cells: new Map(cells) };
}

function allDisclosed(ranges: readonly CountRanges[]): DisclosedCounts {
  const cells = new Map(ranges.map(({ table, low }) => [table.name, new Uint8Array(low.length).fill(1)]));
  const count = ranges.reduce((sum, { low }) => sum + low.length, 0);
  return { examined: count, disclosed: count, isConsistent: false, cells };
}

function withoutValues({ table: { name, axes }, low, high }: CountRanges): Table {
  const array = (of: number) => new Float64Array(low.length).fill(of);
  const nothing = {
    primaryLow: low,
    primaryHigh: high,
    holeLow: array(1),
    holeHigh: array(0),
    suppressedLow: low,
    suppressedHigh: high,
  };
  const known = { low, high, ...nothing };
  const judgement = { primary: new Uint8Array(low.length), suppressible: new Uint8Array(low.length), known };
  return { name, axes, value: array(0), hidden: hiddenCells(axes), judgement, cost: array(1) };
}

/** Ranges that say nothing: a count is 0 or more. */
export function openCounts(table: GridTable, size: number): CountRanges {
  return { table, low: new Float64Array(size), high: new Float64Array(size).fill(Number.POSITIVE_INFINITY) };
}

/**
 * What figures with noise say of counts of persons; volumes and figures that are not shown (NaN)
 * are taken to say nothing.
 */
export function noiseRanges(
  table: GridTable,
  figures: Float64Array,
  isVolume: boolean,
  { amount, threshold }: { readonly amount: number; readonly threshold: number },
): CountRanges {
  const ranges = openCounts(table, figures.length);
  if (isVolume) return ranges;
  const hidden = hiddenCells(table.axes);
  figures.forEach((figure, cell) => {
    if (hidden[cell] === 1 || Number.isNaN(figure)) return;
    ranges.low[cell] = leastCount(figure, amount, threshold);
    ranges.high[cell] = amount + Math.max(figure, threshold - 1);
  });
  return ranges;
}

/** Noise is never larger than the count; what it makes small goes to 0 or the threshold. */
function leastCount(figure: number, amount: number, threshold: number): number {
  if (figure === 0) return 0;
  const least = figure <= threshold ? 1 : figure;
  return least <= 2 * amount ? Math.ceil(least / 2) : least - amount;
}
