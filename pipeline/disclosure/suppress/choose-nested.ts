/** Which cells are suppressed so that no sensitive nested difference is shown. */
import { at } from '../../base/index.ts';
import type { TableCell } from '../cells/grid.ts';
import { nestedCells } from '../cells/nested-pairs.ts';
import { STATUS } from '../cells/structure/system.ts';
import { nodesOf } from '../cells/structure/table.ts';
import { isSuppressed, type Statuses, type YearFigures, type YearSystem } from './systems.ts';

/** By table, 1: the cell. */
export type Flags = ReadonlyMap<string, Uint8Array>;

export interface NestedChoice {
  /**
   * Cells whose value must not be known: the difference to the other one of their pair is known
   * exactly if they are.
   */
  readonly targets: Flags;
  /** Cells of pairs that earlier releases have shown: suppressed, and nothing for their sake. */
  readonly disclosed: Flags;
}

/** One figure at one place. */
interface Node {
  readonly tableCells: readonly TableCell[];
  readonly cost: number;
  readonly isKnown: boolean;
}

/**
 * Of every pair of nested cells that differ by a sensitive count, one that must not be known. Where
 * one is sensitive itself, the difference hides with it. A cell that is suppressed already costs
 * nothing; else the one that serves most pairs at its place for what it costs. `sensitive`: by
 * table, 1 where a cell is.
 */
export function chooseNested(year: YearFigures, tableStatuses: Statuses, sensitive: Flags): NestedChoice {
  const { grid, figureRelations, policy, figures } = year;
  const flags = (): Map<string, Uint8Array> => new Map();
  const [targets, disclosed] = [flags(), flags()];
  if (policy.nested !== 'protected') return { targets, disclosed };
  const mark = (marked: Map<string, Uint8Array>, { tableCells }: Node) => {
    for (const { table, cell } of tableCells) {
      const own = marked.get(table) ?? new Uint8Array(figures[table]?.value.length ?? 0);
      own[cell] = 1;
      marked.set(table, own);
    }
  };
  const nodes = new Map<string, Node>();
  const nodeOf = (tableCells: readonly TableCell[]): Node => {
    const key = tableCells.map(({ table, cell }) => `${table} ${cell}`).join('|');
    const node = nodes.get(key) ?? {
      tableCells,
      cost: tableCells.reduce((sum, tableCell) => sum + costOf(year, tableStatuses, tableCell), 0),
      isKnown: tableCells.some(
        ({ table, cell }) => year.before[table]?.known[cell] === 1 || year.previouslyDisclosed[table]?.[cell] === 1,
      ),
    };
    nodes.set(key, node);
    return node;
  };
  const figureAt = ([tableCell]: readonly TableCell[]) =>
    figures[tableCell?.table ?? '']?.value[tableCell?.cell ?? 0] ?? 0;
  const isSensitive = ({ tableCells, isKnown }: Node) =>
    !isKnown && tableCells.some(({ table, cell }) => sensitive.get(table)?.[cell] === 1);
  const open = new Map<string, (readonly [Node, Node])[]>();
  for (const { place, inner, outer } of nestedCells(grid, figureRelations)) {
    const difference = figureAt(outer) - figureAt(inner);
    if (!(difference >= 1 && difference <= policy.largestSensitive)) continue;
    const pair = [nodeOf(inner), nodeOf(outer)] as const;
    const [free, ...others] = pair.filter(({ isKnown }) => !isKnown);
    if (free === undefined) mark(disclosed, cheapest(pair));
    else if (pair.some(isSensitive)) continue;
    else if (others.length === 0) mark(targets, free);
    else open.set(place, [...(open.get(place) ?? []), pair]);
  }
  for (const pairs of open.values()) for (const node of cover(pairs)) mark(targets, node);
  return { targets, disclosed };
}

/**
 * Examines cells for the sake of nested differences; as they are not sensitive themselves, their
 * status never says so. Changes both.
 */
export function targetNested(
  nested: Flags,
  { cellsOf, system }: YearSystem,
  targets: Set<number>,
  previous: Uint8Array,
): void {
  for (const [table, flags] of nested)
    cellsOf[table]?.forEach((index, cell) => {
      if (flags[cell] !== 1 || system.sensitive[index] === 1) return;
      targets.add(index);
      previous[index] = STATUS.secondary;
    });
}

/** Suppresses what is chosen, as a secondary cell. */
export function suppressNested({ targets, disclosed }: NestedChoice, tableStatuses: Statuses): void {
  for (const [table, flags] of targets)
    tableStatuses.set(table, suppressed(tableStatuses.get(table), flags, [STATUS.published, STATUS.primary]));
  for (const [table, flags] of disclosed)
    tableStatuses.set(table, suppressed(tableStatuses.get(table), flags, [STATUS.published]));
}

function suppressed(own: Uint8Array = new Uint8Array(), flags: Uint8Array, from: readonly number[]): Uint8Array {
  return own.map((status, cell) => (flags[cell] === 1 && from.includes(status) ? STATUS.secondary : status));
}

/** What suppressing a cell costs besides what is suppressed already. */
function costOf({ grid, costOf: price }: YearFigures, tableStatuses: Statuses, { table, cell }: TableCell): number {
  const own = grid.tables.find(({ name }) => name === table);
  if (own === undefined || isSuppressed(tableStatuses.get(table)?.[cell] ?? 0)) return 0;
  const codes = nodesOf(own.axes, cell).map((node, axis) => at(at(own.axes, axis).codes, node));
  return (own.counted.length + own.divided.length) * price(codes);
}

function cheapest([one, other]: readonly [Node, Node]): Node {
  return one.cost <= other.cost ? one : other;
}

/**
 * Nodes of which every pair has one: time after time the one that is in most of what is left, for
 * its cost.
 */
function cover(pairs: readonly (readonly [Node, Node])[]): Node[] {
  const chosen: Node[] = [];
  let left = pairs;
  while (left.length > 0) {
    const uses = new Map<Node, number>();
    for (const node of left.flat()) uses.set(node, (uses.get(node) ?? 0) + 1);
    const [best] = [...uses].toSorted(([a, m], [b, n]) => a.cost / m - b.cost / n);
    const node = best?.[0];
    if (node === undefined) break;
    chosen.push(node);
    left = left.filter((pair) => !pair.includes(node));
  }
  return chosen;
}
