/** `cubes plan`: what would run and why, without reading a claim. */
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { countOf, Failure, isUri } from '../../base/index.ts';
import { type Catalogue, referenceRootOf } from '../../catalogue/index.ts';
import { type Engine, withDuckDB } from '../../engine/index.ts';
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
import {
  assessor,
  type Foresight,
  foresee,
  type InventoryFile,
  inventoryOf,
  planDelivered,
  refuseIncomplete,
  type Standing,
  standingOf,
  yearsWithInput,
} from '../../run/index.ts';
import { InputCache, standInOf } from '../../store/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { type CheckpointChoices, checkpointsOf } from '../checkpoint-options.ts';
import type { ClusterChoices } from '../cluster-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { withMachinery } from '../machinery.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printBytes } from '../print-bytes.ts';
import { printCheckpoints } from '../print-checkpoints.ts';
import { cutYears, printCut } from '../print-cut.ts';
import { printInventory } from '../print-inventory.ts';
import { printTable } from '../print-table.ts';
import { checkRelations } from '../relation-check.ts';

export interface PlanOptions extends PlaceOptions, EngineChoices, CheckpointChoices, ClusterChoices {
  readonly years?: readonly number[];
  readonly fuse: boolean;
  readonly sql?: boolean;
  readonly json?: boolean;
}

/** Prints the steps, the statements and the expected cost of a run, without reading a claim. */
export async function plan(codes: readonly string[], options: PlanOptions): Promise<void> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  const years = options.years ?? yearsWithInput(catalogue, dataRoot).slice(-1);
  const selection = selectIndicators(catalogue, codes, years);
  const planned = planRun(catalogue, selection, { fuse: options.fuse });
  printSkipped(planned);
  const places: Places = {
    dataRoot: relative('', dataRoot) || '.',
    referenceRoot: relative('', referenceRootOf(catalogue.file)) || '.',
  };
  const problems = await checkRelations(catalogue);
  if (problems.length > 0)
    throw new Failure('catalogue', 'the SQL of the catalogue reads what its headers do not name.', {
      diagnostics: problems,
    });
  if (options.sql && !options.json) {
    const scripts = planned.years.map((year) => emitYear(catalogue, year, places));
    process.stdout.write(
      scripts.map((script, i) => printScript(catalogue, script, planned.years[i]?.indicators ?? [])).join('\n'),
    );
    return;
  }
  // Where a plan is cut needs no cluster; what lies at a URI does.
  const { engine: name, staging, sparkConf, ...others } = options;
  const choices = name === 'spark' && options.master === undefined ? others : options;
  await interruptible((signal) =>
    withMachinery(choices, catalogue, dataRoot, signal, ({ engine: machine }) =>
      withDuckDB({ ...machine, tempDirectory: tmpdir() }, signal, (engine) =>
        show(engine, { catalogue, dataRoot, codes, planned, places, options }),
      ),
    ),
  );
}

interface Shown {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly codes: readonly string[];
  readonly planned: Plan;
  readonly places: Places;
  readonly options: PlanOptions;
}

async function show(engine: Engine, { catalogue, dataRoot, codes, planned, places, options }: Shown): Promise<void> {
  const inventory = await inventoryOf(engine, catalogue, planned, { dataRoot, referenceRoot: places.referenceRoot });
  refuseIncomplete(readBy(catalogue, inventory, engine, dataRoot), dataRoot);
  // What is collected on a cluster is kept nowhere.
  const policy = options.engine === 'spark' ? false : checkpointsOf(options);
  const foreseen = await foreseeWhereDelivered(async () => {
    const delivered = await planDelivered(engine, planned, { catalogue, dataRoot, codes, fuse: options.fuse });
    if (delivered !== planned) printSkipped(delivered);
    return foresee(engine, catalogue, delivered, { ...places, dataRoot, policy });
  });
  const {
    plan: partitioned,
    yearsAtOnce,
    estimate,
    checkpoints,
  } = foreseen ?? { plan: planned, yearsAtOnce: 1, estimate: () => null, checkpoints: [] };
  const scripts = partitioned.years.map((year) => emitYear(catalogue, year, places));
  const cut =
    options.engine === 'spark'
      ? await cutYears(engine, catalogue, pairs(partitioned, scripts), foreseen?.sizes)
      : undefined;
  const cubes = await standings(engine, catalogue, dataRoot, partitioned);
  if (options.json) {
    const expected = scripts.map(({ year, inspection, computation }) => ({
      year,
      statements: [...inspection, ...computation].flatMap((statement) => {
        const found = estimate(year, statement);
        return found === null ? [] : [{ id: statement.id, ...found }];
      }),
    }));
    printJson('plan', {
      plan: partitioned,
      scripts,
      yearsAtOnce,
      cubes,
      expected,
      inventory,
      checkpoints,
      ...(cut && { cut }),
    });
  } else
    process.stdout.write(
      `${printPlan(partitioned, scripts, estimate)}${printBeside(yearsAtOnce)}${cut === undefined ? '' : printCut(cut)}${printCheckpoints(checkpoints)}${printStandings(cubes)}${printInventory(inventory)}`,
    );
}

