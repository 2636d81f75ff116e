/**
 * The tables of a year: every figure over the areas and groups that its cubes show, and the figure
 * relations between them.
 */

import { isDivisorPart } from './cube-parts.ts';
import type { FigureRelation, FigureRelations } from './figure-relations.ts';
import { commonAxes, type GridTable, type IsEquation, type TableCell } from './grid-table.ts';
import { linkAcross } from './link-across.ts';
import { type Axis, type AxisNode, defineAxis } from './structure/axis.ts';
import { type Link, matchCells } from './structure/link.ts';
import type { Table } from './structure/table.ts';

export * from './grid-table.ts';

/** An area of the map with the areas that it lies in; a row of `area_place`. */
export type AreaRow = Readonly<Record<'area_level' | 'ref_area', string>> &
  Readonly<Record<'region' | 'province' | 'arrondissement' | 'municipality', string | null>>;

/** The cells of a cube: dimensions with their members, levels of the year, coarsest first. */
export interface CubeShape {
  readonly code: string;
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly levels: readonly string[];
}

export interface Grid {
  readonly tables: readonly GridTable[];
  /** Names of the tables of a cube. */
  readonly cubes: Readonly<Record<string, { readonly numerator: string; readonly denominator: string | null }>>;
}

const ABOVE = ['municipality', 'arrondissement', 'province', 'region'] as const;

/**
 * The axis of areas down to the last of the levels. Somebody is in the country and in no region
 * (unknown domicile), in a municipality and in no sector (`ZZZZ`); Brussels has no province, so its
 * arrondissement is a part of the region.
 */
export function areaAxis(places: readonly AreaRow[], levels: readonly string[]): Axis {
  const nodes = places
    .filter(({ area_level }) => levels.includes(area_level))
    .map((place): AxisNode => {
      const { area_level, ref_area } = place;
      if (area_level === 'country') return { code: ref_area, gap: true };
      const above = ABOVE.slice(ABOVE.indexOf(area_level as 'region') + 1).find(
        (level) => levels.includes(level) && place[level] !== null,
      );
      const parent = (above && place[above]) ?? '01000';
      return { code: ref_area, parent, gap: area_level === 'municipality' };
    });
  return defineAxis('area', nodes);
}

/** The tables of cubes, by what they mean; cubes without a meaning are left out. */
export function layGrid(
  figureRelations: FigureRelations,
  shapes: readonly CubeShape[],
  places: readonly AreaRow[],
): Grid {
  const axes = new Map<string, Axis>();
  const axisOf = (key: string, make: () => Axis) => {
    const axis = axes.get(key) ?? make();
    axes.set(key, axis);
    return axis;
  };
  const tables = new Map<string, GridTable>();
  const cubes: Record<string, { numerator: string; denominator: string | null }> = {};
  for (const { code, dimensions, levels } of shapes.toSorted((a, b) => (a.code < b.code ? -1 : 1))) {
    const own = figureRelations.cubes[code];
    if (own === undefined) continue;
    const smallest = levels.at(-1) ?? 'country';
    const over = [
      axisOf(`area ${levels.join(' ')}`, () => areaAxis(places, levels)),
      ...dimensions.map(({ name, members }) =>
        axisOf(`${name} ${members.join(' ')}`, () =>
          defineAxis(name, [
            { code: 'total', gap: true },
            ...members.map((member) => ({ code: member, parent: 'total' })),
          ]),
        ),
      ),
    ];
    const add = (figure: string, role: 'counted' | 'divided'): string => {
      const name = [figure, 'by', smallest, ...dimensions.map((dimension) => dimension.name)].join(' ');
      const known = tables.get(name) ?? { name, figure, axes: over, levels, counted: [], divided: [] };
      tables.set(name, { ...known, [role]: [...known[role], code] });
      return name;
    };
    cubes[code] = {
      // Members that are divided by, or that a percentile is of, are so by other cubes as well.
      numerator: add(own.numerator, isDivisorPart(code) && own.adds === 'members' ? 'divided' : 'counted'),
      denominator: own.denominator === null ? null : add(own.denominator, 'divided'),
    };
  }
  return { tables: [...tables.values()], cubes };
}

/**
 * Whether a relation of the kind `atMost` is written down at a cell; false: it discloses nothing
 * there, or is known to fail.
 */
export type IsWritten = (
  lesser: TableCell,
  greater: readonly TableCell[],
  relation: { readonly times: number; readonly corrected: boolean },
) => boolean;

