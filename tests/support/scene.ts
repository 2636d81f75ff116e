/**
 * Scenes that several files of tests begin with: built once in a run of the tests by whoever comes
 * first, and copied by the others.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataRoot, removeFolder } from './data-root.ts';

/** Names the folder that scenes of a run are kept in; without it each is built anew. */
const KEPT_IN = 'CUBES_TEST_SCENES';

/** Whether that folder has been made. */
export function areScenesKept(): boolean {
  return process.env[KEPT_IN] !== undefined;
}

/** Makes that folder before the workers start; gives what removes it. */
export function keepScenes(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-scenes-'));
  process.env[KEPT_IN] = folder;
  return () => removeFolder(folder);
}

/**
 * A data root of its own that holds what `build` makes of an empty one.
 *
 * @param name of the scene; with `parameters` it says all that the scene depends on
 * @param build fills the folder
 */
export async function sceneOf(
  name: string,
  parameters: unknown,
  build: (dataRoot: string) => Promise<unknown>,
): Promise<string> {
  const dataRoot = makeDataRoot();
  const folder = process.env[KEPT_IN];
  if (folder === undefined) {
    await build(dataRoot);
    return dataRoot;
  }
  const kept = join(folder, `${name}-${createHash('sha256').update(JSON.stringify(parameters)).digest('hex')}`);
  while (!existsSync(kept)) {
    if (!claim(`${kept}.lock`)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      continue;
    }
    try {
      if (!existsSync(kept)) {
        await build(dataRoot);
        copyTree(dataRoot, `${kept}.new`);
        renameSync(`${kept}.new`, kept);
        return dataRoot;
      }
    } finally {
      rmSync(`${kept}.lock`, { recursive: true });
    }
  }
  copyTree(kept, dataRoot);
  return dataRoot;
}

/**
 * A value that is the same wherever it is made, made once in a run where scenes are kept; plain
 * JSON.
 */
export function keptValue<T>(name: string, make: () => T): T {
  const folder = process.env[KEPT_IN];
  if (folder === undefined) return make();
  const kept = join(folder, `${name}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as T;
  const value = make();
  writeFileSync(`${kept}.${process.pid}`, JSON.stringify(value));
  renameSync(`${kept}.${process.pid}`, kept);
  return value;
}

/**
 * Copies a data root; files that its releases share are shared no more. Times are kept to the
 * nanosecond, by which a run knows the files that it has read, and which `cpSync` does not.
 */
export function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('cp', ['-R', '-p', '-P', `${from}/.`, to]);
}

/** Whether this process is the one that builds. */
function claim(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
