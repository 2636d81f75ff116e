/**
 * Opens a release for reading: its manifest, its sheets, and an engine in which its cubes and areas
 * can be queried.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import { printText } from '../query/index.ts';
import { type ReleaseManifest, readManifest, readSheet, refuseDamaged } from '../release/index.ts';
import type { Sheet } from '../sheet/index.ts';

export interface OpenRelease {
  /**
   * Absolute; a link such as `current` is resolved once, so that everything comes from one release.
   */
  readonly folder: string;
  readonly manifest: ReleaseManifest;
  /** Sheets by code, ascending. */
  readonly sheets: ReadonlyMap<string, Sheet>;
  /** Knows the release's areas as `atlas.area` and `atlas.area_name`. */
  readonly engine: Engine;
  readonly close: () => void;
}

/**
 * Opens the release in a folder. Refuses a folder that is missing (usage), or that no release is in
 * or a broken one (data). Aborting stops its queries.
 */
export async function openReleaseFolder(
  path: string,
  options: EngineOptions,
  signal?: AbortSignal,
): Promise<OpenRelease> {
  const folder = resolveFolder(path);
  const manifest = readManifest(folder);
  await refuseDamaged(folder, manifest, signal);
  const sheets = new Map(
    [...new Set(manifest.cubes.map(({ code }) => code))].sort().map((code) => [code, readSheet(folder, code)]),
  );
  const engine = await openDuckDB(options);
  const stop = () => engine.interrupt();
  const close = () => {
    signal?.removeEventListener('abort', stop);
    engine.close();
  };
  try {
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    await engine.execute(`ATTACH ${printText(join(folder, 'atlas.duckdb'))} AS atlas (READ_ONLY)`);
  } catch (error) {
    close();
    throw error;
  }
  return { folder, manifest, sheets, engine, close };
}

function resolveFolder(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw new Failure('usage', `there is no release in ${path}.`, {
      help: 'name the folder of a release, such as data/releases/current.',
    });
  }
}
