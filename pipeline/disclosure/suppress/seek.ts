/**
 * Smallest moves of what is suppressed already: sets of figures beside a known one under which
 * everything published looks the same.
 */
import { at, yieldToEventLoop } from '../../base/index.ts';
import { type Attacker, type Published, STATUS, type System } from '../cells/structure/index.ts';
import { type Move, priceOf } from './move.ts';
import { type Limits, openPaths } from './paths.ts';
import { openProblem, settle } from './problem.ts';
import { openProgrammes } from './programme.ts';

export interface SeekOptions {
  readonly attacker: Attacker;
  /** How far apart two values of a cell must be. */
  readonly width: number;
  /** Step by step alone; programmes look further, and take long where there is nothing. */
  readonly isQuick?: boolean;
  /** Whether a cell is still to be moved: a move for another may have done so. */
  readonly isOpen?: (cell: number) => boolean;
  /** Whether a move is possible by what the relations do not say; it may keep what it accepts. */
  readonly accepts: (move: Move) => boolean;
  /** Given, it ends the search (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

/** How many unfinished moves, and how many cells of a programme, are looked at. */
export const STATES = 1_000;
const CELLS = 3_000;

/**
 * What is wrong with other values of some cells: nothing, something that no further change repairs,
 * or a row that one of these changes of a cell repairs, cheapest first.
 */
export type Flaw = 'none' | 'final' | readonly (readonly [cell: number, by: number])[];

/**
 * A system as far as it is protected: moves are looked for in it step by step, and what they need
 * is suppressed.
 */
export interface Search {
  /**
   * A move that changes a cell by so much, whatever bounds that cell itself, found among so many
   * unfinished ones; `cost`: 0 for moves of what is suppressed already.
   */
  seek(cell: number, change: number, limits: Limits): Move | undefined;
  /** Other values of some cells, by how much they change, against everything that is published. */
  examine(changes: ReadonlyMap<number, number>, cost: number): Flaw;
  /** Suppresses a cell for a change of its value; gives its status. */
  settle(cell: number, change: number): number;
}

/** Opens a system with the status of every cell; its values keep all relations. */
export function openSearch(system: System, status: Uint8Array, attacker: Attacker): Search {
  const sensitive = status.map((one) => (one === STATUS.primary ? 1 : 0));
  const problem = openProblem({ ...system, sensitive }, attacker, status, false);
  problem.status.set(status);
  const { start, row, factor, slack, suppressed, asPrimary } = problem;
  const { relations } = system;
  const paths = openPaths(problem);
  const repairsOf = (index: number, missing: number, changes: ReadonlyMap<number, number>, cost: number) => {
    const found: (readonly [cell: number, by: number, price: number])[] = [];
    for (let entry = at(relations.start, index); entry < at(relations.start, index + 1); entry += 1) {
      const cell = at(relations.cell, entry);
      const exact = missing / at(relations.factor, entry);
      const by = relations.atLeast[index] === 1 ? Math.sign(exact) * Math.ceil(Math.abs(exact)) : exact;
      const price = changes.has(cell) ? Number.POSITIVE_INFINITY : priceOf(problem, cell, 0, by);
      if (Number.isInteger(by) && Number.isFinite(price) && price <= cost) found.push([cell, by, price]);
    }
    return found.sort((a, b) => a[2] - b[2] || a[0] - b[0]).map(([cell, by]) => [cell, by] as const);
  };
  return {
    seek(cell, change, limits) {
      const side = change > 0 ? 'up' : 'down';
      const rooms = [suppressed[side], asPrimary[side]];
      const before = rooms.map((room) => at(room, cell));
      for (const room of rooms) room[cell] = Math.max(at(room, cell), Math.abs(change));
      const move = paths.findMove(cell, change, limits);
      rooms.forEach((room, index) => {
        room[cell] = at(before, index);
      });
      return move;
    },
    examine(changes, cost) {
      const sums = new Map<number, number>();
      for (const [cell, by] of changes) {
        const price = priceOf(problem, cell, 0, by);
        if (!Number.isFinite(price) || price > cost) return 'final';
        for (let place = at(start, cell); place < at(start, cell + 1); place += 1)
          sums.set(at(row, place), (sums.get(at(row, place)) ?? 0) + at(factor, place) * by);
      }
      for (const [index, sum] of sums) {
        const missing = relations.atLeast[index] === 1 ? -Math.min(0, at(slack, index) + sum) : -sum;
        if (missing === 0) continue;
        const repairs = repairsOf(index, missing, changes, cost);
        return repairs.length === 0 ? 'final' : repairs;
      }
      return 'none';
    },
    settle(cell, change) {
      settle(problem, cell, change);
      return at(problem.status, cell);
    },
  };
}

/**
 * Looks for moves that take each of some cells `width` apart, beside `values`, which keep all
 * relations. Gives the cells for which there were none.
 */
export async function seekMoves(
  published: Published,
  values: Float64Array,
  cells: readonly number[],
  { attacker, width, isQuick = false, isOpen = () => true, accepts, signal }: SeekOptions,
): Promise<number[]> {
  if (cells.length === 0) return [];
  const { count, status, known, relations } = published;
  const is = (kind: number) => status.map((one) => (one === kind ? 1 : 0));
  const system: System = {
    count,
    value: values,
    hidden: is(STATUS.hidden),
    sensitive: is(STATUS.primary),
    cost: Float64Array.from(status, (one) => (one === STATUS.published ? Number.POSITIVE_INFINITY : 1)),
    known,
    relations,
  };
  const problem = openProblem(system, attacker, status);
  problem.status.set(status);
  const paths = openPaths(problem);
  const programmes = isQuick ? undefined : await openProgrammes(problem);
  const find = (cell: number, change: number): boolean => {
    const near = paths.findMove(cell, change, { cost: 0, states: STATES });
    if (near && accepts(near)) return true;
    const far = programmes?.findMove(cell, change, { cost: 0, cells: CELLS });
    return far !== undefined && accepts(far);
  };
  const left: number[] = [];
  try {
    for (const cell of cells) {
      if (!isOpen(cell)) continue;
      await yieldToEventLoop(signal);
      let isFound = false;
      for (let up = width; up >= 0 && !isFound; up -= 1)
        isFound = [up, up - width].every((change) => change === 0 || find(cell, change));
      if (!isFound) left.push(cell);
    }
  } finally {
    programmes?.close();
  }
  return left;
}
