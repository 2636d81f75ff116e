/** `cubes clean`: removes the checkpoints of a data root. */
import { countOf } from '../../base/index.ts';
import { listCheckpoints, openWorkFolder, removeCheckpoint, removeKeptChecks } from '../../store/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type PlaceOptions } from '../options.ts';
import { printBytes } from '../print-bytes.ts';

export interface CleanOptions extends PlaceOptions {
  readonly json?: boolean;
}

/**
 * Removes them and prints how many and how large. Refuses (locked) while another command works
 * here.
 */
export function clean(options: CleanOptions): void {
  const dataRoot = dataRootOf(options);
  const folder = openWorkFolder(dataRoot, 'cubes clean', engineOptionsOf({}, dataRoot).tempDirectory);
  try {
    const found = listCheckpoints(dataRoot);
    for (const { id } of found) removeCheckpoint(dataRoot, id);
    removeKeptChecks(dataRoot);
    const bytes = found.reduce((sum, checkpoint) => sum + checkpoint.bytes, 0);
    if (options.json) printJson('clean', { checkpoints: found.length, bytes });
    else process.stdout.write(`${countOf(found.length, 'checkpoint')} removed, ${printBytes(bytes)}.\n`);
  } finally {
    folder.close();
  }
}
