/** Writes cubes: first into a staging folder, then into place by rename, so that a reader never sees half a file. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Catalogue, Indicator } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { cubeColumns, emitCopy } from '../plan/index.ts';
import { printName } from '../query/index.ts';
import { hashFile } from './inputs.ts';
import type { CubeFile } from './manifest.ts';

interface Folders {
  readonly staging: string;
  readonly dataRoot: string;
}

/** Folder of a cube and year below the data root. */
export function cubeFolder(code: string, year: number): string {
  return join('work', 'cubes', code, `year=${year}`);
}

/** Writes one indicator and year into the staging folder: the cube and its support, sorted by every key so that the bytes are the same at each run. */
export async function writeCube(
  engine: Engine,
  catalogue: Catalogue,
  code: string,
  year: number,
  folders: Folders,
): Promise<CubeFile> {
  const indicator = catalogue.indicators[code] as Indicator;
  const columns = cubeColumns(indicator);
  const folder = cubeFolder(code, year);
  mkdirSync(join(folders.staging, folder), { recursive: true });

  const copy = async (kind: 'cube' | 'support', name: string) => {
    const file = join(folders.staging, folder, name);
    const rows = await engine.execute(emitCopy(indicator, columns[kind], file));
    return { path: join(folder, name), rows, bytes: statSync(file).size, sha256: await hashFile(file) };
  };
  const cube = await copy('cube', `${code}.parquet`);
  const { rows: _, ...support } = await copy('support', `${code}.support.parquet`);

  const total = indicator.dimensions.map((d) => ` AND ${printName(d)} = 'total'`).join('');
  const [country] = await engine.query(
    `SELECT numerator, denominator, obs_value FROM ${printName(code)} WHERE area_level = 'country'${total}`,
  );
  const number = (name: string) =>
    country?.[name] === null || country?.[name] === undefined ? null : Number(country[name]);
  return {
    code,
    year,
    ...cube,
    support,
    country: { numerator: number('numerator'), denominator: number('denominator'), value: number('obs_value') },
  };
}

/** Moves written cubes to where they belong; each folder, cube and support together, is replaced by one rename. */
export function putInPlace(cubes: readonly CubeFile[], { staging, dataRoot }: Folders): void {
  for (const { code, year } of cubes) {
    const folder = cubeFolder(code, year);
    const from = join(staging, folder);
    const to = join(dataRoot, folder);
    const old = join(staging, `old-${code}-${year}`);
    for (const file of [`${code}.parquet`, `${code}.support.parquet`]) sync(join(from, file));
    mkdirSync(dirname(to), { recursive: true });
    if (existsSync(to)) renameSync(to, old);
    renameSync(from, to);
    sync(dirname(to));
    rmSync(old, { recursive: true, force: true });
  }
}

/** Forces a file or folder to disk, so that a rename never outlives what it names. */
function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
