/**
 * Where members of a family are counted: the finest cells that its figures have in common, each
 * with all of its figures there.
 */
import { at } from '../../base/index.ts';
import { type Behind, unpublishedAt } from '../certify/families/behind.ts';
import { countsSameMembers, type Family, membersBehind } from '../certify/families/family.ts';
import { type Following, followingFigures } from '../certify/families/following.ts';
import {
  openRealiser,
  type Realised,
  type Realiser,
  realiseWithin,
  type Unpublished,
} from '../certify/families/realise.ts';
import type { FigureRelations } from './figure-relations.ts';
import { commonAxes, type Grid, type GridTable, type TableCell } from './grid.ts';
import { followers } from './groups.ts';
import { type CellSet, matchCells } from './structure/link.ts';
import { fillHidden, leafCells } from './structure/table.ts';
import { openValuesAbove } from './values-above.ts';

/** Figures at one finest cell. */
export interface Station {
  /** With all that follows there from coarser cells. */
  readonly realiser: Realiser;
  /** With what follows from coarser cells of which all are shown. */
  readonly realiserWhere: (isShown: (tableCell: TableCell) => boolean) => Realiser;
  /** By figure of the realiser's family, where it stands. */
  readonly cells: readonly { readonly table: string; readonly cell: number }[];
  /**
   * Members behind its volumes, in the order of the realiser's. Whether a volume is shown or marked
   * as sensitive says in which range they are.
   */
  readonly behind: readonly Unpublished[];
}

type Tables = Pick<Grid, 'tables'>;

/**
 * All stations of all families, for values of all tables; of a figure that has no such cell there
 * the family is left.
 */
export function stationsOf(
  { tables }: Tables,
  figureRelations: Pick<FigureRelations, 'families'>,
  values: ReadonlyMap<string, Float64Array>,
  behind: Behind,
): Station[] {
  const shares = followers({ tables }, figureRelations);
  return figureRelations.families.flatMap((family) => stationsOfFamily(family, tables, { shares, values, behind }));
}

interface Known {
  readonly shares: ReadonlyMap<string, string>;
  readonly values: ReadonlyMap<string, Float64Array>;
  readonly behind: Behind;
}

function stationsOfFamily(family: Family, tables: readonly GridTable[], { shares, values, behind }: Known): Station[] {
  const names = new Set(family.figures.map(({ name }) => name));
  const own = tables.filter(({ figure }) => names.has(figure));
  const shapes = shapesOf(own);
  const valuesAbove = openValuesAbove(family, own, values);
  const realisers = new Map<string, Realiser>();
  const stations: Station[] = [];
  const done = new Set<string>();
  for (const shape of shapes) {
    const sets = family.figures.map(({ name }) => {
      const candidates = own.filter(({ figure }) => figure === name);
      const sets = candidates.map((table) => matchCells(table, shape));
      const matched = ({ cells }: CellSet) => cells.reduce((count, cell) => count + (cell < 0 ? 0 : 1), 0);
      return sets.toSorted((a, b) => matched(b) - matched(a))[0];
    });
    leafCells(shape.axes).forEach((isLeaf, cell) => {
      if (isLeaf === 0) return;
      const there = sets.map((set) =>
        set && at(set.cells, cell) >= 0 ? { table: set.table, cell: at(set.cells, cell) } : null,
      );
      const kept = there.flatMap((tableCell, figure) => (tableCell === null ? [] : [figure]));
      const counts = kept.filter(
        (figure) => (family.figures[figure]?.where.length ?? 0) > 0 || family.figures[figure]?.adds !== null,
      );
      if (counts.length === 0) return;
      const cells = there.filter((tableCell) => tableCell !== null);
      const place = cells.map((tableCell) => `${tableCell.table} ${tableCell.cell}`).join('|');
      if (done.has(place)) return;
      done.add(place);
      const figures = kept.map((figure) => at(family.figures, figure));
      const volumes = figures.flatMap((figure, index) => {
        const { table, cell } = at(cells, index);
        const counted = behind.get(table);
        if (counted === undefined || figure.adds === null) return [];
        const behindFigure = membersBehind(figure);
        const share = figures.findIndex((other) => countsSameMembers(other, behindFigure));
        const follows = shares.has(table);
        return [{ figure: behindFigure, share, follows, counted: unpublishedAt(counted, table, cell) }];
      });
      const following = followingFigures(family, kept, (figure) => valuesAbove(figure, shape.axes, cell));
      const open = (besides: readonly Following[]): Realiser => {
        const named = [
          ...volumes.map(({ figure, share }) => `${figure.name} ${share}`),
          ...besides.map(({ figure, as }) => `${figure.name} as ${as}`),
        ];
        const key = [kept.join(), ...named].join();
        const found = realisers.get(key) ?? openRealiser({ ...family, figures }, volumes, besides);
        realisers.set(key, found);
        return found;
      };
      const realiser = open(following);
      stations.push({
        realiser,
        realiserWhere: (isShown) =>
          following.length === 0 ? realiser : open(following.filter(({ from }) => from.every(isShown))),
        cells,
        behind: volumes.map(({ counted }) => counted),
      });
    });
  }
  return stations;
}

