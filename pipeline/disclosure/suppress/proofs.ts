/**
 * The proofs that sensitive cells are unknown: for each, the move that raises it most and the one
 * that lowers it most.
 */
import { at } from '../../base/index.ts';
import type { Move } from './move.ts';

export interface Proofs {
  /** Whether the moves of a cell take it at least `width` apart. */
  holds(cell: number): boolean;
  /** Keeps a move wherever it takes a sensitive cell further than it was taken before. */
  keep(move: Move): void;
  /** Sensitive cells whose proof needs a cell. */
  relyingOn(cell: number): readonly number[];
  /** Forgets the moves over a cell; gives what puts them back. */
  forget(cell: number): () => void;
  /** The moves that are kept. */
  moves(): readonly Move[];
  /** Whether any proof needs the cell. */
  needs(cell: number): boolean;
}

interface Proof {
  readonly move: Move;
  readonly reach: number;
}

/** No proofs yet, for the sensitive cells of `count`. */
export function openProofs(sensitive: Uint8Array, width: number): Proofs {
  const raised = new Map<number, Proof>();
  const lowered = new Map<number, Proof>();
  /** By cell, the moves over it that are some sensitive cell's proof, with those cells. */
  const users = new Map<number, Set<number>>();
  const reachOf = (cell: number) => (raised.get(cell)?.reach ?? 0) + (lowered.get(cell)?.reach ?? 0);
  const relies = (user: number, cell: number) =>
    [raised.get(user), lowered.get(user)].some((proof) => proof?.move.cells.includes(cell));
  const relyingOn = (cell: number) =>
    [...(users.get(cell) ?? [])].filter((user) => relies(user, cell)).sort((a, b) => a - b);
  return {
    holds: (cell) => reachOf(cell) >= width,
    keep(move) {
      move.cells.forEach((cell, index) => {
        if (sensitive[cell] === 0 || reachOf(cell) >= width) return;
        const change = at(move.changes, index);
        const side = change > 0 ? raised : lowered;
        if ((side.get(cell)?.reach ?? 0) >= Math.abs(change)) return;
        side.set(cell, { move, reach: Math.abs(change) });
        for (const other of move.cells) {
          const known = users.get(other);
          if (known) known.add(cell);
          else users.set(other, new Set([cell]));
        }
      });
    },
    relyingOn,
    moves: () => [...new Set([...raised.values(), ...lowered.values()].map(({ move }) => move))],
    needs: (cell) => relyingOn(cell).length > 0,
    forget(cell) {
      const lost = relyingOn(cell).map((user) => ({ user, up: raised.get(user), down: lowered.get(user) }));
      for (const { user, up, down } of lost) {
        if (up?.move.cells.includes(cell)) raised.delete(user);
        if (down?.move.cells.includes(cell)) lowered.delete(user);
      }
      return () => {
        for (const { user, up, down } of lost) {
          if (up) raised.set(user, up);
          if (down) lowered.set(user, down);
        }
      };
    },
  };
}
