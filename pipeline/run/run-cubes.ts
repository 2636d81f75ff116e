/** Runs a plan: inspects every year's delivery, then computes the unprotected cubes, years beside each other where memory allows, and puts all in place at the end. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import { type Engine, type EngineOptions, withDuckDB } from '../engine/index.ts';
import type { RunOfJob } from '../lineage/index.ts';
import {
  emitYear,
  type Places,
  type Plan,
  type PlanOptions,
  planRun,
  type Selection,
  selectIndicators,
} from '../plan/index.ts';
import { InputCache, openWorkFolder, putInPlace, type WorkFolder } from '../store/index.ts';
import { causeOf, checkSchemas, type Reach } from './check-schemas.ts';
import { refuseFailed } from './checks.ts';
import { computeYear } from './compute-year.ts';
import type { OnEvent } from './event.ts';
import { findInputs, hashInputs, literalPath, refuseExchanged, type SourceFiles } from './inputs.ts';
import { withLanes, yearsBeside } from './lanes.ts';
import type { RunManifest } from './manifest.ts';
import { estimator, partitionsOf, yearsAtOnceOf } from './partitions.ts';
import { readRecipes } from './recipe.ts';
import { keepFailure, type RunLineage, traceRun, writeLineage } from './run-lineage.ts';
import { Runner } from './runner.ts';
import { readRows, readSizes } from './sizes.ts';
import { cubeFolder } from './write-cube.ts';

export interface RunRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes or globs; none means all. */
  readonly codes: readonly string[];
  readonly years: readonly number[];
  /** Exactly these, instead of every code in every year. */
  readonly selection?: Selection;
  /** Data checks by name that somebody has decided to let pass: told and recorded as failed, and not refused. */
  readonly accepted?: readonly string[];
  /** False: a pass over the facts for every variable. The cubes are the same. */
  readonly fuse?: boolean;
  /** False: every sum in a column of its own. The cubes are the same. */
  readonly packing?: boolean;
  /** Into how many parts members are dealt; by default as many as the memory limit asks for. The cubes are the same. */
  readonly partitions?: number;
  /** How many years are computed beside each other; by default as many as threads and memory allow. The cubes are the same. */
  readonly yearsAtOnce?: number;
  /** Bytes that the process has held at most, where somebody can tell. */
  readonly peakMemory?: () => number;
  readonly engine: EngineOptions;
  /** The refresh that it is a part of, for its lineage. */
  readonly parent?: RunOfJob;
  readonly onEvent?: OnEvent;
  /** Aborting stops the running statement; nothing of the run is kept. */
  readonly signal?: AbortSignal;
}

/**
 * Computes unprotected cubes into `<dataRoot>/work/cubes`, and leaves a manifest and lineage in `<dataRoot>/work/runs`: all that was asked for, or nothing but
 * the lineage of a failure.
 * Refuses unknown codes (usage), missing or wrong input (data), a statement that fails (engine), a second run (locked).
 */
export async function runCubes(request: RunRequest): Promise<RunManifest> {
  const { codes, years } = request;
  const plan = planOf(request);
  const command = `cubes run ${[...codes, `--years ${years.join(',')}`].join(' ')}`;
  const folder = openWorkFolder(request.dataRoot, command, request.engine.tempDirectory);
  try {
    return await compute(folder, plan, request);
  } finally {
    folder.close();
  }
}

/** Computes cubes in a work folder that the caller holds, and leaves it open. */
export function runCubesIn(folder: WorkFolder, request: RunRequest): Promise<RunManifest> {
  return compute(folder, planOf(request), request);
}

function planOf(request: RunRequest, options: Pick<PlanOptions, 'partitions'> = {}): Plan {
  const { catalogue, codes, years, selection = selectIndicators(catalogue, codes, years), fuse = true } = request;
  return planRun(catalogue, selection, { fuse, ...options });
}

