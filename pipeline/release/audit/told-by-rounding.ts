/** What rounded figures tell all together: each says how far its count may be off, and figures are tied. Finds counts that are left no choice; that none is found proves nothing. */
import { at } from '../../base/index.ts';
import { assemble, excluded, hiddenCells, leafCells, STATUS, type Table } from '../../disclosure/index.ts';
import { type Grid, type GridTable, linkGrid } from '../protect/grid.ts';
import type { Meaning } from '../protect/meaning.ts';

/** One figure in one shape, as it is published. */
export interface RoundedTable {
  readonly table: GridTable;
  /** By cell, hidden ones filled. */
  readonly value: Float64Array;
  readonly base: number;
  /** Nothing was moved to agree with another shape: a cell that no other is a part of is less than the base off. */
  readonly isFirst: boolean;
}

export interface ToldCounts {
  readonly examined: number;
  readonly told: number;
}

/** Counts that can be told; all of them where what is published contradicts itself. Volumes are taken to tell nothing, as those of few persons do not. */
export function toldByRounding(grid: Grid, meaning: Meaning, tables: ReadonlyMap<string, RoundedTable>): ToldCounts {
  const rounded = [...tables.values()];
  const links = linkGrid(grid, meaning, (_lesser, _greater, { corrected }) => !corrected);
  const { system, cellsOf } = assemble(
    rounded.map((one) => rangesOf(one, grid, meaning, tables)),
    links,
  );
  const { count, known, relations, hidden, value } = system;
  const status = hidden.map((flag) => (flag === 1 ? STATUS.hidden : STATUS.secondary));
  const asked = new Uint8Array(count);
  for (const { table } of rounded) for (const cell of cellsOf[table.name] ?? []) asked[cell] = 1;
  const ranges = excluded({ count, status, value, asked, known, relations }, 'plain');
  const told = ranges === undefined ? count : [...ranges.values()].filter((width) => width === 0).length;
  return { examined: count, told };
}

/** A table without values, with what its figures say of the counts. */
function rangesOf(
  { table, value, base, isFirst }: RoundedTable,
  grid: Grid,
  { cubes }: Meaning,
  tables: ReadonlyMap<string, RoundedTable>,
): Table {
  const { name, axes, counted } = table;
  const size = value.length;
  const array = (of: number) => new Float64Array(size).fill(of);
  const [low, high] = [array(0), array(Number.POSITIVE_INFINITY)];
  const isVolume = counted.some((code) => cubes[code]?.adds === 'values');
  const wholes = counted.flatMap((code) => tables.get(grid.cubes[code]?.denominator ?? '') ?? []);
  const isLeaf = leafCells(axes);
  for (let cell = 0; cell < size; cell += 1) {
    if (!isFirst || isVolume || isLeaf[cell] === 0 || Number.isNaN(at(value, cell))) continue;
    low[cell] = Math.max(0, at(value, cell) - base + 1);
    // What was kept down by a whole that was moved itself may be further off.
    const isKeptDown = wholes.some((whole) => !whole.isFirst && at(whole.value, cell) === at(value, cell));
    if (!isKeptDown) high[cell] = at(value, cell) + base - 1;
  }
  const nothing = {
    primaryLow: low,
    primaryHigh: high,
    holeLow: array(1),
    holeHigh: array(0),
    maskedLow: low,
    maskedHigh: high,
  };
  const judgement = { primary: new Uint8Array(size), maskable: new Uint8Array(size), known: { low, high, ...nothing } };
  return { name, axes, value: array(0), hidden: hiddenCells(axes), judgement, cost: array(1) };
}
