/**
 * Shares that count the members behind a volume: where it is shown, so many are known to be enough.
 */

import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid, GridTable } from '../cells/grid.ts';
import { matchCells } from '../cells/structure/link.ts';
import { countsSameMembers, type Family, type FamilyFigure, membersBehind } from '../certify/families/family.ts';

/** A table that counts the members behind a volume: by cell of the volume, its own; -1: none. */
export interface SharedTable {
  readonly table: string;
  readonly cells: Int32Array;
}

/** The tables that count the members behind a volume. */
export function sharesOf(
  grid: Pick<Grid, 'tables'>,
  figureRelations: Pick<FigureRelations, 'families'>,
  volume: GridTable,
): SharedTable[] {
  return tablesOf(grid, figureRelations, volume, (own) => {
    const behind = membersBehind(own);
    return (other) => countsSameMembers(other, behind);
  });
}

/**
 * The tables that count all members behind a volume, and maybe more: everybody, or whoever has an
 * event of a variable that contains its own.
 */
export function wholesOf(
  grid: Pick<Grid, 'tables'>,
  figureRelations: Pick<FigureRelations, 'families'>,
  volume: GridTable,
): SharedTable[] {
  return tablesOf(grid, figureRelations, volume, ({ adds: added }, { atoms }) => {
    const isWithin = (outer: number) =>
      atoms.every((atom) => added === null || !atom.includes(added) || atom.includes(outer));
    return ({ adds, where }) =>
      adds === null &&
      where.every(({ variable, atLeast = 1, atMost }) => atLeast <= 1 && atMost === undefined && isWithin(variable));
  });
}

function tablesOf(
  { tables }: Pick<Grid, 'tables'>,
  { families }: Pick<FigureRelations, 'families'>,
  volume: GridTable,
  keep: (own: FamilyFigure, family: Family) => (other: FamilyFigure) => boolean,
): SharedTable[] {
  return families.flatMap((family) => {
    const own = family.figures.find(({ name, adds }) => name === volume.figure && adds !== null);
    if (own === undefined) return [];
    const kept = new Set(family.figures.filter(keep(own, family)).map(({ name }) => name));
    return tables.filter(({ figure }) => kept.has(figure)).map((table) => matchCells(table, volume));
  });
}
