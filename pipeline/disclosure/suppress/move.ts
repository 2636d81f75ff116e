/**
 * Searching a move: other whole numbers for masked cells under which everything that is published stays as it is. A move that changes a cell is the
 * proof that a reader cannot know its value, and its cells are what must be masked for it.
 *
 * Start from a change of one cell, and mend one broken row after another by changing a further cell of it by as much. The cheapest unfinished move goes first
 * (Dijkstra's method over sets of broken rows). Where every cell stands in two rows this is a shortest path in a network, which is the classic
 * way to secondary suppression (F. Kelly, B. Golden, A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992); elsewhere
 * it is a search that may give up, and then says so.
 */
import { at, byteAt, floatAt, intAt } from '../../base/index.ts';
import { STATUS } from '../structure/index.ts';
import type { Problem } from './problem.ts';
import { openQueue } from './queue.ts';

/** Changed cells, and by how much. */
export interface Move {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
  /** Of masking what is not masked yet, and of telling primary cells as secondary. */
  readonly cost: number;
}

export interface Limits {
  /** Only moves cheaper than this are of interest; 0: of masked cells alone. */
  readonly cost: number;
  /** How many unfinished moves to look at. */
  readonly states: number;
}

/** What it costs to tell a primary cell as secondary: much less than to mask any figure, for it takes none away. */
export const RELABEL = 1e-3;
/** Steps cost next to nothing: they only decide between moves that mask equally dear cells. */
const STEP = 1e-6;

/** Searches in one problem, whose cells may change their status in between; memory is kept from one search to the next. */
export interface Paths {
  /** The cheapest move found that changes a cell by `change`, if there is one within the limits. */
  findMove(cell: number, change: number, limits: Limits): Move | undefined;
}

/**
 * Unfinished moves, by number in the order in which they were found: the one that it goes on from (-1: none), the cell changed last and by how much, what all of it
 * costs and how many steps it has. Once it is looked at, the rows that no longer sum to what they did, the last changed last, and by how much.
 */
interface States {
  readonly before: number[];
  readonly cell: number[];
  readonly change: number[];
  readonly cost: number[];
  readonly steps: number[];
  /** Where its rows begin and end in `row` and `sum`. */
  readonly from: number[];
  readonly to: number[];
  readonly row: number[];
  readonly sum: number[];
}

