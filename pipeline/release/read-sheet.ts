/** The sheet of an indicator as a release has it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../base/index.ts';
import type { Sheet } from '../sheet/index.ts';
import { sheetPath } from './manifest.ts';

/**
 * Reads the sheet in the folder of a release; refuses one that cannot be read with a data failure.
 */
export function readSheet(folder: string, code: string): Sheet {
  const file = join(folder, sheetPath(code));
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Sheet;
  } catch {
    throw new Failure('data', `${file} cannot be read.`, { help: 'see what else is wrong with `cubes verify`.' });
  }
}
