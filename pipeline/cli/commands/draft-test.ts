/**
 * `cubes draft-test`: a worked example of the catalogue's form, drawn from the shape of a delivery,
 * without a real row.
 */
import { openCatalogue } from '../../catalogue/index.ts';
import { openDuckDB } from '../../engine/index.ts';
import { type Draft, draftTest } from '../../examples/index.ts';
import { yearsWithInput } from '../../run/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { withBench } from './test.ts';

export interface DraftOptions extends PlaceOptions, EngineChoices {
  readonly year?: number;
  readonly json?: boolean;
}

/** Prints a worked example of an indicator as YAML, drafted from the shape of a delivery. */
export async function draftTestOf(code: string, options: DraftOptions): Promise<void> {
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const dataRoot = dataRootOf(options);
  const year = options.year ?? yearsWithInput(catalogue, dataRoot).at(-1) ?? 0;
  const engine = await openDuckDB(engineOptionsOf(options, dataRoot));
  const drafts: Draft[] = [];
  try {
    await withBench(async (bench) => {
      const draft = await interruptible((signal) => {
        signal.addEventListener('abort', () => engine.interrupt());
        return draftTest(engine, bench, { catalogue, dataRoot, code, year });
      });
      drafts.push(draft);
    });
  } finally {
    engine.close();
  }
  for (const { yaml } of drafts) {
    if (options.json) printJson('draft-test', { code, year, yaml });
    else process.stdout.write(yaml);
  }
}
