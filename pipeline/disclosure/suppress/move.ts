/**
 * A move: other whole numbers for suppressed cells under which everything that is published stays
 * as it is. A move that changes a cell is the proof that an attacker cannot know its value, and its
 * cells are what must be suppressed for it.
 */
import { at, byteAt, floatAt } from '../../base/index.ts';
import { STATUS } from '../cells/structure/index.ts';
import type { Problem } from './problem.ts';

/** Changed cells, and by how much. */
export interface Move {
  readonly cells: readonly number[];
  readonly changes: readonly number[];
  /** Of suppressing what is not suppressed yet, and of marking primary cells as secondary. */
  readonly cost: number;
}

/**
 * What it costs to mark a primary cell as secondary: much less than to suppress any figure, for it
 * takes none away.
 */
export const RELABEL = 1e-3;
/**
 * What it costs to move a cell on from one change of its value to another; Infinity where it cannot
 * be.
 */
export function priceOf(
  { system, suppressed, asPrimary, status }: Problem,
  cell: number,
  from: number,
  to: number,
): number {
  if (to > floatAt(suppressed.up, cell) || -to > floatAt(suppressed.down, cell)) return Number.POSITIVE_INFINITY;
  const is = byteAt(status, cell);
  if (is === STATUS.published) return from === 0 ? floatAt(system.cost, cell) : 0;
  if (is !== STATUS.primary) return 0;
  const [up, down] = [floatAt(asPrimary.up, cell), floatAt(asPrimary.down, cell)];
  return (to > up || -to > down) && from <= up && -from <= down ? RELABEL : 0;
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