function printSkipped({ skipped }: Plan): void {
  for (const { code, year, reason } of skipped) process.stderr.write(`skipped: ${code} in ${year}, ${reason}\n`);
}

function pairs({ years }: Plan, scripts: readonly Script[]) {
  return years.flatMap((year, i) => {
    const script = scripts[i];
    return script === undefined ? [] : [{ plan: year, script }];
  });
}

/** The files that sources read, by source. */
function readBy({ sources }: Catalogue, inventory: readonly InventoryFile[], { options }: Engine, dataRoot: string) {
  const { folder = '' } = options.elsewhere ?? {};
  return Object.values(sources).map((source) => {
    const read = inventory.filter((file) => file.use === 'read' && file.source === source.name);
    return { source, files: read.map(({ path }) => (isUri(path) ? standInOf(folder, path) : join(dataRoot, path))) };
  });
}

/** A plan can be looked at before its delivery is there: then nothing is known of its cost. */
async function foreseeWhereDelivered(look: () => Promise<Foresight>): Promise<Foresight | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure && error.kind === 'data') return undefined;
    throw error;
  }
}

type CubeStanding = Item & Standing;

/** What a refresh would take as it was computed before. */
async function standings(
  engine: Engine,
  catalogue: Catalogue,
  dataRoot: string,
  planned: Plan,
): Promise<CubeStanding[]> {
  const outlookOf = assessor({ engine, catalogue, dataRoot, cache: new InputCache(dataRoot), read: false });
  const found: CubeStanding[] = [];
  for (const { year, indicators } of planned.years)
    for (const code of indicators) {
      const item = { code, year };
      found.push({ ...item, ...standingOf(dataRoot, item, await outlookOf(item)) });
    }
  return found;
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

function printPlan(planned: Plan, scripts: readonly Script[], estimate: Foresight['estimate']): string {
  if (planned.years.length === 0) return 'nothing to compute.\n';
  const blocks = planned.years.map(({ year, mapDate, indicators }, i) => {
    const script = scripts[i];
    const statements = [...(script?.inspection ?? []), ...(script?.computation ?? [])];
    const expected = statements.map((statement) => estimate(year, statement));
    const rows = statements.flatMap(({ id, purpose, scans, invariants }, n) => {
      const cost = expected[n];
      const cells = cost ? [printBytes(cost.bytesRead), cost.rows, printBytes(cost.memory)] : ['', '', ''];
      const asked = (invariants ?? []).map((one) => [`  ${one.column}`, '', '', '', '', one.purpose.slice(0, 80)]);
      return [[id, scans ?? '', ...cells, purpose.slice(0, 80)], ...asked];
    });
    const read = expected.reduce((sum, cost) => sum + (cost?.bytesRead ?? 0), 0);
    const held = Math.max(0, ...expected.map((cost) => cost?.memory ?? 0));
    const collects = (script?.computation ?? []).filter(({ step, scans }) => step === 'collect' && scans !== undefined);
    const scans = collects.map(({ scans: source }) => source);
    return [
      indicators.length === 0
        ? `${year}: read by figures of other years`
        : `${year}: ${indicators.join(', ')} on the municipal map of ${mapDate}`,
      printTable(['step', 'reads through', 'reads', 'rows', 'holds', 'what for'], rows),
      ...(indicators.length === 0
        ? []
        : [
            `${countOf(collects.length, 'collecting scan')}${scans.length === 0 ? '' : ` (${scans.join(', ')})`} for ${countOf(indicators.length, 'indicator')}${planned.fused ? '' : ', not fused'}`,
          ]),
      ...(held === 0 ? [] : [`expected: ${printBytes(read)} read, ${printBytes(held)} held at most`]),
      '',
    ].join('\n');
  });
  return `${blocks.join('\n')}`;
}

function printBeside(yearsAtOnce: number): string {
  return yearsAtOnce === 1
    ? ''
    : `${yearsAtOnce} years at a time, each with its share of the threads and the memory\n\n`;
}