async function compute(folder: WorkFolder, plan: Plan, request: RunRequest): Promise<RunManifest> {
  const { catalogue, dataRoot, parent, signal, onEvent = () => {} } = request;
  for (const skipped of plan.skipped) onEvent({ kind: 'skipped', ...skipped });
  const started = new Date();
  // To the millisecond: two runs of one second keep their manifests apart.
  const id = `${started.toISOString().replace(/[-:]/g, '')}-${catalogue.hash.slice(0, 8)}`;
  const withEngine = <T>(work: (engine: Engine) => Promise<T>) =>
    withDuckDB({ ...request.engine, tempDirectory: folder.spill }, signal, work);
  try {
    return await withEngine(async (engine) => {
      const context = { ...request, onEvent, run: id };
      const { scripts, rows, records, ...result } = await execute(engine, plan, context, folder.staging);
      const cubes = records.map(({ cube }) => cube);
      const manifest: RunManifest = {
        version: 1,
        id,
        started: started.toISOString(),
        seconds: (Date.now() - started.getTime()) / 1000,
        catalogue: { file: relative(dataRoot, catalogue.file), hash: catalogue.hash, vintage: catalogue.vintage },
        engine: {
          name: engine.name,
          version: engine.version,
          threads: engine.options.threads,
          memoryLimit: engine.options.memoryLimit,
        },
        fused: plan.fused,
        peakMemory: request.peakMemory?.() ?? null,
        ...result,
        cubes,
      };
      const events = traceRun({ catalogue, manifest, records, scripts, rows, parent });
      const paths = [writeManifest(folder.staging, manifest), writeLineage(folder.staging, id, events)];
      putInPlace(folder.staging, dataRoot, [...cubes.map(({ code, year }) => cubeFolder(code, year)), ...paths]);
      return manifest;
    });
  } catch (error) {
    // Another engine: one that has met damage may be of no more use.
    const cause = await causeOf(error, () => withEngine((engine) => checkInputs(engine, plan, request, 'pages')));
    keepFailure({ catalogue, dataRoot, parent }, id, started, cause);
    throw cause;
  } finally {
    folder.clear();
  }
}

type Result = Pick<RunManifest, 'yearsAtOnce' | 'inputs' | 'years'> & Pick<RunLineage, 'records' | 'scripts' | 'rows'>;
type Context = RunRequest & { readonly onEvent: OnEvent; readonly run: string };

/** The files that a plan reads, held against the declared columns. */
async function checkInputs(
  engine: Engine,
  plan: Plan,
  { catalogue, dataRoot }: RunRequest,
  reach: Reach,
): Promise<SourceFiles[]> {
  const inputs = await findInputs(engine, catalogue, plan, {
    dataRoot,
    referenceRoot: referenceRootOf(catalogue.file),
  });
  await checkSchemas(engine, catalogue, plan, inputs, dataRoot, reach);
  return inputs;
}

async function execute(engine: Engine, whole: Plan, context: Context, staging: string): Promise<Result> {
  const { catalogue, dataRoot, signal, accepted = [], run, packing = true } = context;
  const referenceRoot = referenceRootOf(catalogue.file);
  const inputs = await checkInputs(engine, whole, context, 'footers');
  const sizes = await readSizes(engine, inputs);
  const partitions = partitionsOf(catalogue, whole, sizes, engine.options.memoryLimit);
  const plan = planOf(context, {
    partitions: context.partitions === undefined ? partitions : () => context.partitions as number,
  });
  const { yearsAtOnce = yearsAtOnceOf(catalogue, plan, sizes, engine.options) } = context;

  const places: Places = { dataRoot: literalPath(dataRoot), referenceRoot: literalPath(referenceRoot) };
  const scripts = plan.years.map((year) => emitYear(catalogue, year, places, { packing }));
  const total = scripts.reduce((sum, { inspection, computation }) => sum + inspection.length + computation.length, 0);
  const steps = { done: 0, total };
  const estimates = estimator(catalogue, plan, sizes);
  const runnerOf = (own: Engine, onEvent: OnEvent) => new Runner(own, { catalogue, onEvent, ...estimates }, steps);

  return withLanes(engine, yearsAtOnce, signal, async (engines) => {
    // Everything is inspected before anything is computed, so that the third year cannot fail after an hour.
    const inspected = await yearsBeside(engines, scripts, context.onEvent, async (own, script, onEvent) => {
      const { checks } = await runnerOf(own, onEvent).run(script, script.inspection);
      return checks.map((result) => ({ year: script.year, result }));
    });
    refuseFailed(inspected.flat(), accepted);
    const cache = new InputCache(dataRoot);
    const hashed = await hashInputs(inputs, dataRoot, cache, signal);
    cache.save();

    const recipe = readRecipes(catalogue);
    const place = { catalogue, run, places, packing, accepted, recipe, staging };
    const computed = await yearsBeside(engines, plan.years, context.onEvent, (own, year, onEvent, i) => {
      const checks = inspected[i]?.map(({ result }) => result) ?? [];
      const delivered = hashed.filter((file) => file.year === year.year);
      return computeYear(own, runnerOf(own, onEvent), year, place, checks, delivered);
    });
    refuseExchanged(hashed, dataRoot, cache);
    return {
      yearsAtOnce,
      inputs: hashed,
      years: computed.map(({ report }) => report),
      records: computed.flatMap(({ records }) => records),
      scripts: computed.map(({ script }) => script),
      rows: await readRows(engine, inputs, dataRoot),
    };
  });
}

/** Stages the manifest and gives its path below the data root. */
function writeManifest(staging: string, manifest: RunManifest): string {
  const path = join('work', 'runs', `${manifest.id}.json`);
  mkdirSync(dirname(join(staging, path)), { recursive: true });
  writeFileSync(join(staging, path), `${JSON.stringify(manifest, null, 2)}\n`);
  return path;
}
