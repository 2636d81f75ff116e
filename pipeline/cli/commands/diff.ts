/** `cubes diff A B`: which figures changed from one release to another. */
import { diffReleases } from '../../release/index.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printDiff } from '../print-diff.ts';

export interface DiffOptions extends PlaceOptions, EngineChoices {
  readonly json?: boolean;
}

/** Prints which figures differ between two releases. Refuses (usage) a name that no release has. */
export async function diff(from: string, to: string, options: DiffOptions): Promise<void> {
  const dataRoot = dataRootOf(options);
  const report = await reading(options, dataRoot, (engine) =>
    interruptible((signal) => diffReleases({ dataRoot, from, to, engine, signal })),
  );
  if (options.json) printJson('diff', report);
  else process.stdout.write(`${printDiff(report)}\n`);
}
