/** What the cells of a table stand for, whichever table they stand in. */
import { at } from '../../base/index.ts';
import { LEVELS } from '../../catalogue/index.ts';
import { type AreaRow, areaAxis } from '../cells/grid.ts';
import type { Axis } from '../cells/structure/axis.ts';
import { nodesOf, sizeOf } from '../cells/structure/table.ts';

/** By cell: the area, and the members of dimensions that are not at their total, as a text. */
export type CellLabels = (axes: readonly Axis[]) => readonly string[];

/** The cell labels of tables on a map; tables of one shape share the list. */
export function cellLabelsOf(places: readonly AreaRow[]): CellLabels {
  const same = onlyParts(places);
  const known = new Map<string, readonly string[]>();
  const byAxes = new WeakMap<readonly Axis[], readonly string[]>();
  return (axes) => {
    const before = byAxes.get(axes);
    if (before) return before;
    const key = JSON.stringify(axes.map(({ name, codes }) => [name, codes]));
    const cellLabels = known.get(key) ?? Array.from({ length: sizeOf(axes) }, (_, cell) => labelOf(axes, cell, same));
    known.set(key, cellLabels);
    byAxes.set(axes, cellLabels);
    return cellLabels;
  };
}

function labelOf(axes: readonly Axis[], cell: number, same: ReadonlyMap<string, string>): string {
  const parts = nodesOf(axes, cell).flatMap((node, index) => {
    const { name, codes } = at(axes, index);
    const code = at(codes, node);
    if (index === 0) return [`${name} ${same.get(code) ?? code}`];
    return node === 0 ? [] : [`${name} ${code}`];
  });
  return parts.sort().join('; ');
}

/**
 * By code, the one part of an area that has no other: Brussels and its arrondissement are the same
 * people.
 */
function onlyParts(places: readonly AreaRow[]): ReadonlyMap<string, string> {
  const { codes, children } = areaAxis(places, LEVELS);
  const same = new Map<string, string>();
  codes.forEach((code, start) => {
    let node = start;
    for (let parts = at(children, node); parts.length === 1; parts = at(children, node)) node = at(parts, 0);
    if (node !== start) same.set(code, at(codes, node));
  });
  return same;
}
