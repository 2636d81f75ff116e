/**
 * Searching a move step by step. Start from a change of one cell, and repair one broken row after
 * another by changing a further cell of it by as much. The cheapest unfinished move goes first
 * (Dijkstra's method over sets of broken rows). Where every cell stands in two rows this is a
 * shortest path in a network, which is the classic way to secondary suppression (F. Kelly, B.
 * Golden, A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks
 * 22, 1992); elsewhere it is a search that may give up, and then says so.
 */
import { byteAt, floatAt, intAt } from '../../base/index.ts';
import { STATUS } from '../cells/structure/index.ts';
import { openLeast } from './least.ts';
import { type Move, priceOf } from './move.ts';
import type { Problem } from './problem.ts';
import { openQueue } from './queue.ts';

export interface Limits {
  /** Only moves cheaper than this are of interest; 0: of suppressed cells alone. */
  readonly cost: number;
  /** How many unfinished moves to look at. */
  readonly states: number;
}

/**
 * Searches in one problem, whose cells may change their status in between; memory is kept from one
 * search to the next.
 */
export interface Paths {
  /** The cheapest move found that changes a cell by `change`, if there is one within the limits. */
  findMove(cell: number, change: number, limits: Limits): Move | undefined;
}

/** Steps cost next to nothing: they only decide between moves that suppress equally dear cells. */
const STEP = 1e-6;

/**
 * Unfinished moves, by number in the order in which they were found: the one that it goes on from
 * (-1: none), the cell changed last and by how much, what all of it costs, how many steps it has,
 * its place in the queue (by both), and its broken rows as one number.
 */
interface States {
  readonly before: number[];
  readonly cell: number[];
  readonly change: number[];
  readonly cost: number[];
  readonly steps: number[];
  readonly rank: number[];
  readonly key: number[];
}

/**
 * Of the states that were looked at, the rows that no longer sum to what they did, the last changed
 * last: from `from` up to `to`, and by how much.
 */
interface Rows {
  readonly from: number[];
  readonly to: number[];
  readonly row: number[];
  readonly sum: number[];
}

