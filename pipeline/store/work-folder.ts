/**
 * The work folder of a data root, held by one run at a time: where it stages, where it spills, and
 * what a killed run left there.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, hashText } from '../base/index.ts';
import { removeStaleCheckpoints } from './checkpoint-folder.ts';
import { takeLock } from './lock.ts';
import { completeMove } from './put-in-place.ts';

export interface WorkFolder {
  readonly staging: string;
  /** A folder of this data root's own, so that nobody else's is cleared with it. */
  readonly spill: string;
  /** Removes what is in both. */
  readonly clear: () => void;
  /** Clears both and frees the lock. */
  readonly close: () => void;
}

/** Whoever finds the folder, on a share or in a backup, sees what it is. */
const NOTICE = {
  file: 'RESTRICTED.txt',
  text: `Restricted: unprotected figures, also of fewer people than may be published, and how they were made.
Nothing in this folder may be published or passed on. What may is in the folder releases beside it.
`,
};

/**
 * Opens `<dataRoot>/work` for a run: makes it private and says so in it, takes its lock, completes
 * or clears what a killed run left. Refuses a data root that is not there (data) and a second run
 * (locked).
 */
export function openWorkFolder(dataRoot: string, command: string, temp: string): WorkFolder {
  if (!existsSync(dataRoot) || !statSync(dataRoot).isDirectory()) {
    throw new Failure('data', `there is no folder ${dataRoot}, so there is no input.`, {
      help: 'name another folder with --data or CUBES_DATA.',
    });
  }
  const work = join(dataRoot, 'work');
  mkdirSync(work, { recursive: true });
  // Unprotected figures: nobody else reads here, also where the folder was there before.
  if ((statSync(work).mode & 0o777) !== 0o700) chmodSync(work, 0o700);
  const unlock = takeLock(work, command);
  const staging = join(work, 'staging-run');
  const spill = join(temp, `cubes-${hashText(dataRoot).slice(0, 12)}`);
  const clear = () => {
    rmSync(staging, { recursive: true, force: true });
    rmSync(spill, { recursive: true, force: true });
  };
  try {
    removeLeftovers(work, dataRoot);
    clear();
    removeStaleCheckpoints(dataRoot);
    const notice = join(work, NOTICE.file);
    if (!existsSync(notice)) writeFileSync(notice, NOTICE.text);
  } catch (error) {
    unlock();
    throw error;
  }
  const close = () => {
    try {
      clear();
    } finally {
      unlock();
    }
  };
  return { staging, spill, clear, close };
}

/** The lock says that no run is at work, so what is staged is of one that was killed. */
function removeLeftovers(work: string, dataRoot: string): void {
  for (const name of readdirSync(work)) {
    if (!name.startsWith('staging-')) continue;
    completeMove(join(work, name), dataRoot);
    rmSync(join(work, name), { recursive: true, force: true });
  }
}
