/** One writer at a time in a data root: a lock file that says who holds it. */
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as the system counts it: a number that is used again does not make another process the holder. */
  readonly began?: string;
  readonly since: string;
  readonly command: string;
}

/** Takes the lock of a work folder and gives the function that frees it; a dead holder's lock is taken over. Refuses with a locked failure. */
export function takeLock(workFolder: string, command: string): () => void {
  const file = join(workFolder, 'lock.json');
  const own = join(workFolder, `lock-${process.pid}.json`);
  const began = beginningOf(process.pid);
  const since = new Date().toISOString();
  const holder: Holder = { pid: process.pid, host: hostname(), ...(began !== undefined && { began }), since, command };
  writeFileSync(own, JSON.stringify(holder));
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        // A link appears whole or not at all, and never over another.
        linkSync(own, file);
        return () => unlinkIfThere(file);
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
      const other = readHolder(file);
      if (other !== undefined && isAlive(other)) {
        throw new Failure(
          'locked',
          `\`${other.command}\` is at work here since ${other.since} (process ${other.pid} on ${other.host}).`,
          { help: `wait until it is done, or stop it; if it is long gone, remove ${file}.` },
        );
      }
      takeAway(file, other);
    }
    throw new Failure('locked', 'another command took the lock first.', { help: 'try again.' });
  } finally {
    unlinkIfThere(own);
  }
}

/** Moves a dead holder's lock aside; if somebody else's came in between, puts it back. */
function takeAway(file: string, dead: Holder | undefined): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && (moved.pid !== dead?.pid || moved.since !== dead.since)) {
    try {
      linkSync(aside, file);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
  }
  unlinkIfThere(aside);
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** A process on another machine cannot be seen, so it counts as alive. */
function isAlive({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  const beganNow = beginningOf(pid);
  return began === undefined || beganNow === undefined || began === beganNow;
}

/** The boot and the tick in it at which a process began; undefined where the system does not tell (it does on Linux). */
function beginningOf(pid: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in brackets can hold anything; the 20th field after it is the start time.
    const tick = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
    return tick === undefined ? undefined : `${boot} ${tick}`;
  } catch {
    return undefined;
  }
}

function unlinkIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
