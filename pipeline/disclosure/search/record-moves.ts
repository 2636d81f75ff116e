/**
 * Moves that the suppression has found, checked against everything published: what they show need
 * not be searched for again.
 */
import { at } from '../../base/index.ts';
import type { YearMoves } from '../suppress/moves.ts';
import type { Certifier } from './certifier.ts';

/**
 * Records the moves that the certificates find possible; the others, and those of figures that are
 * not in the release, are left.
 */
export function recordMoves({ certificates, unknownAt }: Certifier, { grid, moves }: YearMoves): void {
  const tables = new Map(grid.tables.map((table) => [table.name, table]));
  for (const { tables: names, cells, changes } of moves) {
    const changed = new Map<number, number>();
    const isPlaced = names.every((name, index) => {
      const table = tables.get(name);
      const unknown = table && unknownAt(table, at(cells, index));
      if (unknown !== undefined) changed.set(unknown, at(changes, index));
      return unknown !== undefined;
    });
    if (isPlaced) certificates.record(changed);
  }
}
