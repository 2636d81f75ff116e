/** Reads the figures of cubes into the cells of their tables. */
import { Failure } from '../../base/index.ts';
import { type Catalogue, referenceRootOf } from '../../catalogue/index.ts';
import type { Engine, Value } from '../../engine/index.ts';
import { emitReference, keyColumns, mapDateOf } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { literalPath } from '../../run/index.ts';
import type { AreaRow, Grid, GridTable } from '../cells/grid.ts';
import { dominantShare } from '../cells/policy.ts';
import type { Axis } from '../cells/structure/axis.ts';
import { cellOf, sizeOf } from '../cells/structure/table.ts';

/** Every area of the map of a year, from the reference data. */
export async function readPlaces(engine: Engine, catalogue: Catalogue, year: number): Promise<AreaRow[]> {
  const { variables, statements } = emitReference(catalogue, ['area_place'], {
    mapDate: mapDateOf(catalogue, year),
    referenceRoot: literalPath(referenceRootOf(catalogue.file)),
  });
  for (const [name, literal] of Object.entries(variables)) await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  for (const { sql } of statements) await engine.execute(sql);
  return readPlaceRows(engine, 'area_place');
}

/** Areas as rows of a relation with the columns of `area_place`. */
export async function readPlaceRows(engine: Engine, relation: string): Promise<AreaRow[]> {
  const columns = ['area_level', 'ref_area', 'region', 'province', 'arrondissement', 'municipality'];
  return (await engine.query(`SELECT ${columns.join(', ')} FROM ${relation}`)) as unknown as AreaRow[];
}

/** The rows of a cube at some levels. */
export function atLevels(levels: readonly string[]): string {
  return `area_level IN (${levels.map(printText).join(', ')})`;
}

/**
 * The rows of a cube in the order of its keys: the cell of each in its tables, and the columns that
 * were asked for.
 */
export interface CubeRows {
  readonly cells: Int32Array;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}

/**
 * Refuses a row that is no cell of the grid: the cube was computed on another map, or by another
 * catalogue.
 */
export async function readCubeRows(
  engine: Engine,
  table: Pick<GridTable, 'axes' | 'levels'>,
  relation: string,
  columns: readonly string[],
): Promise<CubeRows> {
  const dimensions = table.axes.slice(1).map(({ name }) => name);
  const keys = keyColumns(dimensions).map((key) => printName(key));
  const rows = await engine.query(
    `SELECT ${[...keys.slice(2), ...columns].join(', ')} FROM ${relation} WHERE ${atLevels(table.levels)} ORDER BY ${keys.join(', ')}`,
  );
  const places = table.axes.map(({ codes }) => new Map(codes.map((code, node) => [code, node])));
  const names = ['ref_area', ...dimensions];
  const cells = Int32Array.from(rows, (row) => {
    const nodes = names.map((name, axis) => places[axis]?.get(String(row[name])) ?? -1);
    return nodes.includes(-1) ? -1 : cellOf(table.axes, nodes);
  });
  if (cells.includes(-1) || cells.length !== visible(table.axes))
    throw new Failure('disclosure', `the cells of ${relation} are not those of its levels and dimensions.`, {
      help: 'compute it again with `cubes run`: its map or its dimensions have changed since.',
    });
  return { cells, rows };
}

/** How many cells are published. */
function visible(axes: readonly Axis[]): number {
  return axes.reduce((size, { hidden }) => size * hidden.reduce((count, flag) => count + 1 - flag, 0), 1);
}

/** A column of a cube by cell; null counts as 0. */
export function columnOf({ cells, rows }: CubeRows, axes: readonly Axis[], name: string): Float64Array {
  const values = new Float64Array(sizeOf(axes));
  rows.forEach((row, index) => {
    values[cells[index] ?? -1] = Number(row[name] ?? 0);
  });
  return values;
}

/**
 * By cell, the share that the largest contributors make; refuses (disclosure) a cube whose support
 * does not record who contributes how much.
 */
export async function readDominant(
  engine: Engine,
  table: Pick<GridTable, 'axes' | 'levels'>,
  relation: string,
  contributors: number,
): Promise<Float64Array> {
  const { cells, rows } = await readCubeRows(engine, table, relation, [
    'members_by_events::JSON::VARCHAR AS by_events',
  ]);
  const shares = new Float64Array(sizeOf(table.axes));
  rows.forEach(({ by_events: text }, index) => {
    if (typeof text !== 'string')
      throw new Failure(
        'disclosure',
        `it is not known who contributes how much to ${relation}, so the dominance rule cannot be applied there.`,
        {
          help: 'remove `dominance:` from the catalogue; `threshold:` applies everywhere.',
        },
      );
    const parts = Object.entries(JSON.parse(text) as Record<string, number>).map(
      ([value, n]) => [Number(value), n] as const,
    );
    // Whoever is corrected below nothing contributes nothing.
    shares[cells[index] ?? -1] = dominantShare(
      parts.filter(([value]) => value > 0),
      contributors,
    );
  });
  return shares;
}

/** The table of a cube's numerator. */
export function tableOf(grid: Grid, code: string): GridTable {
  const name = grid.cubes[code]?.numerator;
  const table = grid.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table of ${code}`);
  return table;
}
