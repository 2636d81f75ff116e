/** The stages of a run: what each takes from those before it, and what it makes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Stage, stagesFrom } from '../base/index.ts';
import { referenceRootOf } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitYear, type Places, type Plan, partitionSteps, type Script, type YearPlan } from '../plan/index.ts';
import { checkpointFolder, InputCache, putInPlace } from '../store/index.ts';
import { checkSchemas } from './check-schemas.ts';
import { DEFAULT_CHECKPOINTS } from './checkpoint-match.ts';
import { openCheckpoints, stagedCheckpoints } from './checkpoints.ts';
import { refuseFailed } from './checks.ts';
import { computeYear, type EmittedYear, type InspectedYear } from './compute-year.ts';
import { groupFiles } from './delivered-file.ts';
import type { OnEvent } from './event.ts';
import { findInputs, hashInputs, literalPath, refuseExchanged, type SourceFiles } from './inputs.ts';
import { inspectFiles } from './inspect-files.ts';
import { knownChecks, nameOf } from './known-checks.ts';
import { parallelYears } from './lanes.ts';
import type { CheckResult, RunManifest } from './manifest.ts';
import { estimator, partitionsOf, threadsFor, yearsAtOnceOf } from './partitions.ts';
import { filesRead, readRecipes } from './recipe.ts';
import type { Remote } from './remote.ts';
import { traceRun, writeLineage } from './run-lineage.ts';
import type { RunRequest } from './run-request.ts';
import { Runner } from './runner.ts';
import { readRowCounts, readSizes } from './sizes.ts';
import { readSyntheticYears } from './synthetic.ts';
import { cubeFolder } from './write-cube.ts';

/** What the stages of a run begin with. */
export interface RunStart {
  readonly request: RunRequest;
  readonly onEvent: OnEvent;
  readonly id: string;
  readonly started: Date;
  readonly engine: Engine;
  readonly staging: string;
  readonly plan: Plan;
}

/** What is prepared before any year is looked at; from then on years may run in parallel. */
export const PREPARE_RUN = stagesFrom<RunStart>()
  .add({ name: 'inputs', purpose: 'find the delivered files and check their columns' }, inspectInputs)
  .add({ name: 'hash', purpose: 'hash the delivered files' }, hash)
  .add({ name: 'partition', purpose: 'partition members by key so that each part fits into memory' }, partition)
  .add({ name: 'checkpoints', purpose: 'find what was collected before from the same files' }, findCheckpoints)
  .add({ name: 'emit', purpose: 'emit the SQL statements of every year' }, emit);

/** What has been prepared of a run. */
export type PreparedRun = Awaited<ReturnType<typeof PREPARE_RUN.run>>;

type Prepared = PreparedRun & {
  readonly remote?: Remote;
  /** One for every year that is computed at the same time. */
  readonly engines: readonly Engine[];
};

/** What is done with the engines of parallel years. */
export const COMPUTE_RUN = stagesFrom<Prepared>()
  .add({ name: 'inspect', purpose: 'run the data checks of every year before anything is computed' }, inspect)
  .add({ name: 'compute', purpose: 'compute the cubes of every year and check the invariants between them' }, (run) =>
    computeYears(run, run.inspected),
  )
  .add({ name: 'confirm', purpose: 'refuse delivered files that have changed since' }, (run) => {
    refuseExchanged(run.hashed, run.request.dataRoot, run.cache);
    return {};
  })
  .add({ name: 'record', purpose: 'write the manifest and the lineage of the run' }, async (run) => {
    const { engine, plan, request, id, started, yearsAtOnce, hashed, computed } = run;
    const { catalogue, dataRoot } = request;
    const rows = await readRowCounts(engine, run.inputs, dataRoot);
    const records = computed.flatMap((year) => year.records);
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
      cluster: run.remote?.cluster ?? null,
      fused: plan.fused,
      peakMemory: request.peakMemory?.() ?? null,
      synthetic: computed.some(({ report }) => report.synthetic),
      yearsAtOnce,
      inputs: hashed,
      years: computed.map(({ report }) => report),
      cubes: records.map(({ cube }) => cube),
    };
    const scripts = computed.map(({ script }) => script);
    const events = traceRun({ catalogue, manifest, records, scripts, rows, parent: request.parent });
    return { manifest, paths: [writeManifest(run.staging, manifest), writeLineage(run.staging, id, events)] };
  })
  .add({ name: 'put in place', purpose: 'move cubes, manifest and lineage into place, all at once' }, (run) => {
    const { staging, request, manifest, paths } = run;
    const folders = manifest.cubes.map(({ code, year }) => cubeFolder(code, year));
    putInPlace(staging, request.dataRoot, [...folders, ...paths]);
    return {};
  });