type Shape = Pick<GridTable, 'name' | 'axes'>;

/**
 * The shapes of tables, and what two of them have in common: there figures meet that have no finer
 * cell together.
 */
function shapesOf(tables: readonly GridTable[]): Shape[] {
  const shapes: Shape[] = [];
  const add = (shape: Shape) => {
    if (!shapes.some((other) => hasSameAxes(other, shape))) shapes.push(shape);
  };
  tables.forEach(add);
  for (const [index, one] of [...shapes].entries())
    for (const other of shapes.slice(0, index)) add({ name: 'common', axes: commonAxes([one, other]) });
  return shapes;
}

function hasSameAxes(left: Shape, right: Shape): boolean {
  return left.axes.length === right.axes.length && left.axes.every((axis, index) => axis === right.axes[index]);
}

/** What the cells of tables may be, both included. */
export interface CellBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** By table, what its cells may be while all other figures are as they are. */
export type RelationBounds = ReadonlyMap<string, CellBounds>;

/** How far a cell is tried to go, up and down. */
const FURTHEST = 3;

/**
 * Narrows what every cell may be while all others are as they are: as far as there can be members
 * with those figures. `together` gives the figures that move with one, by as much. Where the true
 * figures have no such members, corrections have taken somebody below zero, and nothing is
 * narrowed.
 */
export function boundByMembers(
  stations: readonly Station[],
  values: ReadonlyMap<string, Float64Array>,
  bounds: RelationBounds,
  together: (table: string) => readonly string[],
): void {
  for (const { realiser, cells, behind } of stations) {
    const own = cells.map(({ table, cell }) => values.get(table)?.[cell] ?? Number.NaN);
    const actual = realiseWithin(realiser, own, behind)?.found;
    if (actual === undefined) continue;
    cells.forEach(({ table, cell }, figure) => {
      const bound = bounds.get(table);
      if (bound === undefined) return;
      const moved = new Set([table, ...together(table)]);
      const indexes = cells.flatMap((tableCell, index) => (moved.has(tableCell.table) ? [index] : []));
      const value = at(own, figure);
      // What other bounds leave, if members can move as far.
      const narrow = (sign: 1 | -1, limit: number): number => {
        const room = Math.min(FURTHEST, limit);
        const reached = room > 0 ? reachOf({ realiser, behind }, own, actual, { sign, moved: indexes, room }) : room;
        return reached < room ? reached : limit;
      };
      bound.high[cell] = value + narrow(1, at(bound.high, cell) - value);
      bound.low[cell] = value - narrow(-1, value - at(bound.low, cell));
    });
  }
}

/** By how much figures can move together in one direction, at most `room`. */
function reachOf(
  { realiser, behind }: Pick<Station, 'realiser' | 'behind'>,
  own: readonly number[],
  actual: Realised,
  { sign, moved, room }: { readonly sign: 1 | -1; readonly moved: readonly number[]; readonly room: number },
): number {
  const isPossible = (by: number) => {
    const values = own.slice();
    for (const index of moved) values[index] = at(values, index) + sign * by;
    return realiseWithin(realiser, values, behind, actual) !== undefined;
  };
  if (isPossible(room)) return room;
  let by = 0;
  while (by + 1 < room && isPossible(by + 1)) by += 1;
  return by;
}

/** Values of all tables, hidden cells filled. */
export function fillTables(
  { tables }: Tables,
  figures: Readonly<Record<string, { readonly value: Float64Array }>>,
): Map<string, Float64Array> {
  return new Map(
    tables.map(({ name, axes }) => [name, fillHidden(axes, Float64Array.from(figures[name]?.value ?? []))]),
  );
}
