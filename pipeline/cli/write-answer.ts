/**
 * Writes an answer to a stream, no faster than it is read, or to a file that is there whole or not
 * at all.
 */

import { once } from 'node:events';
import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Failure } from '../base/index.ts';

/** Writes pieces one after the other; waits for a reader that is slow. */
export async function writeTo(stream: Writable, pieces: AsyncIterable<string>): Promise<void> {
  for await (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
}

/** A file that is to be written: what is there is kept until the new one is whole. */
export interface Target {
  /** Where it is written first. */
  readonly draft: string;
  readonly write: (pieces: AsyncIterable<string>) => Promise<void>;
  /** Puts the draft in place. */
  readonly keep: () => void;
  /** Removes what is left of the draft. */
  readonly drop: () => void;
}

/** Refuses (usage) a folder that is not there, and a file that is, unless it is to be replaced. */
export function openTarget(path: string, force: boolean): Target {
  const file = resolve(path);
  const folder = dirname(file);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure('usage', `there is no folder ${folder}.`, { help: 'make it, or name another file.' });
  if (existsSync(file) && (!force || !statSync(file).isFile()))
    throw new Failure('usage', `${file} is there already.`, { help: 'name another file, or replace it with --force.' });
  const draft = `${file}.${process.pid}.part`;
  return {
    draft,
    write: async (pieces) => {
      const stream = createWriteStream(draft, { flags: 'wx' });
      const written = finished(stream);
      try {
        await Promise.race([writeTo(stream, pieces), written]);
        stream.end();
        await written;
      } finally {
        stream.destroy();
        await written.catch(() => {});
      }
    },
    keep: () => renameSync(draft, file),
    drop: () => rmSync(draft, { force: true }),
  };
}
