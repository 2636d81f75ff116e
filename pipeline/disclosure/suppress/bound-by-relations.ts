/** How far every cell may go while all other figures are as they truly are. */
import { at } from '../../base/index.ts';
import { fillBehind } from '../cells/fill-behind.ts';
import { type IsEquation, type IsWritten, linkGrid, type TableCell } from '../cells/grid.ts';
import { followers } from '../cells/groups.ts';
import { boundByMembers, fillTables, type RelationBounds, stationsOf } from '../cells/stations.ts';
import type { YearFigures } from './systems.ts';

/**
 * That a count is at most its denominator, or a part at most its union, relates figures, and the
 * search for what to suppress suffers from every relation. So each is bounded by the others as they
 * truly are, as if an attacker knew: whatever one may be while the others are as they are, is
 * possible. A share is not bounded by its volume, which moves with it (`followers`) as far as it
 * may itself.
 */
export function boundByRelations(year: YearFigures): RelationBounds {
  const { grid, figureRelations, figures } = year;
  const behind = fillBehind(
    grid,
    (table) => figures[table]?.persons,
    year.policy.largestSensitive + 1,
    () => undefined,
  );
  const values = fillTables(grid, figures);
  const bounds = new Map(
    [...values].map(([name, { length }]) => [
      name,
      {
        low: new Float64Array(length).fill(Number.NEGATIVE_INFINITY),
        high: new Float64Array(length).fill(Number.POSITIVE_INFINITY),
      },
    ]),
  );
  const shares = followers(grid, figureRelations);
  const followed = new Set([...shares].map(([volume, share]) => `${share} ${volume}`));
  const figureOf = ({ table, cell }: TableCell) => values.get(table)?.[cell] ?? Number.NaN;
  const isWritten: IsWritten = (lesser, greater, { times }) => {
    // A share moves with its volume.
    if (greater.length === 1 && shares.get(lesser.table) === greater[0]?.table) return false;
    const all = greater.reduce((sum, tableCell) => sum + times * figureOf(tableCell), 0);
    const room = all - figureOf(lesser);
    // Corrections below zero may break a relation; no attacker can use it there.
    if (!(room >= 0)) return false;
    const below = bounds.get(lesser.table);
    if (below && !followed.has(`${lesser.table} ${greater[0]?.table}`))
      below.high[lesser.cell] = Math.min(at(below.high, lesser.cell), all);
    for (const tableCell of greater) {
      const above = bounds.get(tableCell.table);
      const least = Math.ceil(figureOf(tableCell) - room / times);
      if (above) above.low[tableCell.cell] = Math.max(at(above.low, tableCell.cell), least);
    }
    return false;
  };
  const isEquation: IsEquation = (tableCells, { terms, isAtLeast }) => {
    const room = terms.reduce((sum, { factor }, index) => sum + factor * figureOf(at(tableCells, index)), 0);
    if (isAtLeast !== true || !(room >= 0)) return false;
    tableCells.forEach((tableCell, index) => {
      const { factor } = at(terms, index);
      // Cells of one table may move together: each has its part of the room.
      const together = tableCells.filter(
        ({ table }, other) => table === tableCell.table && at(terms, other).factor === factor,
      );
      const own = bounds.get(tableCell.table);
      const by = Math.floor(room / together.length);
      if (own && factor < 0)
        own.high[tableCell.cell] = Math.min(at(own.high, tableCell.cell), figureOf(tableCell) + by);
      else if (own) own.low[tableCell.cell] = Math.max(at(own.low, tableCell.cell), figureOf(tableCell) - by);
    });
    return false;
  };
  linkGrid(grid, figureRelations, isWritten, isEquation);
  const volumesOf = (share: string) => [...shares].flatMap(([volume, own]) => (own === share ? [volume] : []));
  boundByMembers(stationsOf(grid, figureRelations, values, behind), values, bounds, volumesOf);
  for (const [volume, share] of shares) {
    const [own, other] = [bounds.get(share), bounds.get(volume)];
    own?.high.forEach((high, cell) => {
      const room = at(other?.high ?? [], cell) - (values.get(volume)?.[cell] ?? 0);
      own.high[cell] = Math.min(high, (values.get(share)?.[cell] ?? 0) + room);
    });
  }
  return bounds;
}
