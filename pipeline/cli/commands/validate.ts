/** `cubes validate`: a delivery examined without computing a figure. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { countOf, Failure, suggest } from '../../base/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { withDuckDB } from '../../engine/index.ts';
import { type DeliveryReport, validateDelivery } from '../../refresh/index.ts';
import { yearsWithInput } from '../../run/index.ts';
import { InputCache, openWorkFolder } from '../../store/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { printDeliveryPage } from '../delivery-page.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printDelivery } from '../print-delivery.ts';
import { startProgress } from '../progress.ts';

export interface ValidateOptions extends PlaceOptions, EngineChoices {
  readonly years?: readonly number[];
  readonly source: readonly string[];
  readonly json?: boolean;
  /** A file that the page is written to. */
  readonly html?: string;
}

/**
 * Prints the report; refuses (data) where a run or a refresh would refuse the delivery, after
 * printing it.
 */
export async function validate(options: ValidateOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  const years = options.years ?? yearsWithInput(catalogue, dataRoot).slice(-1);
  refuseUnknown(catalogue, options.source);
  const progress = startProgress();
  const folder = openWorkFolder(dataRoot, 'cubes validate', engineOptionsOf(options, dataRoot).tempDirectory);
  let report: DeliveryReport;
  try {
    const engine = { ...engineOptionsOf(options, dataRoot), tempDirectory: folder.spill };
    const cache = new InputCache(dataRoot);
    report = await interruptible((signal) =>
      withDuckDB(engine, signal, (opened) =>
        validateDelivery(opened, {
          catalogue,
          dataRoot,
          years,
          sources: options.source,
          cache,
          onEvent: (event) => {
            if (event.kind === 'step') progress.show((event.done + event.share) / event.total, event.label);
          },
        }),
      ),
    );
    cache.save();
  } finally {
    progress.end();
    folder.close();
  }
  if (options.html !== undefined) writeFileSync(resolve(options.html), printDeliveryPage(report));
  if (options.json) printJson('validate', report);
  else process.stdout.write(printDelivery(report));
  const failed = report.gates.filter(({ outcome }) => outcome === 'fail').length;
  const failing = [
    ...(report.problems.length > 0 ? [countOf(report.problems.length, 'problem')] : []),
    ...(failed > 0 ? [countOf(failed, 'check or gate that fails', 'checks or gates that fail')] : []),
  ];
  if (failing.length > 0)
    throw new Failure('data', `the delivery has ${failing.join(' and ')}.`, {
      help: 'correct the delivery; problems stop a run, checks and gates that fail stop a refresh unless they are accepted.',
    });
}

function refuseUnknown(catalogue: Catalogue, sources: readonly string[]): void {
  const known = Object.keys(catalogue.sources);
  for (const name of sources) {
    if (known.includes(name)) continue;
    const nearest = suggest(name, known);
    const help = nearest === undefined ? `the sources are ${known.join(', ')}.` : `did you mean \`${nearest}\`?`;
    throw new Failure('usage', `\`${name}\` is not a source of the catalogue.`, { help });
  }
}
