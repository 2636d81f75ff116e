/** `cubes plan`: what would run and why, without reading a claim. */
import { relative } from 'node:path';
import { type Catalogue, openCatalogue, referenceRootOf } from '../../catalogue/index.ts';
import {
  cubeColumns,
  emitCopy,
  emitYear,
  type Places,
  type Plan,
  planRun,
  type Script,
  selectIndicators,
} from '../../plan/index.ts';
import { yearsWithInput } from '../../run/index.ts';
import { catalogueFileOf, dataRootOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';

export interface PlanOptions extends PlaceOptions {
  readonly years?: readonly number[];
  readonly fuse: boolean;
  readonly sql?: boolean;
  readonly json?: boolean;
}

export function plan(codes: readonly string[], options: PlanOptions): void {
  const catalogue = openCatalogue(catalogueFileOf(options), PROGRAM_ROOT);
  const dataRoot = dataRootOf(options);
  const years = options.years ?? yearsWithInput(catalogue, dataRoot).slice(-1);
  const planned = planRun(catalogue, selectIndicators(catalogue, codes, years), { fuse: options.fuse });
  for (const { code, year, reason } of planned.skipped)
    process.stderr.write(`skipped: ${code} in ${year}, ${reason}\n`);
  const places: Places = {
    dataRoot: relative('', dataRoot) || '.',
    referenceRoot: relative('', referenceRootOf(catalogue.file)) || '.',
  };
  const scripts = planned.years.map((year) => emitYear(catalogue, year, places));
  if (options.json) process.stdout.write(`${JSON.stringify({ version: 1, plan: planned, scripts }, null, 2)}\n`);
  else if (options.sql)
    process.stdout.write(
      scripts.map((script, i) => printScript(catalogue, script, planned.years[i]?.indicators ?? [])).join('\n'),
    );
  else process.stdout.write(printPlan(planned, scripts));
}

/** The statements of a year as a script that the duckdb shell runs. */
function printScript(catalogue: Catalogue, script: Script, indicators: readonly string[]): string {
  const variables = Object.entries(script.variables).map(([name, literal]) => `SET VARIABLE ${name} = ${literal};`);
  const statements = [...script.inspection, ...script.computation].map(({ sql }) => `${sql};`);
  const copies = indicators.flatMap((code) => {
    const indicator = catalogue.indicators[code];
    return indicator === undefined
      ? []
      : [`${emitCopy(indicator, cubeColumns(indicator).cube, `${code}_${script.year}.parquet`)};`];
  });
  return `-- reference year ${script.year}\n${[...variables, ...statements, ...copies].join('\n\n')}\n`;
}

function printPlan(planned: Plan, scripts: readonly Script[]): string {
  if (planned.years.length === 0) return 'nothing to compute.\n';
  const blocks = planned.years.map(({ year, mapDate, indicators }, i) => {
    const script = scripts[i];
    const rows = [...(script?.inspection ?? []), ...(script?.computation ?? [])].map(({ id, purpose, scans }) => [
      id,
      scans ?? '',
      purpose.slice(0, 100),
    ]);
    const collects = (script?.computation ?? []).filter(({ step, scans }) => step === 'collect' && scans !== undefined);
    const scans = collects.map(({ scans: source }) => source);
    return [
      `${year}: ${indicators.join(', ')} on the municipal map of ${mapDate}`,
      printTable(['step', 'reads through', 'what for'], rows),
      `${collects.length} collecting scan${collects.length === 1 ? '' : 's'} (${scans.join(', ')}) for ${indicators.length} indicators${planned.fused ? '' : ', not fused'}`,
      '',
    ].join('\n');
  });
  return `${blocks.join('\n')}`;
}