/** The stages of a run, in order. */
export const RUN_STAGES: readonly Stage[] = [...PREPARE_RUN.list, ...COMPUTE_RUN.list];

/**
 * The files that a plan reads, what they are like, and which years are synthetic. Refuses (data)
 * what cannot be read as declared, or would count twice.
 */
async function inspectInputs({ engine, plan, request, onEvent }: RunStart) {
  const { catalogue, dataRoot, signal } = request;
  const inputs = await inputsOf(engine, plan, request);
  const cache = new InputCache(dataRoot);
  const delivered = await inspectFiles(engine, catalogue, plan, inputs, {
    dataRoot,
    reach: 'footers',
    onEvent,
    signal,
    cache: request.checkpoints === false ? undefined : cache,
  });
  const synthetic = await readSyntheticYears(engine, inputs, dataRoot);
  return { inputs, delivered, synthetic, cache };
}

function inputsOf(engine: Engine, plan: Plan, { catalogue, dataRoot }: RunRequest): Promise<SourceFiles[]> {
  return findInputs(engine, catalogue, plan, { dataRoot, referenceRoot: referenceRootOf(catalogue.file) });
}

/**
 * Reads the delivery from end to end, as a failure may come of a damaged page. Refuses (data) what
 * is not as declared.
 * @param plan whose sources are read
 */
export async function readInputs(engine: Engine, plan: Plan, request: RunRequest): Promise<unknown> {
  const inputs = await inputsOf(engine, plan, request);
  return checkSchemas(engine, request.catalogue, plan, inputs, request.dataRoot, 'pages');
}

/** The files of a source and year by the types of their columns: as patterns, or by their paths. */
export function groupsOf(
  { inputs, delivered }: Inspected,
  name: string,
  year: number,
  nameOf?: (path: string) => string,
) {
  const input = inputs.find((one) => one.source.name === name && one.year === year);
  const files = input?.files.flatMap((file) => {
    const found = delivered.get(file);
    return found === undefined ? [] : [{ ...found, ...(nameOf && { pattern: nameOf(file) }) }];
  });
  return input && groupFiles(input.source, files ?? []);
}

type Inspected = Awaited<ReturnType<typeof inspectInputs>>;
type Hashed = Awaited<ReturnType<typeof hash>>;
type Partitioned = Pick<Awaited<ReturnType<typeof partition>>, 'sizes'>;
type Found = Awaited<ReturnType<typeof findCheckpoints>>;

async function partition({ engine, plan, request, inputs }: RunStart & { readonly inputs: readonly SourceFiles[] }) {
  const { catalogue, cluster, partitions } = request;
  const sizes = await readSizes(engine, inputs);
  const wanted = partitionsOf(catalogue, plan, sizes, engine.options.memoryLimit);
  // A cluster spills by itself: the memory here bounds nothing there.
  const fixed = partitions ?? (cluster === undefined ? undefined : 1);
  const partitioned = partitionSteps(plan, fixed === undefined ? wanted : () => fixed);
  const { yearsAtOnce = yearsAtOnceOf(catalogue, partitioned, sizes, engine.options) } = request;
  return { plan: partitioned, yearsAtOnce, sizes, ...estimator(catalogue, partitioned, sizes) };
}

async function findCheckpoints({
  engine,
  plan,
  request,
  staging,
  ...made
}: RunStart & Inspected & Hashed & Partitioned) {
  const { catalogue, dataRoot, cluster, checkpoints: policy = DEFAULT_CHECKPOINTS } = request;
  // What is collected on a cluster stays there.
  if (policy === false || cluster !== undefined || !plan.fused) return { checkpoints: undefined };
  const context = { catalogue, engine, dataRoot, staging, policy, ...made };
  const checkpoints = await openCheckpoints(context, request.signal);
  // What two years read of a third is collected by the first of them.
  const isShared = plan.years.some((year) => readsOthers(year) && checkpoints.isLarge(year));
  return { checkpoints, ...(isShared && { yearsAtOnce: 1 }) };
}

/** Whether the figures of a year read other years as well. */
function readsOthers({ year, reads }: YearPlan): boolean {
  return reads.some((input) => input.year !== year);
}

