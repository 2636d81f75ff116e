/**
 * What is wrong with a Parquet file as a whole, by its first and last bytes: a transfer that broke
 * off is the most frequent damage, and the engine has no words for it.
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Failure } from '../base/index.ts';
import { nameBelow } from '../store/index.ts';
import type { SourceFiles } from './inputs.ts';
import { printList } from './print-list.ts';

/** A Parquet file begins and ends with these bytes (Apache Parquet, file format). */
const MARK = 'PAR1';
/** The last bytes: the length of the footer, and the mark. */
const TAIL = 8;

export const COPY_AGAIN = 'copy it again from its sender, and compare the sizes.';

/**
 * Why a Parquet file is incomplete: nothing in it, or no footer at its end. Undefined where it is
 * complete, or no Parquet file at all.
 */
export function incompleteParquet(file: string): string | undefined {
  const { size } = statSync(file);
  const bytes = `${size.toLocaleString('en-GB')} ${size === 1 ? 'byte' : 'bytes'}`;
  if (size === 0) return 'it is empty (0 bytes)';
  if (textAt(file, 0) !== MARK || isComplete(file, size)) return undefined;
  return `it is truncated (${bytes}, and the end of the file has no footer)`;
}

/**
 * Refuses (data) Parquet files that are incomplete, naming all of them; for commands that read a
 * delivery without examining it.
 */
export function refuseIncomplete(inputs: readonly Pick<SourceFiles, 'source' | 'files'>[], dataRoot: string): void {
  const problems = inputs
    .filter(({ source }) => source.format === 'parquet')
    .flatMap(({ files }) => files)
    .flatMap((file) => {
      const problem = incompleteParquet(file);
      return problem === undefined ? [] : [unreadableParquet(nameBelow(dataRoot, file), problem)];
    });
  if (problems.length === 0) return;
  throw new Failure('data', `the delivery does not match its declaration:\n${printList(problems)}`, {
    help: COPY_AGAIN,
  });
}

/** `FILE cannot be read as parquet: …`, as every command says it. */
export function unreadableParquet(shown: string, reason: string): string {
  return `${shown} cannot be read as parquet: ${reason}`;
}

/** Whether the file ends with a footer that lies in it. */
function isComplete(file: string, size: number): boolean {
  if (size < MARK.length + TAIL || textAt(file, size - MARK.length) !== MARK) return false;
  return bytesAt(file, size - TAIL, 4).readUInt32LE() + MARK.length + TAIL <= size;
}

function textAt(file: string, position: number): string {
  return bytesAt(file, position, MARK.length).toString('latin1');
}

function bytesAt(file: string, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, length, position);
  } finally {
    closeSync(handle);
  }
  return bytes;
}
