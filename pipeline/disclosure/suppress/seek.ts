/** Smallest moves of what is suppressed already: sets of figures beside a known one under which everything published looks the same. */
import { breathe } from '../../base/index.ts';
import { type Attacker, type Published, STATUS, type System } from '../structure/index.ts';
import type { Move } from './move.ts';
import { openPaths } from './paths.ts';
import { openProblem } from './problem.ts';
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
const STATES = 1_000;
const CELLS = 3_000;

/**
 * Looks for moves that take each of some cells `width` apart, beside `values`, which keep all relations. Gives the cells for which there were none.
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
      await breathe(signal);
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
