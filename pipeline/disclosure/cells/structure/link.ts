/** What relates cells of different tables to each other. */
import { at } from '../../../base/index.ts';
import type { Axis } from './axis.ts';
import type { RowBuilder } from './rows.ts';
import { cellOf, nodesOf, sizeOf, type Table } from './table.ts';

/**
 * Cells of one table, in an order that they share with the other sets of a link; -1: none here,
 * which leaves that position out of the link.
 */
export interface CellSet {
  readonly table: string;
  readonly cells: Int32Array;
}

/**
 * `same`: equal, position by position (a table and the margins of another). `sum`: the whole is the
 * sum of the parts. `atMost`: the lesser is at most `times` the sum of the greater (a part and the
 * union, a union and its parts, persons and their events, a numerator and its denominator).
 * `equation`: the sum of factor x cell is 0.
 */
export type Link =
  | { readonly kind: 'same'; readonly left: CellSet; readonly right: CellSet }
  | { readonly kind: 'sum'; readonly whole: CellSet; readonly parts: readonly CellSet[] }
  | {
      readonly kind: 'atMost';
      readonly lesser: CellSet;
      readonly greater: readonly CellSet[];
      readonly times?: number;
    }
  | {
      readonly kind: 'equation';
      readonly terms: readonly { readonly set: CellSet; readonly factor: number }[];
      /** The sum is at least 0 instead. */
      readonly atLeast?: true;
    };

/** Where the cells of a set begin in the system that is being made. */
export interface Placed {
  readonly offset: number;
  readonly cells: Int32Array;
}

/**
 * A union and its parts: every part is at most the union, which is at most their sum. `complete:
 * false` leaves out the second, where a part has no table.
 */
export function unionLinks(union: CellSet, parts: readonly CellSet[], complete: boolean): Link[] {
  return [
    ...parts.map((lesser): Link => ({ kind: 'atMost', lesser, greater: [union] })),
    ...(complete ? [{ kind: 'atMost', lesser: union, greater: parts } as const] : []),
  ];
}

/** Every cell of a table. */
export function allCells({ name, value }: Pick<Table, 'name' | 'value'>): CellSet {
  return { table: name, cells: Int32Array.from(value.keys()) };
}

/**
 * Of every cell of `coarse`, the one of `fine` that means the same: axes that it does not have are
 * at their root, nodes are found by code. -1 where `fine` has no such node. The tables' hidden
 * nodes are the same only if their visible ones are, so they are not matched where the axes differ.
 */
export function matchCells(fine: Pick<Table, 'name' | 'axes'>, coarse: Pick<Table, 'name' | 'axes'>): CellSet {
  const maps = fine.axes.map((axis) => {
    const index = coarse.axes.findIndex(({ name }) => name === axis.name);
    return { index, nodeOf: index < 0 ? undefined : matchNodes(axis, at(coarse.axes, index)) };
  });
  const missing = coarse.axes.some(({ name }) => !fine.axes.some((axis) => axis.name === name));
  const cells = Int32Array.from({ length: sizeOf(coarse.axes) }, (_, cell) => {
    const nodes = nodesOf(coarse.axes, cell);
    const found = maps.map(({ index, nodeOf }) => (nodeOf === undefined ? 0 : at(nodeOf, at(nodes, index))));
    return missing || found.includes(-1) ? -1 : cellOf(fine.axes, found);
  });
  return { table: fine.name, cells };
}

function matchNodes(fine: Axis, coarse: Axis): Int32Array {
  const byCode = new Map(fine.codes.map((code, node) => [code, node]));
  return Int32Array.from(coarse.codes, (code, node) => {
    const found = byCode.get(code) ?? -1;
    if (found < 0 || coarse.hidden[node] === 0) return found;
    return siblings(fine, found) === siblings(coarse, node) ? found : -1;
  });
}

function siblings({ codes, parent, children }: Axis, node: number): string {
  return Array.from(at(children, at(parent, node)), (child) => at(codes, child)).join(' ');
}

/** The rows of a link; `placed` finds where a set's cells lie. */
export function linkRows(link: Link, placed: (set: CellSet) => Placed, rows: RowBuilder): void {
  const terms: (readonly [Placed, number])[] = [];
  if (link.kind === 'same') terms.push([placed(link.left), 1], [placed(link.right), -1]);
  else if (link.kind === 'sum')
    terms.push([placed(link.whole), 1], ...link.parts.map((part) => [placed(part), -1] as const));
  else if (link.kind === 'equation') terms.push(...link.terms.map(({ set, factor }) => [placed(set), factor] as const));
  else terms.push([placed(link.lesser), -1], ...link.greater.map((set) => [placed(set), link.times ?? 1] as const));
  const length = terms[0]?.[0].cells.length ?? 0;
  const factors = terms.map(([, factor]) => factor);
  for (let position = 0; position < length; position += 1) {
    if (terms.some(([{ cells }]) => at(cells, position) < 0)) continue;
    rows.add(
      terms.map(([{ offset, cells }]) => offset + at(cells, position)),
      factors,
      link.kind === 'atMost' || (link.kind === 'equation' && link.atLeast === true),
    );
  }
}
