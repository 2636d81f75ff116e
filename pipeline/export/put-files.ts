/**
 * Puts exported files in place: made aside, then renamed, so that none is ever half-written and
 * nothing is left behind by a failure.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../base/index.ts';

const STAGING = '.cubes-export-';

/** What a folder that is replaced may hold: an export never takes away what no export makes. */
const EXPORTED = /\.(parquet|csv)$/;

/**
 * Lets `work` make the targets in a folder of their own, then moves them to `out`, which is made
 * when missing. Refuses targets that are there (usage), unless `force` replaces them.
 */
export async function putFiles<T>(
  out: string,
  targets: readonly string[],
  force: boolean,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  refuseTaken(out, targets, force);
  const made = mkdirSync(out, { recursive: true });
  let staging: string | undefined;
  let isPut = false;
  try {
    staging = mkdtempSync(join(out, STAGING));
    const result = await work(staging);
    refuseTaken(out, targets, force);
    for (const target of targets) {
      const place = join(out, target);
      if (isFolder(place)) renameSync(place, join(staging, `${target}.before`));
      renameSync(join(staging, target), place);
      isPut = true;
    }
    return result;
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
    if (made !== undefined && !isPut) removeEmpty(resolve(out), dirname(resolve(made)));
  }
}

function refuseTaken(out: string, targets: readonly string[], force: boolean): void {
  if (existsSync(out) && !isFolder(out))
    throw new Failure('usage', `${out} is not a folder.`, {
      help: 'name a folder with --out; files are named by their indicator.',
    });
  const taken = targets.filter((target) => existsSync(join(out, target)));
  if (taken.length > 0 && !force)
    throw new Failure(
      'usage',
      `${taken.slice(0, 3).join(', ')}${taken.length > 3 ? ', …' : ''} is in ${out} already.`,
      {
        help: 'name another folder with --out, or replace what is there with --force.',
      },
    );
  for (const folder of taken.map((target) => join(out, target)).filter(isFolder)) {
    const strange = readdirSync(folder, { recursive: true, withFileTypes: true }).some(
      (entry) => !entry.isDirectory() && !EXPORTED.test(entry.name),
    );
    if (strange)
      throw new Failure('usage', `${folder} holds files that no export has made.`, {
        help: 'name another folder with --out.',
      });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Removes a folder and those that it lies in, up to one that stays, as far as they are empty. */
function removeEmpty(folder: string, stays: string): void {
  for (let one = folder; one.length > stays.length; one = dirname(one)) {
    try {
      rmdirSync(one);
    } catch {
      return;
    }
  }
}