function emit({ plan, request, staging, checkpoints, ...inspected }: RunStart & Inspected & Found) {
  const { catalogue, dataRoot, packing = true } = request;
  const places: Places = {
    dataRoot: literalPath(dataRoot),
    referenceRoot: literalPath(referenceRootOf(catalogue.file)),
    files: (name, year) => groupsOf(inspected, name, year),
  };
  const withCheckpoints: Places = {
    ...places,
    checkpoints: {
      root: literalPath(checkpointFolder(dataRoot)),
      staging: stagedCheckpoints(staging),
    },
  };
  const years = plan.years.map((year) => {
    const emitAs = (packed: boolean): EmittedYear => {
      const planned = checkpoints?.plan(year, packed);
      const usesAny = planned?.computation.some((step) => step.kind === 'checkpoint' || 'stored' in step) ?? false;
      return planned !== undefined && usesAny
        ? {
            script: emitYear(catalogue, planned, withCheckpoints, { packing: packed }),
            packing: packed,
            keep: () => checkpoints?.keep(planned, packed),
          }
        : { script: emitYear(catalogue, year, places, { packing: packed }), packing: packed };
    };
    // A year that reads others begins once those are computed, and reads what was kept of them.
    const again = () => (checkpoints !== undefined && readsOthers(year) ? emitAs(packing) : undefined);
    return { plan: year, ...emitAs(packing), unpacked: () => emitAs(false), again };
  });
  return { places, years };
}

/**
 * All years are inspected before one is computed, so that the third cannot fail after an hour. What
 * checks have found before is taken as it is where nothing that they depend on has changed.
 */
async function inspect(run: Prepared) {
  const { engines, years, request, onEvent, estimate, sizes, checkpoints, remote } = run;
  const { catalogue, dataRoot, accepted = [] } = request;
  for (const engine of engines) await engine.useThreads(threadsFor(sizes, engine.options));
  const toInspect = years.map((year) => {
    const isKept = checkpoints?.isLarge(year.plan) ?? false;
    return { ...year, inspection: isKept ? knownChecks({ ...run, catalogue, dataRoot }, year.script) : undefined };
  });
  const total = toInspect.reduce(
    (sum, { script, inspection }) =>
      sum + (inspection?.statements ?? script.inspection).length + script.computation.length,
    0,
  );
  const progress = { done: 0, total };
  const runnerOf = (engine: Engine, notify: OnEvent) =>
    new Runner(engine, { catalogue, onEvent: notify, estimate, remote }, progress);
  const inspected = await parallelYears(
    engines,
    toInspect,
    onEvent,
    async (engine, { inspection, ...year }, notify) => {
      const { script } = year;
      for (const result of inspection?.known ?? []) notify({ kind: 'check', year: script.year, result });
      const { checks } = await runnerOf(engine, notify).run(script, inspection?.statements ?? script.inspection);
      inspection?.keep(checks);
      return { ...year, checks: inDeclaredOrder(script, [...(inspection?.known ?? []), ...checks]) };
    },
  );
  refuseFailed(
    inspected.flatMap(({ plan: { year }, checks }) => checks.map((result) => ({ year, result }))),
    accepted,
  );
  return { runnerOf, inspected };
}

async function hash({ inputs, cache, request: { dataRoot, signal } }: RunStart & Inspected) {
  const hashed = await hashInputs(inputs, dataRoot, cache, signal);
  cache.save();
  return { hashed };
}

function inDeclaredOrder({ inspection }: Script, results: readonly CheckResult[]): CheckResult[] {
  return inspection.flatMap((statement) => results.find(({ check }) => check === nameOf(statement)) ?? []);
}

async function computeYears(
  run: Prepared & Awaited<ReturnType<typeof inspect>>,
  inspected: readonly Omit<InspectedYear, 'inputs'>[],
) {
  const { engines, request, onEvent, id, places, staging, hashed, runnerOf } = run;
  const { catalogue, accepted = [], recipeOf = readRecipes(catalogue) } = request;
  const context = { catalogue, run: id, synthetic: run.synthetic, places, accepted, recipeOf, staging };
  const toCompute = inspected.filter(({ plan }) => plan.indicators.length > 0);
  const computed = await parallelYears(engines, toCompute, onEvent, (engine, year, notify) => {
    const inputs = filesRead(year.plan, hashed);
    return computeYear(engine, runnerOf(engine, notify), { ...year, ...year.again?.(), inputs }, context);
  });
  return { computed };
}

/** Stages the manifest and gives its path below the data root. */
function writeManifest(staging: string, manifest: RunManifest): string {
  const path = join('work', 'runs', `${manifest.id}.json`);
  mkdirSync(dirname(join(staging, path)), { recursive: true });
  writeFileSync(join(staging, path), `${JSON.stringify(manifest, null, 2)}\n`);
  return path;
}
