/**
 * A disk that fails on demand: below one folder, calls that change it are counted, and the one that
 * is asked for ends the process, finds the disk full, or is the last before the power goes. What
 * was not forced to disk by then is lost. The real file system does the work; only its calls are
 * watched.
 */
import type * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Fault = 'kill' | 'full';

/** Thrown in place of dying: nothing that runs after it can change the disk any more. */
export class Killed extends Error {}

interface Rename {
  readonly from: string;
  readonly to: string;
  /** Where what was overwritten is kept. */
  readonly over: string | null;
}

interface Disk {
  root: string;
  /** Changes so far. */
  calls: number;
  /** The change that fails; none without it. */
  at: number;
  fault: Fault;
  isDead: boolean;
  /** Files as they were when they were last forced to disk, by inode. */
  synced: Map<number, string>;
  /** Renames whose folder was not forced to disk since. */
  renames: Rename[];
  opened: Map<number, string>;
}

const disk: Disk = {
  root: '',
  calls: 0,
  at: 0,
  fault: 'kill',
  isDead: false,
  synced: new Map(),
  renames: [],
  opened: new Map(),
};
// Required, not imported: what is imported may be the watch itself.
const real = createRequire(import.meta.url)('node:fs') as typeof fs;

/** Calls that change the disk, and which of their arguments is the path that counts. */
const CHANGES = {
  writeFileSync: 0,
  mkdirSync: 0,
  rmSync: 0,
  unlinkSync: 0,
  chmodSync: 0,
  copyFileSync: 1,
  linkSync: 1,
  symlinkSync: 1,
  renameSync: 1,
} as const;

/** Puts the watch between the program and `node:fs` (`vi.mock`). */
export function watch(original: typeof fs): typeof fs {
  const watched: Record<string, unknown> = { ...original };
  for (const [name, position] of Object.entries(CHANGES)) {
    const call = original[name as keyof typeof CHANGES] as unknown as (...args: unknown[]) => unknown;
    watched[name] = (...args: unknown[]) => {
      const path = String(args[position]);
      if (!isWatched(path)) return call(...args);
      count(path);
      if (name === 'renameSync') noteRename(String(args[0]), path);
      return call(...args);
    };
  }
  watched.openSync = (...args: Parameters<typeof fs.openSync>) => {
    const handle = original.openSync(...args);
    disk.opened.set(handle, String(args[0]));
    return handle;
  };
  watched.fsyncSync = (handle: number) => {
    const path = disk.opened.get(handle) ?? '';
    if (isWatched(path)) {
      count(path);
      noteSync(path);
    }
    // Not carried out: this disk decides what is lost, and the real one would only take its time.
  };
  return { ...watched, default: watched } as unknown as typeof fs;
}

/**
 * Watches a folder from now on; its files count as forced to disk. The change number `at` fails; 0:
 * none.
 */
export function arm(root: string, at: number, fault: Fault = 'kill'): void {
  Object.assign(disk, { root, at, fault, calls: 0, isDead: false, renames: [] });
  disk.synced = new Map(filesBelow(root).map((file) => stampOf(file)));
  real.rmSync(vault(), { recursive: true, force: true });
}

/** Stops watching, and gives how many changes there were. */
export function disarm(): number {
  Object.assign(disk, { root: '', isDead: false });
  return disk.calls;
}

/** Ends the process where it is. */
export function kill(): never {
  disk.isDead = true;
  throw new Killed('killed');
}

/**
 * The power is gone: renames that were not forced to disk have not been, and files that were not
 * are cut or away.
 */
export function losePower(): void {
  disk.isDead = false;
  const { root, renames } = disk;
  disk.root = '';
  for (const { from, to, over } of renames.reverse()) {
    if (real.lstatSync(to, { throwIfNoEntry: false }) === undefined) continue;
    real.mkdirSync(dirname(from), { recursive: true });
    if (real.lstatSync(from, { throwIfNoEntry: false }) === undefined) real.renameSync(to, from);
    if (over !== null) real.renameSync(over, to);
  }
  for (const [i, file] of filesBelow(root).entries()) {
    const [inode, stamp] = stampOf(file);
    if (disk.synced.get(inode) === stamp) continue;
    if (i % 2 === 0) real.unlinkSync(file);
    else real.truncateSync(file, Math.floor(real.statSync(file).size / 2));
  }
}

function isWatched(path: string): boolean {
  return disk.root !== '' && path.startsWith(`${disk.root}/`);
}

function count(path: string): void {
  if (disk.isDead) throw new Killed('a dead process changes nothing');
  disk.calls += 1;
  if (disk.calls !== disk.at) return;
  if (disk.fault === 'kill') kill();
  throw Object.assign(new Error(`ENOSPC: no space left on device, write '${path}'`), {
    code: 'ENOSPC',
    errno: -28,
    syscall: 'write',
    path,
  });
}

function noteRename(from: string, to: string): void {
  const stat = real.lstatSync(to, { throwIfNoEntry: false });
  let over: string | null = null;
  if (stat !== undefined && !stat.isDirectory()) {
    real.mkdirSync(vault(), { recursive: true });
    over = join(vault(), String(disk.calls));
    if (stat.isSymbolicLink()) real.symlinkSync(real.readlinkSync(to), over);
    else real.linkSync(to, over);
  }
  disk.renames.push({ from, to, over });
}

function noteSync(path: string): void {
  if (real.statSync(path).isDirectory()) disk.renames = disk.renames.filter(({ to }) => dirname(to) !== path);
  else disk.synced.set(...stampOf(path));
}

/** Beside the watched folder, where nothing is lost. */
function vault(): string {
  return `${disk.root}-vault`;
}

function stampOf(file: string): [number, string] {
  const { ino, size, mtimeMs } = real.statSync(file);
  return [ino, `${size} ${mtimeMs}`];
}

function filesBelow(root: string): string[] {
  return real
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Counts a moment between two changes, such as a statement of the engine, as one at which the
 * process may end.
 */
export function pass(): void {
  if (disk.root === '') return;
  if (disk.isDead) throw new Killed('a dead process does nothing');
  disk.calls += 1;
  if (disk.calls === disk.at && disk.fault === 'kill') kill();
}
