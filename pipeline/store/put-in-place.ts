/**
 * Moves what a run has staged to where it belongs: all of it or nothing, whenever the run is
 * killed.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder, sync, syncAll } from './disk.ts';

/** Says that everything is staged, and what: a move that was begun can be completed by it. */
const LIST = 'whole.json';

/**
 * Moves files and folders (paths below both roots) from the staging folder to the data root, each
 * by one rename over what was there. A run that is killed before leaves everything as it was; one
 * that is killed meanwhile is completed by `completeMove`.
 */
export function putInPlace(staging: string, dataRoot: string, paths: readonly string[]): void {
  for (const path of paths) syncAll(join(staging, path));
  const draft = join(staging, `${LIST}.draft`);
  writeFileSync(draft, JSON.stringify(paths));
  sync(draft);
  renameSync(draft, join(staging, LIST));
  sync(staging);
  sync(dirname(staging));
  completeMove(staging, dataRoot);
}

/** Completes the move of a staging folder; does nothing where none was begun. */
export function completeMove(staging: string, dataRoot: string): void {
  if (!existsSync(join(staging, LIST))) return;
  const paths = JSON.parse(readFileSync(join(staging, LIST), 'utf8')) as readonly string[];
  for (const [i, path] of paths.entries()) {
    const from = join(staging, path);
    const to = join(dataRoot, path);
    if (!existsSync(from)) continue;
    makeFolder(dirname(to));
    if (existsSync(to)) renameSync(to, join(staging, `old-${i}`));
    renameSync(from, to);
    sync(dirname(to));
  }
}
