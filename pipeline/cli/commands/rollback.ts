/** `cubes rollback RELEASE`: makes a release that is there the current one again. */

import { findRelease, rollbackTo } from '../../release/index.ts';
import { openWorkFolder } from '../../store/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';

export interface RollbackOptions extends PlaceOptions, EngineChoices {
  readonly json?: boolean;
}

/** Makes an earlier release the current one. Refuses (data) one whose files are damaged. */
export async function rollback(name: string, options: RollbackOptions): Promise<void> {
  const dataRoot = dataRootOf(options);
  // A name that is wrong is reported before anything is made or waited for.
  findRelease(dataRoot, name);
  const engine = engineOptionsOf(options, dataRoot);
  const folder = openWorkFolder(dataRoot, `cubes rollback ${name}`, engine.tempDirectory);
  try {
    const report = await interruptible((signal) =>
      rollbackTo({ dataRoot, release: name, engine: { ...engine, tempDirectory: folder.spill }, signal }),
    );
    const { release, before } = report;
    const message =
      before === release
        ? `${release} is the current release already.`
        : `${release} is the current release, ${before ?? 'none'} was.`;
    if (options.json) printJson('rollback', report);
    else process.stdout.write(`${message}\n`);
  } finally {
    folder.close();
  }
}