export function openPaths(problem: Problem): Paths {
  const { system, slack } = problem;
  const { relations } = system;
  const { before, cell, change, cost, steps, from, to, row, sum }: States = {
    before: [],
    cell: [],
    change: [],
    cost: [],
    steps: [],
    from: [],
    to: [],
    row: [],
    sum: [],
  };
  const queue = openQueue();
  const seen = new Set<number>();
  /** How far the state that is looked at moves each cell, and which cells those are. */
  const moved = new Float64Array(system.count);
  const movedCells: number[] = [];
  let [count, used] = [0, 0];

  const put = (after: number, next: number, by: number, price: number): void => {
    const state = count++;
    before[state] = after;
    cell[state] = next;
    change[state] = by;
    cost[state] = after < 0 ? price : (cost[after] as number) + price;
    steps[state] = after < 0 ? 0 : (steps[after] as number) + 1;
    queue.put(state, (cost[state] as number) + (steps[state] as number) * STEP);
  };

  /** The rows of the state before, less those of the cell that was changed, then these with their new sums. */
  const extend = (state: number): void => {
    const after = before[state] as number;
    const last = cell[state] as number;
    const [first, end] = [intAt(problem.start, last), intAt(problem.start, last + 1)];
    const begin = used;
    const old = after < 0 ? [0, 0] : [from[after] as number, to[after] as number];
    for (let index = old[0] as number; index < (old[1] as number); index += 1) {
      let isChanged = false;
      for (let place = first; place < end; place += 1) isChanged ||= intAt(problem.row, place) === row[index];
      if (isChanged) continue;
      row[used] = row[index] as number;
      sum[used++] = sum[index] as number;
    }
    for (let place = first; place < end; place += 1) {
      const changed = intAt(problem.row, place);
      let total = floatAt(problem.factor, place) * (change[state] as number);
      for (let index = old[0] as number; index < (old[1] as number); index += 1)
        if (row[index] === changed) total += sum[index] as number;
      if (total === 0) continue;
      row[used] = changed;
      sum[used++] = total;
    }
    from[state] = begin;
    to[state] = used;
  };

  const isBroken = (index: number): boolean => {
    const each = row[index] as number;
    const total = sum[index] as number;
    return byteAt(relations.atLeast, each) === 1 ? floatAt(slack, each) + total < 0 : total !== 0;
  };

  const lastBroken = (state: number): number => {
    for (let index = (to[state] as number) - 1; index >= (from[state] as number); index -= 1)
      if (isBroken(index)) return index;
    return -1;
  };

  /** The broken rows of a state as one number, whatever their order. Two states of one number count as the same: at worst a move is missed. */
  const keyOf = (state: number): number => {
    let key = 0;
    for (let index = from[state] as number; index < (to[state] as number); index += 1) {
      if (!isBroken(index)) continue;
      const each = row[index] as number;
      const mixed = Math.imul(Math.imul(each + 1, 0x9e3779b1) ^ ((sum[index] as number) * 0x85ebca6b), 0xc2b2ae35);
      key += ((mixed ^ (mixed >>> 15)) >>> 0) * 1024 + (each & 1023);
    }
    return key;
  };

  /** Puts every way of mending one broken row by one further cell. */
  const mend = (state: number, broken: number, unit: number, below: number): void => {
    for (let step = state; step >= 0; step = before[step] as number) {
      const each = cell[step] as number;
      movedCells.push(each);
      moved[each] = floatAt(moved, each) + (change[step] as number);
    }
    const each = row[broken] as number;
    const missing = -(floatAt(slack, each) + (sum[broken] as number));
    const isLeast = byteAt(relations.atLeast, each) === 1;
    const spent = cost[state] as number;
    for (let entry = intAt(relations.start, each); entry < intAt(relations.start, each + 1); entry += 1) {
      const next = intAt(relations.cell, entry);
      const factor = floatAt(relations.factor, entry);
      const by =
        factor === 1 || factor === -1
          ? Math.sign(missing) * Math.min(unit, Math.abs(missing)) * factor
          : wholeChange(missing, factor, isLeast);
      const sofar = floatAt(moved, next);
      if (by === 0 || sofar * by < 0) continue;
      const price = priceOf(problem, next, sofar, sofar + by);
      if (price > 0 && spent + price >= below) continue;
      put(state, next, by, price);
    }
    for (const other of movedCells) moved[other] = 0;
    movedCells.length = 0;
  };

  const moveOf = (last: number): Move => {
    const total = new Map<number, number>();
    for (let step = last; step >= 0; step = before[step] as number)
      total.set(cell[step] as number, (total.get(cell[step] as number) ?? 0) + (change[step] as number));
    return { cells: [...total.keys()], changes: [...total.values()], cost: cost[last] as number };
  };

  return {
    findMove(start, by, limits) {
      const price = priceOf(problem, start, 0, by);
      if (price > 0 && price >= limits.cost) return undefined;
      queue.clear();
      seen.clear();
      [count, used] = [0, 0];
      put(-1, start, by, price);
      for (let looked = 0; looked < limits.states; looked += 1) {
        const state = queue.take();
        if (state < 0) return undefined;
        extend(state);
        const broken = lastBroken(state);
        if (broken < 0) return moveOf(state);
        const key = keyOf(state);
        if (seen.has(key)) continue;
        seen.add(key);
        mend(state, broken, Math.abs(by), limits.cost);
      }
      return undefined;
    },
  };
}

/** What it costs to move a cell on from one change of its value to another; Infinity where it cannot be. */
export function priceOf({ system, masked, told, status }: Problem, cell: number, from: number, to: number): number {
  if (to > at(masked.up, cell) || -to > at(masked.down, cell)) return Number.POSITIVE_INFINITY;
  if (status[cell] === STATUS.published) return from === 0 ? at(system.cost, cell) : 0;
  if (status[cell] !== STATUS.primary) return 0;
  const beyond = (change: number) => change > at(told.up, cell) || -change > at(told.down, cell);
  return beyond(to) && !beyond(from) ? RELABEL : 0;
}

/** What a cell of another factor must change by to mend a row; 0 where no whole number does. */
function wholeChange(missing: number, factor: number, atLeast: boolean): number {
  const exact = missing / factor;
  if (Number.isInteger(exact)) return exact;
  return atLeast ? Math.sign(exact) * Math.ceil(Math.abs(exact)) : 0;
}

/** Whether a move leaves every row as it must be. */
export function isMove({ start, row, factor, slack, system }: Problem, { cells, changes }: Move): boolean {
  const sums = new Map<number, number>();
  cells.forEach((cell, index) => {
    for (let place = at(start, cell); place < at(start, cell + 1); place += 1)
      sums.set(at(row, place), (sums.get(at(row, place)) ?? 0) + at(factor, place) * at(changes, index));
  });
  return [...sums].every(([index, sum]) =>
    system.relations.atLeast[index] === 1 ? at(slack, index) + sum >= 0 : sum === 0,
  );
}
