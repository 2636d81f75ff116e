/** The SHA-256 of a file, read in pieces. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Failure } from '../base/index.ts';

/** 64 hex digits; aborting stops in the middle with an interrupted failure. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    if (signal?.aborted) throw new Failure('interrupted', 'interrupted.');
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
