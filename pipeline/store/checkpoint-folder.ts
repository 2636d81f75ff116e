/**
 * Checkpoints in the work folder: put in place as a whole, recognised as they were written, removed
 * with the delivered files that they were made from, pruned by last use. They hold rows of persons:
 * 0700 and 0600, like all of the work folder.
 */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder, sync, syncAll } from './disk.ts';
import { InputCache, stampOf } from './input-cache.ts';

const RECORD = 'checkpoint.json';
/** Raised when checkpoints or what they say of themselves take another shape. */
const VERSION = 2;

/** A delivered file that a checkpoint was made from: its path below the data root, its content. */
export interface CheckpointInput {
  readonly path: string;
  readonly sha256: string;
}

/** A checkpoint that is there: what its maker says of it, and when it was used last. */
export interface Checkpoint<T> {
  readonly id: string;
  readonly inputs: readonly CheckpointInput[];
  readonly content: T;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly used: number;
}

interface CheckpointRecord<T> {
  readonly version: number;
  readonly inputs: readonly CheckpointInput[];
  readonly content: T;
  /** By name, its size, time and end: what changes when a file does. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly stamp: string }>>;
}

/** The folder of all checkpoints of a data root. */
export function checkpointFolder(dataRoot: string): string {
  return join(dataRoot, 'work', 'checkpoints');
}

/**
 * Gives the checkpoints whose files are as they were written; others are as if they were not
 * there.
 */
export function listCheckpoints<T>(dataRoot: string): Checkpoint<T>[] {
  const root = checkpointFolder(dataRoot);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .flatMap((id) => {
      const folder = join(root, id);
      const record = readRecord<T>(folder);
      if (record === undefined) return [];
      const files = Object.entries(record.files);
      const isIntact = files.every(([name, { stamp }]) => {
        const file = join(folder, name);
        return existsSync(file) && stampOf(file) === stamp;
      });
      if (!isIntact) return [];
      const bytes = files.reduce((sum, [, file]) => sum + file.bytes, 0);
      const { inputs, content } = record;
      return [{ id, inputs, content, bytes, used: statSync(join(folder, RECORD)).mtimeMs }];
    });
}

/**
 * Puts a folder of written files in place as a checkpoint, by one rename once it is on disk; one of
 * the same id that is there stays.
 * @param staged the folder with its files, on the same disk as the data root
 */
export function putCheckpoint<T>(
  dataRoot: string,
  staged: string,
  { id, inputs, content }: { readonly id: string; readonly inputs: readonly CheckpointInput[]; readonly content: T },
): void {
  const files = readdirSync(staged)
    .sort()
    .map((name) => {
      const file = join(staged, name);
      chmodSync(file, 0o600);
      return [name, { bytes: statSync(file).size, stamp: stampOf(file) }] as const;
    });
  const record: CheckpointRecord<T> = { version: VERSION, inputs, content, files: Object.fromEntries(files) };
  writeFileSync(join(staged, RECORD), `${JSON.stringify(record, null, 1)}\n`, { mode: 0o600 });
  chmodSync(staged, 0o700);
  syncAll(staged);
  const root = checkpointFolder(dataRoot);
  makeFolder(root);
  chmodSync(root, 0o700);
  const to = join(root, id);
  if (readRecord(to) !== undefined) removeCheckpoint(dataRoot, id);
  rmSync(to, { recursive: true, force: true });
  renameSync(staged, to);
  sync(root);
}

/** Notes that a checkpoint is used now. */
export function touchCheckpoint(dataRoot: string, id: string): void {
  const now = new Date();
  utimesSync(join(checkpointFolder(dataRoot), id, RECORD), now, now);
}

/** Removes a checkpoint: first what makes it one, so that a part of it is never read. */
export function removeCheckpoint(dataRoot: string, id: string): void {
  const folder = join(checkpointFolder(dataRoot), id);
  rmSync(join(folder, RECORD), { force: true });
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Removes checkpoints that are not as they were written, and those that were made from a delivered
 * file that is no longer there, or that is known to hold something else by now.
 */
export function removeStaleCheckpoints(dataRoot: string): void {
  const root = checkpointFolder(dataRoot);
  if (!existsSync(root)) return;
  const cache = new InputCache(dataRoot);
  const isCurrent = ({ path, sha256 }: CheckpointInput) => {
    const file = join(dataRoot, path);
    return existsSync(file) && (cache.knownHash(file) ?? sha256) === sha256;
  };
  const current = listCheckpoints(dataRoot).filter(({ inputs }) => inputs.every(isCurrent));
  const kept = new Set(current.map(({ id }) => id));
  for (const id of readdirSync(root)) if (!kept.has(id)) removeCheckpoint(dataRoot, id);
}

/**
 * Removes checkpoints, those first that were used longest ago, until the rest fits into the limit.
 * @param limit in bytes
 * @param inUse ids that stay
 */
export function pruneCheckpoints(dataRoot: string, limit: number, inUse: ReadonlySet<string> = new Set()): void {
  const found = listCheckpoints(dataRoot).sort((a, b) => a.used - b.used);
  let total = found.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { id, bytes } of found) {
    if (total <= limit) return;
    if (inUse.has(id)) continue;
    removeCheckpoint(dataRoot, id);
    total -= bytes;
  }
}

function readRecord<T>(folder: string): CheckpointRecord<T> | undefined {
  try {
    const read = JSON.parse(readFileSync(join(folder, RECORD), 'utf8')) as CheckpointRecord<T>;
    return read.version === VERSION ? read : undefined;
  } catch {
    return undefined;
  }
}
