/**
 * Writes `changes.json`: what changed since the previous release, figure by figure. It holds cells
 * that both releases show and nothing of a cell that either of them suppresses.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { successorsIn } from '../catalogue/index.ts';
import { type Engine, openDuckDB } from '../engine/index.ts';
import { FIGURE_COLUMNS } from '../plan/index.ts';
import { printName } from '../query/index.ts';
import { parquet } from '../run/index.ts';
import { hashFile } from '../store/index.ts';
import { diffSides, type ReleaseDiff, type Side, sidesOf } from './diff-releases.ts';
import { CHANGES, type ReleasedCube } from './manifest.ts';
import type { Staging } from './stage-cubes.ts';

export interface ReleaseChanges extends Omit<ReleaseDiff, 'from'> {
  /** The previous release; null for the first. */
  readonly from: string | null;
  readonly cells: readonly ChangedCells[];
}

/** The cells of a cube whose value is another one than before. */
export interface ChangedCells {
  readonly code: string;
  readonly year: number;
  /** What distinguishes cells of a year: area_level, ref_area, and the dimensions. */
  readonly keys: readonly string[];
  /** The keys of a cell, its value in the previous release, and its value in this one. */
  readonly rows: readonly (readonly [...string[], number, number])[];
}

/**
 * Compares what is staged with the previous release and writes the difference beside it.
 *
 * @param staging the release that is being made
 * @param cubes its cubes
 */
export async function writeChanges(staging: Staging, cubes: readonly ReleasedCube[]): Promise<void> {
  const { plan, folder, name, dataRoot, signal } = staging;
  const { previous } = plan;
  const before =
    previous === null ? new Map<string, Side>() : sidesOf(dataRoot, previous, successorsIn(staging.catalogue));
  const after = new Map<string, Side>();
  for (const cube of previous === null ? [] : cubes) {
    const file = join(folder, cube.path);
    after.set(`${cube.code} ${cube.year}`, { file, cube, sha256: await hashFile(file, signal) });
  }
  const engine = await openDuckDB(staging.engine);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  try {
    if (signal?.aborted) stop();
    const diff = await diffSides(engine, before, after);
    const cells: ChangedCells[] = [];
    const changed = new Set(diff.figures.map(({ code, year }) => `${code} ${year}`));
    for (const key of changed) {
      const found = await changedCells(engine, before.get(key), after.get(key));
      if (found !== undefined) cells.push(found);
    }
    const changes: ReleaseChanges = { version: 1, from: previous?.release ?? null, to: name, ...diff, cells };
    writeFileSync(join(folder, CHANGES), `${JSON.stringify(changes)}\n`);
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}

async function changedCells(
  engine: Engine,
  old: Side | undefined,
  now: Side | undefined,
): Promise<ChangedCells | undefined> {
  if (old === undefined || now === undefined) return undefined;
  const { code, year } = now.cube;
  const described = await engine.query(`DESCRIBE SELECT * FROM ${parquet(now.file)}`);
  const keys = described
    .map(({ column_name }) => String(column_name))
    .filter((name) => name !== 'time_period' && !(FIGURE_COLUMNS as readonly string[]).includes(name));
  const names = keys.map((key) => printName(key));
  const rows = await engine.query(`-- changed cells of ${code} ${year}
SELECT ${names.map((name) => `a.${name}`).join(', ')}, b.obs_value AS before, a.obs_value AS after
FROM ${parquet(old.file)} AS b
JOIN ${parquet(now.file)} AS a ON ${names.map((name) => `a.${name} = b.${name}`).join(' AND ')}
WHERE b.obs_status <> 'Q' AND a.obs_status <> 'Q' AND b.obs_value <> a.obs_value
ORDER BY ${names.map((name) => `a.${name}`).join(', ')}`);
  if (rows.length === 0) return undefined;
  const read = (row: (typeof rows)[number]) =>
    [...keys.map((key) => String(row[key])), Number(row.before), Number(row.after)] as unknown as readonly [
      ...string[],
      number,
      number,
    ];
  return { code, year, keys, rows: rows.map(read) };
}
