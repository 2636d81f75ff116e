/** Writes a cube and its support into the staging folder. */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Indicator } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { cubeColumns, emitCopy, emitCountry, type YearPlan } from '../plan/index.ts';
import { hashFile } from '../store/index.ts';
import type { CubeFile } from './manifest.ts';

/** Folder of a cube and year below the data root. */
export function cubeFolder(code: string, year: number): string {
  return join('work', 'cubes', code, `year=${year}`);
}

/** The figures of the country of every cube of a year, by code. */
export async function readCountry(engine: Engine, plan: YearPlan): Promise<(code: string) => CubeFile['country']> {
  const cubes = plan.computation.flatMap((step) => (step.kind === 'cube' ? [step] : []));
  const found: Record<string, Value> = {};
  for (const sql of emitCountry(cubes)) Object.assign(found, ...(await engine.query(sql)));
  return (code) => {
    const number = (name: string) => {
      const value = found[`${code} ${name}`];
      return value == null ? null : Number(value);
    };
    return { numerator: number('numerator'), denominator: number('denominator'), value: number('value') };
  };
}

/**
 * Writes one indicator and year into the staging folder: the cube and its support, sorted by every
 * key so that the bytes are the same at each run.
 */
export async function writeCube(
  engine: Engine,
  catalogue: Catalogue,
  code: string,
  year: number,
  staging: string,
  country: CubeFile['country'],
): Promise<Omit<CubeFile, 'fingerprint'>> {
  const indicator = catalogue.indicators[code] as Indicator;
  const columns = cubeColumns(indicator);
  const folder = cubeFolder(code, year);
  mkdirSync(join(staging, folder), { recursive: true });

  const copy = async (kind: 'cube' | 'support', name: string) => {
    const file = join(staging, folder, name);
    const rows = await engine.execute(emitCopy(indicator, columns[kind], file));
    return { path: join(folder, name), rows, bytes: statSync(file).size, sha256: await hashFile(file) };
  };
  const cube = await copy('cube', `${code}.parquet`);
  const { rows: _, ...support } = await copy('support', `${code}.support.parquet`);

  return {
    code,
    year,
    ...cube,
    support,
    country,
  };
}
