/** The figures of a family at the coarser cells that a finer one is part of. */
import { at } from '../../base/index.ts';
import type { Family } from '../certify/families/family.ts';
import type { ValuesAbove } from '../certify/families/following.ts';
import type { GridTable, TableCell } from './grid.ts';
import type { Axis } from './structure/axis.ts';
import { cellOf, nodesOf } from './structure/table.ts';

/**
 * For a figure by position, and a cell of some axes: values at the nearest cell of every table of
 * it.
 */
export type FindAbove = (figure: number, axes: readonly Axis[], cell: number) => readonly ValuesAbove<TableCell>[];

/** Looks cells up in the tables of a family. */
export function openValuesAbove(
  { figures }: Family,
  tables: readonly GridTable[],
  values: ReadonlyMap<string, Float64Array>,
): FindAbove {
  const byFigure = figures.map(({ name }) => tables.filter(({ figure }) => figure === name));
  return (figure, axes, cell) => {
    const own = at(byFigure, figure);
    if (own.length === 0) return [];
    const nodes = nodesOf(axes, cell);
    return own.map((table) => {
      const above = nearest(table, axes, nodes);
      return (other) => {
        const partner = at(byFigure, other).find(
          (one) => one.axes.length === table.axes.length && one.axes.every((axis, i) => axis === table.axes[i]),
        );
        const count = partner && values.get(partner.name)?.[above];
        return count === undefined ? undefined : { count, place: { table: partner?.name ?? '', cell: above } };
      };
    });
  };
}

/**
 * The published cell that covers a cell of some axes: of every axis the node or the first above it,
 * the root of others.
 */
function nearest(table: GridTable, axes: readonly Axis[], nodes: readonly number[]): number {
  const found = table.axes.map((axis) => {
    const index = axes.findIndex(({ name }) => name === axis.name);
    const from = axes[index];
    for (let node = nodes[index] ?? -1; from !== undefined && node >= 0; node = at(from.parent, node)) {
      const same = nodesByCode(axis).get(at(from.codes, node));
      if (same !== undefined && axis.hidden[same] === 0) return same;
    }
    return 0;
  });
  return cellOf(table.axes, found);
}

const known = new WeakMap<Axis, ReadonlyMap<string, number>>();

function nodesByCode(axis: Axis): ReadonlyMap<string, number> {
  const found = known.get(axis) ?? new Map(axis.codes.map((code, node) => [code, node]));
  known.set(axis, found);
  return found;
}
