/**
 * Secondary suppression: suppresses cells until every sensitive one has a move that proves it
 * unknown, then gives back what no proof needs.
 */
import { at, yieldToEventLoop } from '../../base/index.ts';
import { type Attacker, STATUS, type System } from '../cells/structure/index.ts';
import type { Move } from './move.ts';
import { openPaths, type Paths } from './paths.ts';
import { isNetwork, openProblem, type Problem, settle } from './problem.ts';
import { openProgrammes, type Programmes } from './programme.ts';
import { openProofs, type Proofs } from './proofs.ts';

export interface SuppressOptions {
  readonly attacker: Attacker;
  /** How far the values that an attacker cannot exclude must at least lie apart. */
  readonly width: number;
  /** Status of every cell in the release before: what it suppressed stays suppressed. */
  readonly previous?: Uint8Array;
  /** Whether a move is possible by what the relations do not say; any is without it. */
  readonly accepts?: ((move: Move) => boolean) | undefined;
  /** How many cells may take part in a programme at most; all without it. */
  readonly cells?: number;
  /** Given, it ends the search (interrupted). */
  readonly signal?: AbortSignal | undefined;
}

export interface Suppression {
  /** By cell, one of `STATUS`. */
  readonly status: Uint8Array;
  /** Cells that had to be suppressed by themselves, whatever they are reported as. */
  readonly primary: number;
  /** Cells suppressed for the sake of others. */
  readonly secondary: number;
  /** Of the primary ones, those that are marked as secondary. */
  readonly relabelled: number;
  /** The moves that prove the sensitive cells to be unknown, beside the system's values. */
  readonly moves: readonly Move[];
  /**
   * Sensitive cells for which no proof was found: what must not be suppressed discloses them, or
   * the search gave up. Never to be released.
   */
  readonly exposed: readonly number[];
}

/**
 * How many unfinished moves the search by paths looks at before it gives up: in a network it will
 * not, elsewhere a programme takes over.
 */
const PATHS = { network: 50_000, other: 300 } as const;
/**
 * Of how many cells the proof is sought anew by programmes, so as to give one cell back, and how
 * many cells take part in those: more hardly ever find one.
 */
const WORTH = { users: 8, cells: 300 } as const;
/**
 * How many cells take part in a programme that only serves to find cheaper moves than those that
 * are known.
 */
const OTHER = 3_000;
/**
 * How many unfinished moves to look at in the first search for a move at any price, and in one that
 * only serves to give a cell or a status back.
 */
const SOON = { price: 2_000, cell: 3_000, status: 300 } as const;

interface Search {
  readonly problem: Problem;
  readonly proofs: Proofs;
  readonly width: number;
  readonly states: number;
  readonly paths: Paths;
  /** Where paths may miss a move. */
  readonly programmes: Programmes | undefined;
  /** How many cells may take part in a programme. */
  readonly cells: number;
  readonly accepts: (move: Move) => boolean;
}

/**
 * Which cells to suppress so that nobody who knows as much as `attacker` can derive the value of a
 * sensitive cell. The same for the same system, always. Sensitive cells of the result's `exposed`
 * it could not hide.
 */
export async function suppress(
  system: System,
  { attacker, width, previous, accepts = () => true, cells = system.count, signal }: SuppressOptions,
): Promise<Suppression> {
  const problem = openProblem(system, attacker, previous);
  const proofs = openProofs(system.sensitive, width);
  const network = isNetwork(problem) && width === 1;
  const programmes = network ? undefined : await openProgrammes(problem);
  const states = network ? PATHS.network : PATHS.other;
  const paths = openPaths(problem);
  const search: Search = { problem, proofs, width, states, paths, programmes, cells, accepts };
  const targets = Array.from(system.sensitive.keys()).filter((cell) => system.sensitive[cell] === 1);
  const exposed: number[] = [];
  try {
    for (const cell of targets) {
      if (proofs.holds(cell)) continue;
      await yieldToEventLoop(signal);
      prove({ ...search, programmes: undefined }, cell, 0);
    }
    const tries = network ? [{ ...search, states: SOON.price }, search] : [search];
    for (const cell of targets) {
      if (proofs.holds(cell)) continue;
      let isProved = false;
      for (const one of tries) {
        if (isProved) break;
        await yieldToEventLoop(signal);
        isProved = prove(one, cell, Number.POSITIVE_INFINITY);
      }
      if (!isProved) exposed.push(cell);
    }
    await giveBack(search, { previous, signal });
  } finally {
    programmes?.close();
  }
  const { status } = problem;
  const secondary = Array.from(status.keys()).filter((cell) => status[cell] === STATUS.secondary);
  return {
    status,
    primary: targets.filter((cell) => system.hidden[cell] === 0).length,
    secondary: secondary.filter((cell) => system.sensitive[cell] === 0).length,
    relabelled: secondary.filter((cell) => system.sensitive[cell] === 1).length,
    moves: proofs.moves(),
    exposed,
  };
}

