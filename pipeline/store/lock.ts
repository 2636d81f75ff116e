/** One writer at a time in a data root: a lock file that says who holds it. */
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  /**
   * When the process began, as the system counts it: a number that is used again does not make
   * another process the holder.
   */
  readonly began?: string;
  readonly since: string;
  readonly command: string;
}

/**
 * A holder touches its lock so often; on another machine, where its process cannot be seen, it
 * counts as dead once it has not for so long.
 */
const TOUCH_MS = 20_000;
const LEASE_MS = 5 * 60_000;

/**
 * Takes the lock of a work folder and gives the function that frees it; a dead holder's lock is
 * taken over. Refuses with a locked failure.
 */
export function takeLock(workFolder: string, command: string): () => void {
  const file = join(workFolder, 'lock.json');
  // Never a name that was used before: in a container every process may have the same number, and a
  // link to its file may be the lock.
  const own = join(workFolder, `lock-${randomUUID()}.json`);
  const began = beginningOf(process.pid);
  const since = new Date().toISOString();
  const holder: Holder = { pid: process.pid, host: hostname(), ...(began !== undefined && { began }), since, command };
  writeFileSync(own, JSON.stringify(holder));
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      try {
        // A link appears whole or not at all, and never over another.
        linkSync(own, file);
        sweep(workFolder);
        return keep(file, holder);
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
      const other = readHolder(file);
      if (other !== undefined && isAlive(other, file)) {
        throw new Failure(
          'locked',
          `\`${other.command}\` is at work here since ${other.since} (process ${other.pid} on ${other.host}).`,
          { help: `wait until it is done, or stop it; if it is long gone, remove ${file}.` },
        );
      }
      removeStale(file, other);
    }
    throw new Failure('locked', 'another command took the lock first.', { help: 'try again.' });
  } finally {
    unlinkIfThere(own);
  }
}

/**
 * Touches the lock from time to time, and gives the function that frees it; it frees nobody else's.
 */
function keep(file: string, holder: Holder): () => void {
  const timer = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch (error) {
      if (!isCode(error, 'ENOENT')) throw error;
    }
  }, TOUCH_MS).unref();
  return () => {
    clearInterval(timer);
    const held = readHolder(file);
    if (held?.pid === holder.pid && held.since === holder.since) unlinkIfThere(file);
  };
}

/** Removes what processes have left that died while they took the lock. */
function sweep(workFolder: string): void {
  for (const name of readdirSync(workFolder)) {
    if (!/^lock(-[\w-]+\.json|\.json\.[\w-]+)$/.test(name)) continue;
    const file = join(workFolder, name);
    const holder = readHolder(file);
    // Not written yet, or cut off in the middle: its age decides.
    const isOpen = holder === undefined ? !isOld(file) : isAlive(holder, file);
    if (!isOpen) unlinkIfThere(file);
  }
}

/** Moves a dead holder's lock aside; if somebody else's came in between, puts it back. */
function removeStale(file: string, dead: Holder | undefined): void {
  const aside = `${file}.${randomUUID()}`;
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

/** A process on another machine cannot be seen: it lives as long as it touches its lock. */
function isAlive({ pid, host, began }: Holder, file: string): boolean {
  if (host !== hostname()) return !isOld(file);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isCode(error, 'EPERM')) return false;
  }
  const beganNow = beginningOf(pid);
  return began === undefined || beganNow === undefined || began === beganNow;
}

function isOld(file: string): boolean {
  const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - modified > LEASE_MS;
}

/**
 * The boot and the tick in it at which a process began; undefined where the system does not report
 * it (it does on Linux).
 */
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
