/**
 * What a gate may look at: the cubes that are about to be published, those before them, and the
 * delivery.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import type { Catalogue, Baseline as Since } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import { FIGURE_COLUMNS, type Item } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import type { Withdrawal } from '../../release/index.ts';
import { type CubeRecord, cubeFolder, literalPath, type RecipeOf, readRecord } from '../../run/index.ts';
import type { InputCache } from '../../store/index.ts';

export interface GateContext {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly cache: InputCache;
  /** What is about to be published, each with the record of its cube. */
  readonly fresh: readonly (Item & { readonly record: CubeRecord })[];
  /** The cubes of the current release, under the codes of today. */
  readonly released: readonly (Item & { readonly synthetic: boolean })[];
  /** The file of one of them; undefined where the release has none. */
  readonly releasedFile: (item: Item) => string | undefined;
  /** What the current release shows and the next one would not. */
  readonly withdrawals: readonly Withdrawal[];
  /** How a cube is computed by the catalogue. */
  readonly recipeOf: RecipeOf;
}

/**
 * The cube that a figure is checked against, and what to call it; undefined where there is none.
 */
export interface Baseline {
  readonly file: string;
  readonly name: string;
}

/**
 * The cube of the year before, as it was computed or else as it is published; or the same year as
 * it is published.
 */
export function baselineOf(context: GateContext, { code, year }: Item, since: Since): Baseline | undefined {
  const isBefore = since === 'previous_year';
  const item = { code, year: isBefore ? year - 1 : year };
  const computed = isBefore && isOfCatalogue(context, item) ? [cubeFile(context.dataRoot, item)] : [];
  const file = [...computed, context.releasedFile(item) ?? ''].find((path) => existsSync(path));
  return file === undefined ? undefined : { file, name: isBefore ? String(item.year) : 'the current release' };
}

/** Whether the computed cube is by this catalogue: a trial run may have left one by another. */
function isOfCatalogue({ dataRoot, recipeOf }: GateContext, { code, year }: Item): boolean {
  const record = readRecord(dataRoot, code, year);
  if (record === undefined) return false;
  try {
    return record.fingerprint.definition === recipeOf(code, year).definition;
  } catch (error) {
    // A year without a published parameter has no recipe.
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** An unprotected cube. */
export function cubeFile(dataRoot: string, { code, year }: Item): string {
  return join(dataRoot, cubeFolder(code, year), `${code}.parquet`);
}

/**
 * The rows of a cube that are totals of every dimension that it has, as a query in brackets: it may
 * have been published with others than the catalogue declares now.
 */
export async function totalsOf({ engine }: GateContext, file: string): Promise<string> {
  const columns = await engine.query(`DESCRIBE SELECT * FROM ${readCube(file)}`);
  const isKey: readonly string[] = ['time_period', 'area_level', 'ref_area', ...FIGURE_COLUMNS];
  const dimensions = columns.map(({ column_name }) => String(column_name)).filter((name) => !isKey.includes(name));
  const totals = dimensions.map((name) => ` AND ${printName(name)} = 'total'`).join('');
  return `(SELECT area_level, ref_area, numerator, denominator, obs_value FROM ${readCube(file)} WHERE TRUE${totals})`;
}

/** A cube file as the engine reads it. */
export function readCube(file: string): string {
  return `read_parquet(${printText(literalPath(file))}, hive_partitioning = false)`;
}
