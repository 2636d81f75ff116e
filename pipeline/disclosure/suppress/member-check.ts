/** Whether moves of cells leave figures for which there can be members. */
import { at } from '../../base/index.ts';
import { fillBehind } from '../cells/fill-behind.ts';
import { holds, linkGrid, type TableCell } from '../cells/grid.ts';
import { fillTables, type Station, stationsOf } from '../cells/stations.ts';
import { STATUS } from '../cells/structure/system.ts';
import { keepsSensitivity, type Otherwise, unpublishedIn } from '../certify/families/behind.ts';
import { type Realised, type Realiser, realiseWithin } from '../certify/families/realise.ts';
import type { Move } from './move.ts';
import { placeMove } from './moves.ts';
import { divisorsOf, isSuppressed, type Statuses, type YearFigures, type YearSystem } from './systems.ts';

/**
 * Whether there can be members with the figures of a move in a system; volumes that follow a share
 * move by as much.
 */
export type MemberCheck = (system: YearSystem, move: Move, volumesOf: (share: string) => readonly string[]) => boolean;

/**
 * A check of moves beside the true figures of a year. Where corrections have taken somebody below
 * zero, nothing is refused.
 */
export function openMemberCheck(
  year: Pick<YearFigures, 'grid' | 'figureRelations' | 'figures' | 'policy'>,
  tableStatuses: Statuses,
): MemberCheck {
  const { grid, figureRelations, figures } = year;
  const values = fillTables(grid, figures);
  const divisors = divisorsOf(grid);
  const behind = fillBehind(
    grid,
    (table) => figures[table]?.persons,
    year.policy.largestSensitive + 1,
    (table) => tableStatuses.get(table),
    (table, cell) =>
      year.policy.denominators &&
      isSuppressed(tableStatuses.get(divisors.get(table) ?? '')?.[cell] ?? STATUS.published),
  );
  const stations = stationsOf(grid, figureRelations, values, behind);
  const broken = brokenCells(grid, figureRelations, values);
  const stationsAt = new Map<string, Map<number, number[]>>();
  stations.forEach(({ cells }, index) => {
    for (const { table, cell } of cells) {
      const byCell = stationsAt.get(table) ?? new Map<number, number[]>();
      stationsAt.set(table, byCell);
      byCell.set(cell, [...(byCell.get(cell) ?? []), index]);
    }
  });
  const isShown = ({ table, cell }: TableCell) => !isSuppressed(tableStatuses.get(table)?.[cell] ?? STATUS.published);
  const actual = new Map<
    number,
    {
      readonly realiser: Realiser;
      readonly own: readonly number[];
      readonly found: Realised | undefined;
      readonly isBroken: boolean;
    }
  >();
  const actualOf = (index: number, { realiserWhere, cells, behind: counts }: Station) => {
    const realiser = realiserWhere(isShown);
    const before = actual.get(index);
    if (before?.realiser === realiser) return before;
    const own = cells.map(({ table, cell }) => values.get(table)?.[cell] ?? 0);
    const members = realiseWithin(realiser, own, counts)?.found;
    const isBroken =
      members === undefined &&
      (own.some((value) => value < 0) || cells.some(({ table, cell }) => broken.has(`${table} ${cell}`)));
    const found = { realiser, own, found: members, isBroken };
    actual.set(index, found);
    return found;
  };
  return (system, move, volumesOf) => {
    const { tables, cells, changes } = placeMove(system, move, volumesOf);
    const changed = new Map<string, number>();
    const touched = new Set<number>();
    const change = (table: string, cell: number, by: number) => {
      changed.set(`${table} ${cell}`, by);
      for (const index of stationsAt.get(table)?.get(cell) ?? []) touched.add(index);
    };
    tables.forEach((table, index) => {
      change(table, at(cells, index), at(changes, index));
    });
    const otherwise: Otherwise[] = [];
    const isPossible = [...touched].every((index) => {
      const station = at(stations, index);
      const { realiser, own: before, found, isBroken } = actualOf(index, station);
      if (isBroken) return true;
      if (found === undefined) return false;
      const after = station.cells.map(
        ({ table, cell }, figure) => at(before, figure) + (changed.get(`${table} ${cell}`) ?? 0),
      );
      const counts = station.behind.map(({ table, cell }) => unpublishedIn(behind, table, cell));
      const now = realiseWithin(realiser, after, counts, found);
      if (now) otherwise.push({ behind: counts, by: now.otherwise });
      return now !== undefined;
    });
    return isPossible && keepsSensitivity(behind, otherwise);
  };
}

/** Cells of relations that corrections have broken. */
function brokenCells(
  grid: YearFigures['grid'],
  figureRelations: YearFigures['figureRelations'],
  values: ReadonlyMap<string, Float64Array>,
): ReadonlySet<string> {
  const broken = new Set<string>();
  const figureOf = ({ table, cell }: TableCell) => values.get(table)?.[cell] ?? 0;
  const record = (tableCells: readonly TableCell[]) => {
    for (const { table, cell } of tableCells) broken.add(`${table} ${cell}`);
    return false;
  };
  linkGrid(
    grid,
    figureRelations,
    (lesser, greater, { times }) =>
      figureOf(lesser) > times * greater.reduce((sum, tableCell) => sum + figureOf(tableCell), 0) &&
      record([lesser, ...greater]),
    (tableCells, relation) => !holds(relation, tableCells.map(figureOf)) && record(tableCells),
  );
  return broken;
}