/** The figures of a relation, in its order. */
export function figuresOf(relation: FigureRelation): readonly string[] {
  if (relation.kind === 'same') return [relation.left, relation.right];
  if (relation.kind === 'sum') return [relation.whole, ...relation.parts];
  if (relation.kind === 'equation') return relation.terms.map(({ figure }) => figure);
  if (relation.kind === 'across') return [...relation.lesser, ...relation.greater].map(({ figure }) => figure);
  return [relation.lesser, ...relation.greater];
}

/**
 * The links between tables: the same figure in two shapes, and what is known of several figures, at
 * the cells that all have.
 */
export function linkGrid(
  grid: Pick<Grid, 'tables'>,
  { relations }: Pick<FigureRelations, 'relations'>,
  isWritten: IsWritten,
  isEquation: IsEquation = () => true,
): Link[] {
  const byFigure = new Map<string, GridTable[]>();
  for (const table of grid.tables) byFigure.set(table.figure, [...(byFigure.get(table.figure) ?? []), table]);
  const links: Link[] = [];
  for (const tables of byFigure.values())
    tables.forEach((left, index) => {
      for (const right of tables.slice(index + 1)) {
        const shared = sharedCells([left, right]);
        const [one, other] = shared;
        if (one && other) links.push({ kind: 'same', left: one, right: other });
      }
    });
  for (const relation of relations) {
    if (relation.kind === 'across') {
      links.push(...linkAcross(relation, byFigure, isEquation));
      continue;
    }
    const figures = figuresOf(relation);
    for (const tables of combinations(figures.map((figure) => byFigure.get(figure) ?? []))) {
      const sets = sharedCells(tables);
      const [first, ...others] = sets;
      const [second] = others;
      if (first === undefined || second === undefined) continue;
      if (relation.kind === 'same') links.push({ kind: 'same', left: first, right: second });
      else if (relation.kind === 'equation') {
        const tableCells = first.cells.map((_, index) =>
          sets.every(({ cells }) => (cells[index] ?? -1) >= 0) &&
          isEquation(
            sets.map(({ table, cells }) => ({ table, cell: cells[index] ?? -1 })),
            relation,
          )
            ? index
            : -1,
        );
        const terms = relation.terms.map(({ factor }, position) => {
          const { table, cells } = sets[position] ?? first;
          return { set: { table, cells: tableCells.map((index) => (index < 0 ? -1 : (cells[index] ?? -1))) }, factor };
        });
        links.push({ kind: 'equation', terms });
      } else if (relation.kind === 'sum') links.push({ kind: 'sum', whole: first, parts: others });
      else {
        const kept = first.cells.map((cell, index) => {
          const above = others.map(({ table, cells }) => ({ table, cell: cells[index] ?? -1 }));
          if (cell < 0 || above.some((tableCell) => tableCell.cell < 0)) return -1;
          return isWritten({ table: first.table, cell }, above, relation) ? cell : -1;
        });
        if (kept.every((cell) => cell < 0)) continue;
        links.push({
          kind: 'atMost',
          lesser: { table: first.table, cells: kept },
          greater: others,
          ...(relation.times !== 1 && { times: relation.times }),
        });
      }
    }
  }
  return links;
}

/**
 * One table of each figure, in every way in which each has a shape that the first covers: tables of
 * equal shape where there are.
 */
function combinations(tables: readonly (readonly GridTable[])[]): GridTable[][] {
  const [first = [], ...others] = tables;
  return first.flatMap((table) => {
    const partners = others.map(
      (candidates) =>
        candidates.find(
          ({ axes }) => axes.length === table.axes.length && axes.every((axis, i) => axis === table.axes[i]),
        ) ?? closest(table, candidates),
    );
    const found = partners.filter((partner) => partner !== undefined);
    return found.length === others.length ? [[table, ...found]] : [];
  });
}

/** The table that shares most cells with another. */
function closest(table: GridTable, candidates: readonly GridTable[]): GridTable | undefined {
  const shared = (other: GridTable) => commonAxes([table, other]).reduce((size, { codes }) => size * codes.length, 1);
  return candidates.toSorted((a, b) => shared(b) - shared(a))[0];
}

/**
 * The cells that tables have in common, in one order: dimensions that not all have are at their
 * total.
 */
export function sharedCells(tables: readonly GridTable[]): { table: string; cells: Int32Array }[] {
  const common = { name: 'common', axes: commonAxes(tables) };
  return tables.map((table) => matchCells(table as Pick<Table, 'name' | 'axes'>, common));
}
