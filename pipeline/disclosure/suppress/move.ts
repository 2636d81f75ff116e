/**
 * Searching a move: other whole numbers for masked cells under which everything that is published stays as it is. A move that changes a cell is the
 * proof that a reader cannot know its value, and its cells are what must be masked for it.
 *
 * Start from a change of one cell, and mend one broken row after another by changing a further cell of it by as much. The cheapest unfinished move goes first
 * (Dijkstra's method over sets of broken rows). Where every cell stands in two rows this is a shortest path in a network, which is the classic
 * way to secondary suppression (F. Kelly, B. Golden, A. Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22, 1992); elsewhere
 * it is a search that may give up, and then says so.
 */
import { at } from '../../base/index.ts';
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

interface State {
  readonly before: State | undefined;
  readonly cell: number;
  readonly change: number;
  readonly cost: number;
  readonly steps: number;
  /** Rows that no longer sum to what they did, the last changed last, and by how much. */
  readonly rows: readonly number[];
  readonly sums: readonly number[];
}

/** What it costs to tell a primary cell as secondary: much less than to mask any figure, for it takes none away. */
export const RELABEL = 1e-3;
/** Steps cost next to nothing: they only decide between moves that mask equally dear cells. */
const STEP = 1e-6;

/** The cheapest move found that changes a cell by `change`, if there is one within the limits. */
export function findMove(problem: Problem, cell: number, change: number, limits: Limits): Move | undefined {
  const price = priceOf(problem, cell, 0, change);
  if (price > 0 && price >= limits.cost) return undefined;
  const queue = openQueue<State>();
  const seen = new Set<number>();
  const start = extend(problem, { before: undefined, cell, change, cost: price, steps: 0, rows: [], sums: [] });
  queue.put(start, 0);
  for (let looked = 0; looked < limits.states; looked += 1) {
    const state = queue.take();
    if (state === undefined) return undefined;
    const broken = lastBroken(problem, state);
    if (broken < 0) return moveOf(state);
    const key = keyOf(problem, state);
    if (seen.has(key)) continue;
    seen.add(key);
    mend(problem, state, broken, Math.abs(change), limits, (next) => queue.put(next, next.cost + next.steps * STEP));
  }
  return undefined;
}

/** Puts every way of mending one broken row by one further cell. */
function mend(
  problem: Problem,
  state: State,
  broken: number,
  unit: number,
  limits: Limits,
  put: (state: State) => void,
): void {
  const { system, slack } = problem;
  const { relations } = system;
  const row = at(state.rows, broken);
  const missing = -(at(slack, row) + at(state.sums, broken));
  for (let entry = at(relations.start, row); entry < at(relations.start, row + 1); entry += 1) {
    const cell = at(relations.cell, entry);
    const factor = at(relations.factor, entry);
    const change =
      factor === 1 || factor === -1
        ? Math.sign(missing) * Math.min(unit, Math.abs(missing)) * factor
        : wholeChange(missing, factor, relations.atLeast[row] === 1);
    const moved = movedSoFar(state, cell);
    if (change === 0 || moved * change < 0) continue;
    const price = priceOf(problem, cell, moved, moved + change);
    if (price > 0 && state.cost + price >= limits.cost) continue;
    const { steps, rows, sums } = state;
    put(extend(problem, { before: state, cell, change, cost: state.cost + price, steps: steps + 1, rows, sums }));
  }
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

function movedSoFar(state: State, cell: number): number {
  let moved = 0;
  for (let step: State | undefined = state; step; step = step.before) if (step.cell === cell) moved += step.change;
  return moved;
}

/** The sums of rows after the change of the state's last cell. */
function extend({ start, row, factor }: Problem, state: State): State {
  const rows = [...state.rows];
  const sums = [...state.sums];
  for (let place = at(start, state.cell); place < at(start, state.cell + 1); place += 1) {
    const index = at(row, place);
    const known = rows.indexOf(index);
    const sum = (known < 0 ? 0 : at(sums, known)) + at(factor, place) * state.change;
    if (known >= 0) {
      rows.splice(known, 1);
      sums.splice(known, 1);
    }
    if (sum === 0) continue;
    rows.push(index);
    sums.push(sum);
  }
  return { ...state, rows, sums };
}

function isBroken({ system, slack }: Problem, row: number, sum: number): boolean {
  return system.relations.atLeast[row] === 1 ? at(slack, row) + sum < 0 : sum !== 0;
}

function lastBroken(problem: Problem, { rows, sums }: State): number {
  for (let index = rows.length - 1; index >= 0; index -= 1)
    if (isBroken(problem, at(rows, index), at(sums, index))) return index;
  return -1;
}

/** The broken rows of a state as one number, whatever their order. Two states of one number count as the same: at worst a move is missed. */
function keyOf(problem: Problem, { rows, sums }: State): number {
  let key = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const [row, sum] = [at(rows, index), at(sums, index)];
    if (!isBroken(problem, row, sum)) continue;
    const mixed = Math.imul(Math.imul(row + 1, 0x9e3779b1) ^ (sum * 0x85ebca6b), 0xc2b2ae35);
    key += ((mixed ^ (mixed >>> 15)) >>> 0) * 1024 + (row & 1023);
  }
  return key;
}

function moveOf(last: State): Move {
  const total = new Map<number, number>();
  for (let step: State | undefined = last; step; step = step.before)
    total.set(step.cell, (total.get(step.cell) ?? 0) + step.change);
  return { cells: [...total.keys()], changes: [...total.values()], cost: last.cost };
}
