/** Shares that count the members behind a volume: where it is shown, so many are known to be enough. */

import type { Grid, GridTable } from '../cells/grid.ts';
import type { Meaning } from '../cells/meaning.ts';
import { matchCells } from '../cells/structure/link.ts';
import { countsSameMembers, type FamilyFigure, membersBehind } from '../certify/families/family.ts';

/** A table that counts the members behind a volume: by cell of the volume, its own; -1: none. */
export interface SharedTable {
  readonly table: string;
  readonly cells: Int32Array;
}

/** The tables that count the members behind a volume. */
export function sharesOf(
  { tables }: Pick<Grid, 'tables'>,
  { families }: Pick<Meaning, 'families'>,
  volume: GridTable,
): SharedTable[] {
  return families.flatMap(({ figures }) => {
    const own = figures.find(({ name, adds }) => name === volume.figure && adds !== null);
    if (own === undefined) return [];
    const same = new Set(figures.filter(countsSame(own)).map(({ name }) => name));
    return tables.filter(({ figure }) => same.has(figure)).map((table) => matchCells(table, volume));
  });
}

function countsSame(volume: FamilyFigure): (other: FamilyFigure) => boolean {
  const behind = membersBehind(volume);
  return (other) => countsSameMembers(other, behind);
}
