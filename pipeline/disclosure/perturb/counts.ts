/**
 * What a release would show of an entity's cubes in a year if nothing had to be protected, as
 * counts that can be rounded or given noise.
 */
import { at } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { codeOfPart, partsOf } from '../cells/cube-parts.ts';
import { identitiesOf, personsBehind } from '../cells/figure-identity.ts';
import { type FigureRelations, readFigureRelations } from '../cells/figure-relations.ts';
import { type AreaRow, type Grid, type GridTable, layGrid } from '../cells/grid.ts';
import { fillHidden } from '../cells/structure/table.ts';
import { shapeOf } from '../methods/linked.ts';
import { daysIn, inMembers } from '../methods/person-days.ts';
import type { UnprotectedCube } from '../methods/protection.ts';
import { columnOf, readCubeRows, readPlaces, tableOf } from '../methods/read-figures.ts';
import { sliceOf } from '../methods/slices.ts';

/** One figure in one shape. */
export interface CountedTable {
  readonly table: GridTable;
  /** What the figure is, in every shape and year (`figure-identity.ts`). */
  readonly identity: string;
  /** Whole numbers of at least 0, by cell, hidden ones filled. */
  readonly count: Float64Array;
  /**
   * Of a volume: what the persons behind it are as a figure; otherwise what the figure is itself.
   */
  readonly personsIdentity: string;
  /** Of a volume, the persons behind; null where persons are counted. */
  readonly persons: Float64Array | null;
  /**
   * How many units of the figure are one of the value that people read: 10,000 where `per` is
   * 0.0001.
   */
  readonly scale: number;
  /** What one of the persons behind has on average, rounded up; 1 where persons are counted. */
  readonly each: number;
}

export interface Counts {
  readonly year: number;
  readonly grid: Grid;
  readonly figureRelations: FigureRelations;
  readonly places: readonly AreaRow[];
  /** By name of the table. */
  readonly tables: ReadonlyMap<string, CountedTable>;
}

export interface CountsRequest {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly year: number;
  /** Of one entity. */
  readonly cubes: readonly UnprotectedCube[];
}

/** Reads the cubes of an entity; nets below 0 count as nothing. */
export async function readCounts({ engine, catalogue, year, cubes }: CountsRequest): Promise<Counts> {
  const places = await readPlaces(engine, catalogue, year);
  const codes = cubes.map(({ code }) => code);
  const figureRelations = readFigureRelations(catalogue, codes);
  const parts = codes.flatMap((code) => partsOf(figureRelations, code));
  const grid = layGrid(
    figureRelations,
    parts.map((part) => shapeOf(catalogue, part, year)),
    places,
  );
  const identities = identitiesOf(catalogue, figureRelations, year);
  const tables = new Map<string, CountedTable>();
  const add = (name: string | null, values: Float64Array, persons: Float64Array | null, behind?: string) => {
    const table = grid.tables.find((one) => one.name === name);
    if (table === undefined || name === null) return;
    const count = fillHidden(table.axes, values).map((value) => Math.max(0, value));
    const identity = identities.get(table.figure) ?? table.figure;
    tables.set(name, {
      table,
      identity,
      personsIdentity: behind ?? identity,
      count,
      persons,
      scale: scaleOf(figureRelations, table.figure),
      // The first cell is that of everybody.
      each: persons === null ? 1 : Math.max(1, Math.ceil(at(count, 0) / Math.max(1, at(persons, 0)))),
    });
  };
  for (const part of parts) {
    const table = tableOf(grid, part);
    const code = codeOfPart(part);
    const computed = cubes.find((cube) => cube.code === code)?.relation ?? '';
    const relation = sliceOf(part, inMembers(computed, daysIn(catalogue, code, year)), 'with support');
    const rows = await readCubeRows(engine, table, relation, ['numerator', 'denominator', 'numerator_members']);
    const column = (name: string) => columnOf(rows, table.axes, name);
    const { numerator = '', denominator = null } = grid.cubes[part] ?? {};
    const isVolume = figureRelations.cubes[part]?.adds === 'values';
    const members = isVolume ? fillHidden(table.axes, column('numerator_members')) : null;
    add(numerator, column('numerator'), members, personsBehind(catalogue, part, year));
    if (denominator !== null && !tables.has(denominator)) add(denominator, column('denominator'), null);
  }
  return { year, grid, figureRelations, places, tables };
}

/**
 * What adds up values may hold them in parts (`per: 0.0001`): a base or a noise of 5 parts would
 * hide nothing.
 */
export function scaleOf({ cubes }: Pick<FigureRelations, 'cubes'>, figure: string): number {
  const scales = Object.values(cubes)
    .filter(({ numerator, adds }) => numerator === figure && adds === 'values')
    .map(({ per }) => Math.round(1 / per));
  return Math.max(1, ...scales);
}

/**
 * Persons decide, not events: whether a cell is of a volume of 1 to threshold - 1 persons, which is
 * published as nothing or as what threshold persons have.
 */
export function isOfFew({ persons }: Pick<CountedTable, 'persons'>, cell: number, threshold: number): boolean {
  return persons !== null && at(persons, cell) >= 1 && at(persons, cell) < threshold;
}
