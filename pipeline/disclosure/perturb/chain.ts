/**
 * The shapes of one figure, in an order in which each can be made to agree with those before it.
 */
import { at } from '../../base/index.ts';
import type { GridTable } from '../cells/grid.ts';
import type { Axis } from '../cells/structure/axis.ts';
import { cellOf, nodesOf, sizeOf } from '../cells/structure/table.ts';

type Shape = Pick<GridTable, 'name' | 'axes'>;

export interface ChainLink<T extends Shape> {
  readonly table: T;
  /** The table before it that it shares most cells with; null for the first. */
  readonly from: T | null;
}

/**
 * Begins with the shape that shares most with the others, then always the one that shares most with
 * one of those before. Where the catalogue breaks a figure down by age, by sector, and by age and
 * sex, whatever two of the shapes share, both share with the first; where that is not so, cells of
 * shapes that are no neighbours here may differ.
 */
export function chainOf<T extends Shape>(tables: readonly T[]): ChainLink<T>[] {
  const sharing = (one: T, others: readonly T[]) =>
    others.filter((other) => other !== one).reduce((sum, other) => sum + countShared(one, other), 0);
  const [first, ...left] = tables.toSorted((a, b) => sharing(b, tables) - sharing(a, tables) || compare(a, b));
  if (first === undefined) return [];
  const chain: ChainLink<T>[] = [{ table: first, from: null }];
  while (left.length > 0) {
    const pairs = left.flatMap((table) =>
      chain.map(({ table: from }) => ({ table, from, shared: countShared(table, from) })),
    );
    const [best] = pairs.toSorted(
      (a, b) => b.shared - a.shared || compare(a.table, b.table) || compare(a.from, b.from),
    );
    if (best === undefined) break;
    chain.push({ table: best.table, from: best.from });
    left.splice(left.indexOf(best.table), 1);
  }
  return chain;
}

/**
 * Of every cell of a table, the finest cell of another that counts all of it; and whether it is the
 * same cell.
 */
export interface Projection {
  readonly cell: Int32Array;
  readonly isSame: Uint8Array;
}

/**
 * Axes that the other table does not have are taken to their root, nodes that it does not have to
 * what they are a part of.
 */
export function project(from: Pick<Shape, 'axes'>, to: Pick<Shape, 'axes'>): Projection {
  const climbs = to.axes.map((axis) => {
    const index = from.axes.findIndex(({ name }) => name === axis.name);
    return { index, nodeOf: index < 0 ? undefined : climb(at(from.axes, index), axis) };
  });
  const size = sizeOf(from.axes);
  const [cell, isSame] = [new Int32Array(size), new Uint8Array(size)];
  for (let each = 0; each < size; each += 1) {
    const nodes = nodesOf(from.axes, each);
    const above = climbs.map(({ index, nodeOf }) => (nodeOf === undefined ? 0 : at(nodeOf, at(nodes, index))));
    cell[each] = cellOf(to.axes, above);
    isSame[each] = nodes.every((node, axis) => {
      const other = climbs.findIndex(({ index }) => index === axis);
      if (other < 0) return node === 0;
      return at(at(to.axes, other).codes, at(above, other)) === at(at(from.axes, axis).codes, node);
    })
      ? 1
      : 0;
  }
  return { cell, isSame };
}

/**
 * By node of an axis, the nearest of itself and those above it that the other has; a hidden node
 * only among the same siblings.
 */
function climb(from: Axis, to: Axis): Int32Array {
  const byCode = new Map(to.codes.map((code, node) => [code, node]));
  const nodeOf = new Int32Array(from.codes.length);
  from.codes.forEach((code, node) => {
    const found = byCode.get(code);
    const isThere = found !== undefined && (from.hidden[node] === 0 || siblings(from, node) === siblings(to, found));
    // Parents come before their children.
    nodeOf[node] = isThere ? found : at(nodeOf, at(from.parent, node));
  });
  return nodeOf;
}

function siblings({ codes, parent, children }: Axis, node: number): string {
  return Array.from(at(children, at(parent, node)), (child) => at(codes, child)).join(' ');
}

function countShared(one: Shape, other: Shape): number {
  return other.axes.reduce((size, axis) => {
    const same = one.axes.find(({ name }) => name === axis.name);
    if (same === undefined) return size;
    const codes = new Set(same.codes);
    return size * axis.codes.filter((code) => codes.has(code)).length;
  }, 1);
}

function compare(a: Shape, b: Shape): number {
  return b.axes.length - a.axes.length || (a.name < b.name ? -1 : Number(a.name > b.name));
}
