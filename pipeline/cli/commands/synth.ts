/** `cubes synth`: synthetic claims. */
import { join } from 'node:path';
import { referenceRootOf } from '../../catalogue/index.ts';
import { openDuckDB } from '../../engine/index.ts';
import { type SynthReport, synthesise } from '../../synth/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { startProgress } from '../progress.ts';
import { refuseUnmakeable } from '../refuse-unmakeable.ts';

export interface SynthOptions extends PlaceOptions, EngineChoices {
  readonly beneficiaries: number;
  readonly years: readonly number[];
  readonly seed: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Writes synthetic claims below the data root, and prints how many. */
export async function synth(options: SynthOptions): Promise<void> {
  const report = await generate(options);
  if (options.json) {
    printJson('synth', report);
    return;
  }
  const sum = (key: 'rows' | 'bytes') => report.files.reduce((total, file) => total + file[key], 0);
  process.stdout.write(
    `${report.files.length} files, ${sum('rows').toLocaleString('en-GB')} rows, ${(sum('bytes') / 1e6).toFixed(1)} MB of synthetic data in ${join(dataRootOf(options), 'claims')}\n`,
  );
}

/** Generates with progress on stderr. Ctrl-C leaves nothing behind. */
export async function generate(options: SynthOptions): Promise<SynthReport> {
  const dataRoot = dataRootOf(options);
  refuseUnmakeable({ data: dataRoot });
  const engine = await openDuckDB(engineOptionsOf(options, dataRoot));
  const progress = startProgress();
  try {
    return await interruptible((signal) => {
      signal.addEventListener('abort', () => engine.interrupt());
      return synthesise(engine, {
        dataRoot,
        referenceRoot: referenceRootOf(catalogueFileOf(options)),
        sqlRoot: join(PROGRAM_ROOT, 'sql'),
        beneficiaries: options.beneficiaries,
        years: options.years,
        seed: options.seed,
        force: options.force ?? false,
        onProgress: (done, total, label) => progress.show(done / total, label),
      });
    });
  } finally {
    progress.end();
    engine.close();
  }
}
