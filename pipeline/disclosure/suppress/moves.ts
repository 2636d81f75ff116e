/**
 * The moves that show cells to be unknown, as they are found while cells are chosen: changes of
 * figures under which everything published stays the same. The audit certifies them against
 * everything published, in place of a search of its own for the same.
 */
import { at } from '../../base/index.ts';
import type { Grid } from '../cells/grid.ts';
import type { Assembly } from '../cells/structure/assemble.ts';
import type { Move } from './move.ts';

/**
 * Changes of figures beside the true ones: by place in three lists of the same length, table, cell
 * and by how much it changes.
 */
export interface PlacedMove {
  readonly tables: readonly string[];
  readonly cells: readonly number[];
  readonly changes: readonly number[];
}

/** The moves of an entity and year, by the tables in which they are placed. */
export interface YearMoves {
  readonly grid: Grid;
  readonly moves: readonly PlacedMove[];
}

/** By index of a system's cells, the tables and cells that they stand for. */
export type Places = ReadonlyMap<number, readonly (readonly [table: string, cell: number])[]>;

type System = Pick<Assembly, 'cellsOf'>;

const known = new WeakMap<System, Places>();

/** The places of a system's cells; looked for once per system. */
export function placesIn(system: System): Places {
  const before = known.get(system);
  if (before) return before;
  const found = new Map<number, [string, number][]>();
  for (const [table, cells] of Object.entries(system.cellsOf))
    cells.forEach((index, cell) => {
      const places = found.get(index);
      if (places) places.push([table, cell]);
      else found.set(index, [[table, cell]]);
    });
  known.set(system, found);
  return found;
}

/** Places a move of a system; `volumesOf` gives the tables that move with one, by as much. */
export function placeMove(
  system: System,
  { cells, changes }: Move,
  volumesOf: (table: string) => readonly string[],
): PlacedMove {
  const places = placesIn(system);
  const moved = cells.flatMap((cell, index) =>
    (places.get(cell) ?? []).map(([table, place]) => [table, place, at(changes, index)] as const),
  );
  const followed = moved.flatMap(([table, place, by]) =>
    volumesOf(table).map((volume) => [volume, place, by] as const),
  );
  // A volume that moves by itself moves by what it says, so it stands last.
  const all = [...followed, ...moved];
  return {
    tables: all.map(([table]) => table),
    cells: all.map(([, cell]) => cell),
    changes: all.map(([, , by]) => by),
  };
}
