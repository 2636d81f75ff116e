/** `cubes run`: computes unprotected cubes. */
import { Failure } from '../../base/index.ts';
import { planRun, selectIndicators } from '../../plan/index.ts';
import { CLUSTER_RUN_STAGES, RUN_STAGES, type RunManifest, runCubes, yearsWithInput } from '../../run/index.ts';
import { openCatalogueWithoutTests } from '../catalogue-cache.ts';
import { type CheckpointChoices, checkpointsOf } from '../checkpoint-options.ts';
import type { ClusterChoices } from '../cluster-options.ts';
import { gatherFindings } from '../findings.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { withMachinery } from '../machinery.ts';
import { catalogueFileOf, dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { describeStage, printStages } from '../print-stages.ts';
import { printTable } from '../print-table.ts';
import { startProgress } from '../progress.ts';
import { stageLines } from '../stage-lines.ts';

export interface RunOptions extends PlaceOptions, EngineChoices, CheckpointChoices, ClusterChoices {
  readonly years: readonly number[];
  readonly fuse: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Computes cubes and prints them. Refuses (usage) where no years are named. */
export async function run(
  codes: readonly string[],
  options: Partial<Pick<RunOptions, 'years'>> & Omit<RunOptions, 'years'>,
): Promise<void> {
  const years = options.years ?? refuseWithoutYears(options);
  if (options.dryRun) return dryRun(codes, years, options);
  const manifest = await runWithProgress(codes, { ...options, years });
  if (options.json) printJson('run', manifest);
  else process.stdout.write(`${printRun(manifest)}\n`);
}

/** The stages of the run, and what it would compute. Refuses what planning refuses. */
function dryRun(codes: readonly string[], wanted: readonly number[], options: Omit<RunOptions, 'years'>): void {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const { years, skipped } = planRun(catalogue, selectIndicators(catalogue, codes, wanted), { fuse: options.fuse });
  const cubes = years.reduce((sum, { indicators }) => sum + indicators.length, 0);
  const stages = (options.engine === 'spark' ? CLUSTER_RUN_STAGES : RUN_STAGES).map((stage) =>
    stage.name === 'compute' ? { ...stage, items: cubes } : stage,
  );
  if (options.json) {
    const selected = years.map(({ year, indicators }) => ({ year, indicators }));
    printJson('run-dry-run', { years: selected, skipped, stages: stages.map(describeStage) });
    return;
  }
  for (const { code, year, reason } of skipped) process.stderr.write(`skipped: ${code} in ${year}, ${reason}\n`);
  const table = years.map(({ year, indicators }) => [String(year), indicators.length, indicators.join(', ')]);
  process.stdout.write(
    `${printTable(['year', 'cubes', 'indicators'], table)}\n${printStages(stages)}\n${cubes} ${cubes === 1 ? 'cube' : 'cubes'} to compute. Nothing was done; \`cubes plan\` shows the statements.\n`,
  );
}

/** Which years to compute is never guessed; those that could be are reported. */
function refuseWithoutYears(options: PlaceOptions): never {
  const years = yearsWithInput(openCatalogueWithoutTests(catalogueFileOf(options)), dataRootOf(options));
  const [first, last] = [years[0], years.at(-1)];
  throw new Failure('usage', 'no years are named.', {
    help: `there is input for ${first === last ? first : `${first}..${last}`}; name years with --years A..B.`,
  });
}

/** Runs with progress and messages on stderr, and gives the manifest. */
export async function runWithProgress(codes: readonly string[], options: RunOptions): Promise<RunManifest> {
  const catalogue = openCatalogueWithoutTests(catalogueFileOf(options));
  const dataRoot = dataRootOf(options);
  const progress = startProgress();
  const findings = gatherFindings();
  try {
    return await interruptible((signal) =>
      withMachinery(options, catalogue, dataRoot, signal, (machinery) =>
        runCubes({
          catalogue,
          dataRoot,
          codes,
          years: options.years,
          fuse: options.fuse,
          checkpoints: checkpointsOf(options),
          ...machinery,
          peakMemory,
          onStage: stageLines(),
          onEvent: (event) => {
            if (event.kind === 'step')
              progress.show((event.done + event.share) / event.total, `${event.year} ${event.label}`);
            else findings.add(event);
          },
          signal,
        }),
      ),
    );
  } finally {
    progress.end();
    for (const line of findings.lines()) progress.say(line);
  }
}

/** Of this process, as the operating system counts it. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** What was computed, one cube a line, with the country's figure. */
function printRun({ cubes, years, yearsAtOnce, seconds, peakMemory: peak, id }: RunManifest): string {
  if (cubes.length === 0) return 'nothing to compute.';
  const rows = cubes.map(({ code, year, rows: n, country, path }) => [
    code,
    String(year),
    n,
    country.numerator,
    country.denominator,
    country.value,
    path,
  ]);
  const table = printTable(
    ['code', 'year', 'rows', 'numerator', 'denominator', 'Belgium', 'file below the data root'],
    rows,
  );
  const held = years.map(({ statements }) => Math.max(0, ...statements.map((of) => of.expected?.memory ?? 0)));
  const atOnce = held.sort((a, b) => b - a).slice(0, yearsAtOnce);
  const expected = atOnce.reduce((sum, bytes) => sum + bytes, 0);
  const memory =
    peak === null ? '' : `, ${gigabytes(peak)} of memory at most (engine: ${gigabytes(expected)} expected)`;
  return `${table}\n${cubes.length} ${cubes.length === 1 ? 'cube' : 'cubes'} in ${seconds.toFixed(1)} s${memory}; unprotected, not for publication. Manifest: work/runs/${id}.json`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
