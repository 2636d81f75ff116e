/** `cubes status`: where every indicator stands on a day. */
import { printQuarter, quarterOf } from '../../base/index.ts';
import { type IndicatorStatus, readStatus } from '../../refresh/index.ts';
import { openCatalogueWithoutTests, withKeptRecipes } from '../catalogue-cache.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { printYears } from '../findings.ts';
import { printJson } from '../json/print-json.ts';
import { catalogueFileOf, dataRootOf, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';
import { showText } from '../terminal.ts';

export interface StatusOptions extends PlaceOptions {
  readonly asOf?: Date;
  readonly json?: boolean;
}

/** Prints what is published and due, by indicator, and what has changed since. */
export async function status(codes: readonly string[], options: StatusOptions): Promise<void> {
  const file = catalogueFileOf(options);
  const catalogue = openCatalogueWithoutTests(file);
  const dataRoot = dataRootOf(options);
  const quarter = quarterOf(options.asOf ?? new Date());
  const engine = engineOptionsOf({}, dataRoot);
  const indicators = await withKeptRecipes(file, catalogue, (recipeOf) =>
    readStatus({ catalogue, dataRoot, wanted: codes, quarter, engine, recipeOf }),
  );
  if (options.json) {
    printJson('status', { quarter: printQuarter(quarter), indicators });
    return;
  }
  const rows = indicators.map((one) => [
    one.code,
    `${one.schedule.refresh}, Y-${one.schedule.lag_years}`,
    printYears(one.published),
    one.last_release ?? '',
    one.due === null ? '' : String(one.due),
    printYears(one.overdue),
    printChanges(one.changed),
    printMissingInputs(one.missing_inputs),
  ]);
  const head = [
    'code',
    'refresh',
    'published',
    'last release',
    `due in ${printQuarter(quarter)}`,
    'overdue',
    'changed since',
    'missing inputs',
  ];
  await showText(`${printTable(head, rows)}\n`);
}

/** `definition (2015..2024); inputs (2024)`. */
function printChanges(changed: IndicatorStatus['changed']): string {
  const years = new Map<string, number[]>();
  for (const { year, what } of changed) for (const one of what) years.set(one, [...(years.get(one) ?? []), year]);
  return [...years].map(([what, of]) => `${what} (${printYears(of)})`).join('; ');
}

/** The years alone: `--json` and a dry run say what each lacks. */
function printMissingInputs(missingInputs: IndicatorStatus['missing_inputs']): string {
  return printYears(missingInputs.map(({ year }) => year));
}
