/** `cubes plan`: what would run and why, without reading a claim. */
import { tmpdir } from 'node:os';
import { relative } from 'node:path';
import { type Catalogue, openCatalogue, referenceRootOf } from '../../catalogue/index.ts';
import { openDuckDB } from '../../engine/index.ts';
import {
  cubeColumns,
  emitCopy,
  emitYear,
  type Item,
  type Places,
  type Plan,
  planRun,
  type Script,
  selectIndicators,
} from '../../plan/index.ts';
import { assessor, InputCache, type Standing, standingOf, yearsWithInput } from '../../run/index.ts';
import { engineOptionsOf } from '../engine-options.ts';
import { catalogueFileOf, dataRootOf, type PlaceOptions, PROGRAM_ROOT } from '../options.ts';
import { printTable } from '../print-table.ts';

export interface PlanOptions extends PlaceOptions {
  readonly years?: readonly number[];
  readonly fuse: boolean;
  readonly sql?: boolean;
  readonly json?: boolean;
}

export async function plan(codes: readonly string[], options: PlanOptions): Promise<void> {
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
  if (options.sql && !options.json)
    process.stdout.write(
      scripts.map((script, i) => printScript(catalogue, script, planned.years[i]?.indicators ?? [])).join('\n'),
    );
  else {
    const cubes = await standings(catalogue, dataRoot, planned);
    if (options.json)
      process.stdout.write(`${JSON.stringify({ version: 1, plan: planned, scripts, cubes }, null, 2)}\n`);
    else process.stdout.write(`${printPlan(planned, scripts)}${printStandings(cubes)}`);
  }
}

type CubeStanding = Item & Standing;

/** What a refresh would take as it was computed before. */
async function standings(catalogue: Catalogue, dataRoot: string, planned: Plan): Promise<CubeStanding[]> {
  const engine = await openDuckDB({ ...engineOptionsOf({}, dataRoot), tempDirectory: tmpdir() });
  try {
    const outlookOf = assessor({ engine, catalogue, dataRoot, cache: new InputCache(dataRoot), read: false });
    const found: CubeStanding[] = [];
    for (const { year, indicators } of planned.years)
      for (const code of indicators) {
        const item = { code, year };
        found.push({ ...item, ...standingOf(dataRoot, item, await outlookOf(item)) });
      }
    return found;
  } finally {
    engine.close();
  }
}

function printStandings(cubes: readonly CubeStanding[]): string {
  if (cubes.length === 0) return '';
  const rows = cubes.map(({ code, year, action, why }) => [code, String(year), action, why]);
  return `${printTable(['cube', 'year', 'a refresh would', 'why'], rows)}\n`;
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
