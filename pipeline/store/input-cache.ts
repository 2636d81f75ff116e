/**
 * The contents of delivered files, read once: a file is known again by its size, its time and its
 * footer (`work/inputs.json`).
 */
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from './hash-file.ts';
import { hashListing, nameBelow, uriOf } from './stand-in.ts';

/**
 * What is remembered of a file: its stamp, its content's hash, and counts that were taken of it, by
 * what was asked.
 */
interface Known {
  readonly stamp: string;
  readonly sha256: string;
  readonly counts?: Readonly<Record<string, RowCounts>>;
}

/** Rows by member: a month, a kind of provider. */
export type RowCounts = Readonly<Record<string, number>>;

const FILE = join('work', 'inputs.json');
/**
 * A Parquet file ends with its footer's length and `PAR1`; the end of any other file stands in for
 * one.
 */
const TAIL_BYTES = 64 * 1024;
const LARGEST_FOOTER = 64 * 1024 * 1024;

export class InputCache {
  readonly #dataRoot: string;
  readonly #known: Map<string, Known>;
  #changed = false;

  /** Opens what is remembered of a data root; what cannot be read is forgotten and found again. */
  constructor(dataRoot: string) {
    this.#dataRoot = dataRoot;
    this.#known = new Map(Object.entries(readKnown(join(dataRoot, FILE))));
  }

  /**
   * The hash of a file's content if the file is known; undefined where it would have to be read.
   */
  knownHash(file: string): string | undefined {
    if (uriOf(file) !== undefined) return hashListing(file);
    return this.#current(file)?.sha256;
  }

  /**
   * SHA-256 of a file's content; reads it only if it is not known. Aborting stops in the middle. Of
   * a file at a URI, of what is listed of it.
   */
  async hash(file: string, signal?: AbortSignal): Promise<string> {
    const known = this.#current(file);
    if (known !== undefined) return known.sha256;
    const stamp = stampOf(file);
    const sha256 = uriOf(file) === undefined ? await hashFile(file, signal) : stamp;
    this.#remember(file, { stamp, sha256 });
    return sha256;
  }

  /** RowCounts that were taken of a file before, if it is still the same. */
  counts(file: string, asked: string): RowCounts | undefined {
    return this.#current(file)?.counts?.[asked];
  }

  async rememberCounts(file: string, asked: string, counts: RowCounts): Promise<void> {
    await this.hash(file);
    const known = this.#known.get(nameBelow(this.#dataRoot, file));
    if (known !== undefined) this.#remember(file, { ...known, counts: { ...known.counts, [asked]: counts } });
  }

  /** Writes what is new, for the next time; nothing hangs on it. */
  save(): void {
    if (!this.#changed) return;
    const file = join(this.#dataRoot, FILE);
    mkdirSync(join(this.#dataRoot, 'work'), { recursive: true });
    const sorted = [...this.#known].sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(`${file}.draft`, `${JSON.stringify({ version: 1, files: Object.fromEntries(sorted) }, null, 1)}\n`);
    renameSync(`${file}.draft`, file);
    this.#changed = false;
  }

  /** What is remembered of a file that is still the same. */
  #current(file: string): Known | undefined {
    const known = this.#known.get(nameBelow(this.#dataRoot, file));
    return known?.stamp === stampOf(file) ? known : undefined;
  }

  #remember(file: string, known: Known): void {
    this.#known.set(nameBelow(this.#dataRoot, file), known);
    this.#changed = true;
  }
}

/** Size, time of change and the hash of the footer: what changes when a file does. */
export function stampOf(file: string): string {
  if (uriOf(file) !== undefined) return hashListing(file);
  const handle = openSync(file, 'r');
  try {
    const { size, mtimeMs } = fstatSync(handle);
    const tail = (length: number) => {
      const buffer = Buffer.alloc(Math.min(length, size));
      readSync(handle, buffer, 0, buffer.length, size - buffer.length);
      return buffer;
    };
    const end = tail(8);
    const isParquet = end.length === 8 && end.toString('latin1', 4) === 'PAR1';
    const footer = isParquet ? Math.min(end.readUInt32LE(0) + 8, LARGEST_FOOTER) : TAIL_BYTES;
    return `${size} ${mtimeMs} ${createHash('sha256').update(tail(footer)).digest('hex').slice(0, 32)}`;
  } finally {
    closeSync(handle);
  }
}

function readKnown(file: string): Readonly<Record<string, Known>> {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as { version: number; files: Record<string, Known> };
    return read.version === 1 ? read.files : {};
  } catch {
    return {};
  }
}
