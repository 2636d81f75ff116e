/**
 * What a gate may look at: the cubes that are about to be published, those before them, and the
 * delivery.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Baseline as Since } from '../../catalogue/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { Item } from '../../plan/index.ts';
import { printName, printText } from '../../query/index.ts';
import { type CubeRecord, cubeFolder, literalPath } from '../../run/index.ts';
import type { InputCache } from '../../store/index.ts';

export interface GateContext {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly cache: InputCache;
  /** What is about to be published, each with the record of its cube. */
  readonly fresh: readonly (Item & { readonly record: CubeRecord })[];
  /**
   * Folder of the cubes that are published now (`<code>/year=YYYY/<code>.parquet` below it); null
   * before the first release.
   */
  readonly published: string | null;
  /** The cubes of the current release, and whether they are of synthetic data. */
  readonly released: readonly (Item & { readonly synthetic: boolean })[];
}

/** The cube that a figure is checked against, and what to call it; undefined where there is none. */
export interface Baseline {
  readonly file: string;
  readonly name: string;
}

/**
 * The cube of the year before, as it was computed or else as it is published; or the same year as
 * it is published.
 */
export function baselineOf(
  { dataRoot, published }: GateContext,
  { code, year }: Item,
  since: Since,
): Baseline | undefined {
  const name = since === 'previous_year' ? String(year - 1) : 'the current release';
  const releasedYear = since === 'previous_year' ? year - 1 : year;
  const computed = since === 'previous_year' ? [cubeFile(dataRoot, { code, year: year - 1 })] : [];
  const released = published === null ? [] : [join(published, code, `year=${releasedYear}`, `${code}.parquet`)];
  const file = [...computed, ...released].find((path) => existsSync(path));
  return file === undefined ? undefined : { file, name };
}

/** An unprotected cube. */
export function cubeFile(dataRoot: string, { code, year }: Item): string {
  return join(dataRoot, cubeFolder(code, year), `${code}.parquet`);
}

/** The rows of a cube that are totals of every dimension, as a query in brackets. */
export function totalsOf(context: GateContext, { code }: Item, file: string): string {
  const dimensions = context.catalogue.indicators[code]?.dimensions ?? [];
  const totals = dimensions.map((name) => ` AND ${printName(name)} = 'total'`).join('');
  return `(SELECT area_level, ref_area, numerator, denominator, obs_value FROM ${readCube(file)} WHERE TRUE${totals})`;
}

/** A cube file as the engine reads it. */
export function readCube(file: string): string {
  return `read_parquet(${printText(literalPath(file))}, hive_partitioning = false)`;
}