/**
 * Finds the cheapest moves that take a cell `width` apart and cost less than `below` (0: moves of
 * what is suppressed already), suppresses what they change and keeps them as proofs; false where
 * there are none.
 */
function prove(search: Search, cell: number, below: number): boolean {
  const { problem, proofs, width } = search;
  let best: { moves: readonly Move[]; cost: number } | undefined;
  for (let up = width; up >= 0 && best?.cost !== 0; up -= 1) {
    const changes = [up, up - width].filter((change) => change !== 0);
    const within = best === undefined ? search : { ...search, cells: Math.min(search.cells, OTHER) };
    const moves = changes.flatMap((change) => find(within, cell, change, best?.cost ?? below) ?? []);
    if (moves.length < changes.length) continue;
    const cost = moves.reduce((sum, move) => sum + move.cost, 0);
    if (best === undefined || cost < best.cost) best = { moves, cost };
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

function find(search: Search, cell: number, change: number, below: number): Move | undefined {
  const { paths, states, programmes, cells, accepts } = search;
  const near = paths.findMove(cell, change, { cost: below, states });
  if (near && accepts(near)) return near;
  const far = programmes?.findMove(cell, change, { cost: below, cells });
  return far && accepts(far) ? far : undefined;
}

/**
 * Publishes every secondary cell that the proofs can do without, the dearest first, and marks
 * primary ones as such again; what the release before suppressed stays. A secondary cell that
 * remains is moved by some proof, so it is not known either.
 */
async function giveBack(
  search: Search,
  { previous, signal }: Pick<SuppressOptions, 'signal'> & { readonly previous: Uint8Array | undefined },
): Promise<void> {
  const { problem, proofs } = search;
  const { status, system } = problem;
  const dearest = Array.from(status.keys())
    .filter((cell) => status[cell] === STATUS.secondary && !previous?.[cell])
    .sort((a, b) => lossOf(system, b) - lossOf(system, a) || b - a);
  for (const cell of dearest) {
    const relying = proofs.relyingOn(cell);
    const restore = proofs.forget(cell);
    status[cell] = system.sensitive[cell] === 1 ? STATUS.primary : STATUS.published;
    const isSensitive = system.sensitive[cell] === 1;
    const again = {
      ...search,
      states: Math.min(search.states, isSensitive ? SOON.status : SOON.cell),
      programmes: isSensitive || relying.length > WORTH.users ? undefined : search.programmes,
      cells: WORTH.cells,
    };
    let isKept = true;
    for (const user of relying) {
      if (proofs.holds(user)) continue;
      await yieldToEventLoop(signal);
      isKept = prove(again, user, 0);
      if (!isKept) break;
    }
    if (isKept) continue;
    restore();
    status[cell] = STATUS.secondary;
  }
  // A proof that was found anew may do without a cell that the one before it needed.
  for (const cell of dearest)
    if (status[cell] === STATUS.secondary && system.sensitive[cell] === 0 && !proofs.needs(cell))
      status[cell] = STATUS.published;
}

function lossOf({ sensitive, cost }: System, cell: number): number {
  return sensitive[cell] === 1 ? 0 : at(cost, cell);
}
