/**
 * How many members are behind volumes: nobody publishes it, but whether a volume is shown or marked
 * as sensitive says in which range it is.
 */
import { at } from '../../../base/index.ts';
import type { Axis } from '../../cells/structure/axis.ts';
import { cellOf, nodesOf } from '../cell-index.ts';
import { STATUS } from '../status.ts';
import type { Unpublished } from './realise.ts';

/** By table of a volume. */
export type Behind = ReadonlyMap<string, BehindTable>;

export interface BehindTable {
  readonly axes: readonly Axis[];
  /** Members, hidden cells filled. */
  readonly count: Float64Array;
  /** The smallest number of members that is not sensitive. */
  readonly threshold: number;
  /** What is published of the cells of its volume, where that is decided (`STATUS`). */
  readonly status: () => Uint8Array | undefined;
  /**
   * Whether a cell may be marked as sensitive for a denominator that is not shown: then the mark
   * says nothing of the members behind it.
   */
  readonly isOfFew?: (cell: number) => boolean;
}

/** The members behind a cell, and how many there may be so that it stays as sensitive as it is. */
export function unpublishedAt(
  { axes, count, threshold, status, isOfFew }: BehindTable,
  table: string,
  cell: number,
): Unpublished {
  const value = at(count, cell);
  const isHidden = nodesOf(axes, cell).some((node, axis) => at(at(axes, axis).hidden, node) === 1);
  const own = status()?.[cell];
  const isFree = isHidden || own === STATUS.secondary || (own === STATUS.primary && isOfFew?.(cell) === true);
  const [low, high] = isFree ? [Math.min(0, value), Number.POSITIVE_INFINITY] : rangeOf(value, threshold);
  return { count: value, low, high, table, cell };
}

function rangeOf(value: number, threshold: number): readonly [number, number] {
  if (value <= 0) return [value, value];
  return value < threshold ? [1, threshold - 1] : [threshold, Number.POSITIVE_INFINITY];
}

/** The same of a table by name. */
export function unpublishedIn(behind: Behind, table: string, cell: number): Unpublished {
  const own = behind.get(table);
  if (own === undefined) throw new Error(`no members behind ${table}`);
  return unpublishedAt(own, table, cell);
}

/** Of one place, by how many unpublished counts are otherwise. */
export interface Otherwise {
  readonly behind: readonly Unpublished[];
  readonly by: readonly number[];
}

/** Whether every cell stays as sensitive as it is where counts at its parts are otherwise. */
export function keepsSensitivity(behind: Behind, places: readonly Otherwise[]): boolean {
  const changes = new Map<string, Map<number, number>>();
  for (const { behind: counts, by } of places)
    counts.forEach(({ table, cell }, index) => {
      const change = by[index] ?? 0;
      const own = behind.get(table);
      // What is not among the finest cells of its volume changes by what changes in those.
      if (change === 0 || own === undefined || !isFinest(own.axes, cell)) return;
      const cells = changes.get(table) ?? new Map<number, number>();
      changes.set(table, cells);
      for (const above of cellsAbove(own.axes, cell)) cells.set(above, (cells.get(above) ?? 0) + change);
    });
  return [...changes].every(([table, cells]) => {
    const own = behind.get(table);
    return (
      own === undefined ||
      [...cells].every(([cell, change]) => {
        const { count, low, high } = unpublishedAt(own, table, cell);
        return count + change >= low && count + change <= high;
      })
    );
  });
}

function isFinest(axes: readonly Axis[], cell: number): boolean {
  return nodesOf(axes, cell).every((node, axis) => at(at(axes, axis).children, node).length === 0);
}

/** A cell and all that it is a part of. */
export function cellsAbove(axes: readonly Axis[], cell: number): number[] {
  const lines = nodesOf(axes, cell).map((node, axis) => {
    const { parent } = at(axes, axis);
    const line = [node];
    for (let above = at(parent, node); above >= 0; above = at(parent, above)) line.push(above);
    return line;
  });
  const sets = lines.reduce<number[][]>((all, line) => all.flatMap((set) => line.map((node) => [...set, node])), [[]]);
  return sets.map((nodes) => cellOf(axes, nodes));
}
