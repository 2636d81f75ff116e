/**
 * Text files in encodings that the engine does not read: they are decoded here, into the folder
 * where the engine spills, which nobody else reads and which is cleared on every exit.
 */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hashText } from '../base/index.ts';
import { isDecodedHere, type Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { literalPath } from './inputs.ts';

/**
 * Gives the pattern by which the engine reads a file of a source: the file itself, or a copy of it
 * in UTF-8. The copy of a file that has not changed since is made once.
 */
export async function readablePattern(engine: Engine, source: Source, file: string): Promise<string> {
  if (!isDecodedHere(source)) return literalPath(file);
  const { size, mtimeMs } = statSync(file);
  const folder = resolve(engine.options.tempDirectory, 'decoded');
  const name = hashText(JSON.stringify([resolve(file), size, mtimeMs, source.encoding])).slice(0, 16);
  const copy = join(folder, `${name}.csv`);
  if (!existsSync(copy)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await decode(file, source.encoding, `${copy}.part`);
    renameSync(`${copy}.part`, copy);
  }
  return literalPath(copy);
}

async function decode(from: string, encoding: string, to: string): Promise<void> {
  const decoder = new TextDecoder(encoding);
  await pipeline(
    createReadStream(from),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
      yield decoder.decode();
    },
    createWriteStream(to, { mode: 0o600 }),
  );
}