/** Prepares the search for paths in a problem; its arrays are reused from one to the next. */
export function openPaths(problem: Problem): Paths {
  const { system, slack, start, status } = problem;
  const { relations } = system;
  const { before, cell, change, cost, steps, rank, key }: States = emptyStates();
  const { from, to, row, sum }: Rows = { from: [], to: [], row: [], sum: [] };
  const queue = openQueue();
  const least = openLeast();
  /** How far the state that is looked at moves each cell. */
  const moved = new Float64Array(system.count);
  let [count, used] = [0, 0];

  const isBroken = (index: number, total: number): boolean =>
    byteAt(relations.atLeast, index) === 1 ? floatAt(slack, index) + total < 0 : total !== 0;

  /**
   * A row's part in the number of a state. Two states of one number count as the same: at worst a
   * move is missed.
   */
  const termOf = (index: number, total: number): number => {
    if (!isBroken(index, total)) return 0;
    const mixed = Math.imul(Math.imul(index + 1, 0x9e3779b1) ^ (total * 0x85ebca6b), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 15)) >>> 0) * 1024 + (index & 1023);
  };

  const sumIn = (state: number, index: number): number => {
    if (state < 0) return 0;
    for (let place = from[state] as number; place < (to[state] as number); place += 1)
      if (row[place] === index) return sum[place] as number;
    return 0;
  };

  /**
   * Goes on from a state (-1: begins) by the change of a cell, unless its broken rows were reached
   * as cheaply before.
   */
  const put = (after: number, next: number, by: number, price: number): void => {
    let number = after < 0 ? 0 : (key[after] as number);
    for (let place = intAt(start, next); place < intAt(start, next + 1); place += 1) {
      const index = intAt(problem.row, place);
      const old = sumIn(after, index);
      number += termOf(index, old + floatAt(problem.factor, place) * by) - termOf(index, old);
    }
    const spent = after < 0 ? price : (cost[after] as number) + price;
    const taken = after < 0 ? 0 : (steps[after] as number) + 1;
    const turn = spent + taken * STEP;
    if (!least.lower(number, turn)) return;
    const state = count++;
    before[state] = after;
    cell[state] = next;
    change[state] = by;
    cost[state] = spent;
    steps[state] = taken;
    rank[state] = turn;
    key[state] = number;
    queue.put(state, turn);
  };

  /**
   * Writes down the rows of a state: those of the one before less those of the cell that was
   * changed, then these with their new sums.
   */
  const extend = (state: number): void => {
    const after = before[state] as number;
    const last = cell[state] as number;
    const first = intAt(start, last);
    const end = intAt(start, last + 1);
    from[state] = used;
    for (let index = after < 0 ? 0 : (from[after] as number); after >= 0 && index < (to[after] as number); index += 1) {
      let isChanged = false;
      for (let place = first; place < end; place += 1) isChanged ||= intAt(problem.row, place) === row[index];
      if (isChanged) continue;
      row[used] = row[index] as number;
      sum[used++] = sum[index] as number;
    }
    for (let place = first; place < end; place += 1) {
      const index = intAt(problem.row, place);
      const total = sumIn(after, index) + floatAt(problem.factor, place) * (change[state] as number);
      if (total === 0) continue;
      row[used] = index;
      sum[used++] = total;
    }
    to[state] = used;
  };

  const lastBroken = (state: number): number => {
    for (let place = (to[state] as number) - 1; place >= (from[state] as number); place -= 1)
      if (isBroken(row[place] as number, sum[place] as number)) return place;
    return -1;
  };

  /** Adds up what the steps of a state move, `times` -1 takes it away again. */
  const mark = (state: number, times: 1 | -1): void => {
    for (let step = state; step >= 0; step = before[step] as number) {
      const each = cell[step] as number;
      moved[each] = floatAt(moved, each) + times * (change[step] as number);
    }
  };

  /** Puts every way of repairing a broken row by one further cell. */
  const repair = (state: number, place: number, unit: number, below: number): void => {
    const index = row[place] as number;
    const missing = -(floatAt(slack, index) + (sum[place] as number));
    const isLeast = byteAt(relations.atLeast, index) === 1;
    const spent = cost[state] as number;
    mark(state, 1);
    for (let entry = intAt(relations.start, index); entry < intAt(relations.start, index + 1); entry += 1) {
      const next = intAt(relations.cell, entry);
      if (below === 0 && byteAt(status, next) === STATUS.published) continue;
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
    mark(state, -1);
  };

  const moveOf = (last: number): Move => {
    const total = new Map<number, number>();
    for (let step = last; step >= 0; step = before[step] as number)
      total.set(cell[step] as number, (total.get(cell[step] as number) ?? 0) + (change[step] as number));
    return { cells: [...total.keys()], changes: [...total.values()], cost: cost[last] as number };
  };

  return {
    findMove(first, by, limits) {
      const price = priceOf(problem, first, 0, by);
      if (price > 0 && price >= limits.cost) return undefined;
      queue.clear();
      least.clear();
      [count, used] = [0, 0];
      put(-1, first, by, price);
      for (let looked = 0; looked < limits.states; looked += 1) {
        const state = queue.take();
        if (state < 0) return undefined;
        if (least.of(key[state] as number) < (rank[state] as number)) continue;
        extend(state);
        const place = lastBroken(state);
        if (place < 0) return moveOf(state);
        repair(state, place, Math.abs(by), limits.cost);
      }
      return undefined;
    },
  };
}

function emptyStates(): States {
  return { before: [], cell: [], change: [], cost: [], steps: [], rank: [], key: [] };
}

/** What a cell of another factor must change by to repair a row; 0 where no whole number does. */
function wholeChange(missing: number, factor: number, atLeast: boolean): number {
  const exact = missing / factor;
  if (Number.isInteger(exact)) return exact;
  return atLeast ? Math.sign(exact) * Math.ceil(Math.abs(exact)) : 0;
}
