/** Makes the footer of a Parquet file say something else than its pages. */
import { readFileSync, writeFileSync } from 'node:fs';

const END = 8;

/**
 * Replaces bytes, in hexadecimal, wherever they stand in the footer; of the same number, so that
 * nothing else moves.
 */
export function patchFooter(file: string, from: string, to: string): void {
  const bytes = readFileSync(file);
  const start = bytes.length - END - bytes.readUInt32LE(bytes.length - END);
  const footer = bytes.subarray(start).toString('hex');
  if (from.length !== to.length || !footer.includes(from)) throw new Error(`the footer has no ${from}`);
  writeFileSync(file, Buffer.concat([bytes.subarray(0, start), Buffer.from(footer.replaceAll(from, to), 'hex')]));
}
