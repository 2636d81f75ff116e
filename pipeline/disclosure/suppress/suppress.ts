/** Secondary suppression: masks cells until every sensitive one has a move that proves it unknown, then gives back what no proof needs. */
import { at } from '../../base/index.ts';
import { type Attacker, STATUS, type System } from '../structure/index.ts';
import { findMove, type Limits, type Move } from './move.ts';
import { openProblem, type Problem } from './problem.ts';
import { openProofs, type Proofs } from './proofs.ts';

export interface SuppressOptions {
  readonly attacker: Attacker;
  /** How far the values that a reader cannot exclude must at least lie apart. */
  readonly width: number;
  /** Status of every cell in the release before: what it masked stays masked. */
  readonly previous?: Uint8Array;
}

export interface Suppression {
  /** By cell, one of `STATUS`. */
  readonly status: Uint8Array;
  /** Cells that had to be masked by themselves, whatever they are told as. */
  readonly primary: number;
  /** Cells masked for the sake of others. */
  readonly secondary: number;
  /** Of the primary ones, those that are told as secondary. */
  readonly relabelled: number;
  /** Sensitive cells for which no proof was found: what must not be masked gives them away, or the search gave up. Never to be released. */
  readonly exposed: readonly number[];
}

/** How many unfinished moves one search looks at before it gives up. */
const STATES = 20_000;
/** Moves of what is masked already. */
const NOTHING_MORE: Limits = { cost: 0, states: STATES };

/** Which cells to mask so that nobody who knows as much as `attacker` can tell a sensitive cell's value. The same for the same system, always. */
export function suppress(system: System, { attacker, width, previous }: SuppressOptions): Suppression {
  const problem = openProblem(system, attacker, previous);
  const proofs = openProofs(system.sensitive, width);
  const exposed: number[] = [];
  const asked = sensitiveCells(system);
  for (const cell of asked) if (!proofs.holds(cell)) prove(problem, proofs, cell, width, NOTHING_MORE);
  for (const cell of asked) {
    if (proofs.holds(cell)) continue;
    if (!prove(problem, proofs, cell, width, { cost: Number.POSITIVE_INFINITY, states: STATES })) exposed.push(cell);
  }
  giveBack(problem, proofs, width, previous);
  return {
    status: problem.status,
    primary: asked.filter((cell) => system.hidden[cell] === 0).length,
    secondary: count(
      problem.status,
      (cell) => problem.status[cell] === STATUS.secondary && system.sensitive[cell] === 0,
    ),
    relabelled: count(
      problem.status,
      (cell) => problem.status[cell] === STATUS.secondary && system.sensitive[cell] === 1,
    ),
    exposed,
  };
}

function count(cells: Uint8Array, counts: (cell: number) => boolean): number {
  return cells.reduce((sum, _, cell) => sum + (counts(cell) ? 1 : 0), 0);
}

function sensitiveCells({ sensitive }: System): number[] {
  return Array.from(sensitive.keys()).filter((cell) => sensitive[cell] === 1);
}

/** Finds the cheapest moves that take a cell `width` apart, masks what they change and keeps them as proofs; false where there are none. */
function prove(problem: Problem, proofs: Proofs, cell: number, width: number, limits: Limits): boolean {
  let best: { moves: readonly Move[]; cost: number } | undefined;
  for (let up = width; up >= 0; up -= 1) {
    const changes = [up, up - width].filter((change) => change !== 0);
    const below = best?.cost ?? limits.cost;
    const moves = changes.flatMap((change) => findMove(problem, cell, change, { ...limits, cost: below }) ?? []);
    if (moves.length < changes.length) continue;
    const cost = moves.reduce((sum, move) => sum + move.cost, 0);
    if (best === undefined || cost < best.cost) best = { moves, cost };
    if (cost === 0) break;
  }
  if (best === undefined) return false;
  for (const move of best.moves) {
    move.cells.forEach((moved, index) => {
      settle(problem, moved, at(move.changes, index));
    });
    proofs.keep(move);
  }
  return true;
}

/** Gives a cell the status under which a reader cannot exclude that it differs by a change. */
function settle({ status, told }: Problem, cell: number, change: number): void {
  const beyond = change > at(told.up, cell) || -change > at(told.down, cell);
  if (status[cell] === STATUS.published || (status[cell] === STATUS.primary && beyond)) status[cell] = STATUS.secondary;
}

/** Publishes every secondary cell that the proofs can do without, the dearest first, and tells primary ones as such again; what the release before masked stays. */
function giveBack(problem: Problem, proofs: Proofs, width: number, previous: Uint8Array | undefined): void {
  const { status, system } = problem;
  const dearest = Array.from(status.keys())
    .filter((cell) => status[cell] === STATUS.secondary && !previous?.[cell])
    .sort((a, b) => lossOf(system, b) - lossOf(system, a) || b - a);
  for (const cell of dearest) {
    const relying = proofs.relyingOn(cell);
    const restore = proofs.forget(cell);
    status[cell] = system.sensitive[cell] === 1 ? STATUS.primary : STATUS.published;
    if (relying.every((user) => proofs.holds(user) || prove(problem, proofs, user, width, NOTHING_MORE))) continue;
    restore();
    status[cell] = STATUS.secondary;
  }
}

function lossOf({ sensitive, cost }: System, cell: number): number {
  return sensitive[cell] === 1 ? 0 : at(cost, cell);
}
