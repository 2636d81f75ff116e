/** Runs a plan: inspects every year's delivery, then computes the unprotected cubes of one year after the other and puts all in place at the end. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Catalogue, referenceRootOf } from '../catalogue/index.ts';
import { type Engine, type EngineOptions, openDuckDB } from '../engine/index.ts';
import {
  type EmitOptions,
  emitYear,
  type Places,
  type Plan,
  planRun,
  type Script,
  selectIndicators,
} from '../plan/index.ts';
import { checkSchemas } from './check-schemas.ts';
import { refuseFailed } from './checks.ts';
import type { OnEvent } from './event.ts';
import { findInputs, hashInputs, literalPath } from './inputs.ts';
import { refuseBroken } from './invariants.ts';
import type { CheckResult, CubeFile, RunManifest, YearReport } from './manifest.ts';
import { putInPlace } from './put-in-place.ts';
import { type Done, PackingExceeded, Runner } from './runner.ts';
import { openWorkFolder } from './work-folder.ts';
import { cubeFolder, writeCube } from './write-cube.ts';

export interface RunRequest {
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  /** Codes or globs; none means all. */
  readonly codes: readonly string[];
  readonly years: readonly number[];
  /** False: a pass over the facts for every variable. The cubes are the same. */
  readonly fuse?: boolean;
  /** False: every sum in a column of its own. The cubes are the same. */
  readonly packing?: boolean;
  /** Into how many parts beneficiaries are dealt; by default as many as the memory limit asks for. The cubes are the same. */
  readonly partitions?: number;
  readonly engine: EngineOptions;
  readonly onEvent?: OnEvent;
  /** Aborting stops the running statement; nothing of the run is kept. */
  readonly signal?: AbortSignal;
}

/**
 * Computes unprotected cubes into `<dataRoot>/work/cubes`, and leaves a manifest in `<dataRoot>/work/runs`: all that was asked for, or nothing.
 * Refuses unknown codes (usage), missing or wrong input (data), a statement that fails (engine), a second run (locked).
 */
export async function runCubes(request: RunRequest): Promise<RunManifest> {
  const { catalogue, dataRoot, codes, years, fuse = true, partitions = 1, signal, onEvent = () => {} } = request;
  const plan = planRun(catalogue, selectIndicators(catalogue, codes, years), { fuse, partitions: () => partitions });
  for (const skipped of plan.skipped) onEvent({ kind: 'skipped', ...skipped });

  const started = new Date();
  // To the millisecond: two runs of one second keep their manifests apart.
  const id = `${started.toISOString().replace(/[-:]/g, '')}-${catalogue.hash.slice(0, 8)}`;
  const command = `cubes run ${[...codes, `--years ${years.join(',')}`].join(' ')}`;
  const folder = openWorkFolder(dataRoot, id, command, request.engine.tempDirectory);
  let engine: Engine | undefined;
  const stop = () => engine?.interrupt();
  try {
    engine = await openDuckDB({ ...request.engine, tempDirectory: folder.spill });
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    const result = await execute(engine, plan, { ...request, onEvent }, folder.staging);
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
      ...result,
    };
    const path = writeManifest(folder.staging, manifest);
    putInPlace(folder.staging, dataRoot, [...result.cubes.map(({ code, year }) => cubeFolder(code, year)), path]);
    return manifest;
  } finally {
    signal?.removeEventListener('abort', stop);
    engine?.close();
    folder.close();
  }
}

type Result = Pick<RunManifest, 'inputs' | 'years' | 'cubes'>;
type Context = RunRequest & { readonly onEvent: OnEvent };

async function execute(engine: Engine, plan: Plan, context: Context, staging: string): Promise<Result> {
  const { catalogue, dataRoot, signal } = context;
  const referenceRoot = referenceRootOf(catalogue.file);
  const inputs = await findInputs(engine, catalogue, plan, { dataRoot, referenceRoot });
  await checkSchemas(engine, catalogue, plan, inputs, dataRoot);

  const places: Places = { dataRoot: literalPath(dataRoot), referenceRoot: literalPath(referenceRoot) };
  const emit = (options: EmitOptions) => plan.years.map((year) => emitYear(catalogue, year, places, options));
  const scripts = emit({ packing: context.packing ?? true });
  const total = scripts.reduce((sum, { inspection, computation }) => sum + inspection.length + computation.length, 0);
  const runner = new Runner(engine, context, total);

  // Everything is inspected before anything is computed, so that the third year cannot fail after an hour.
  const inspected: { year: number; result: CheckResult }[] = [];
  for (const script of scripts) {
    const { checks } = await runner.run(script, script.inspection);
    inspected.push(...checks.map((result) => ({ year: script.year, result })));
  }
  refuseFailed(inspected);
  const hashed = await hashInputs(inputs, dataRoot, signal);

  const years: YearReport[] = [];
  const cubes: CubeFile[] = [];
  for (const [i, script] of scripts.entries()) {
    const { checks, invariants, statements } = await compute(runner, script, () => emit({ packing: false })[i]);
    refuseFailed(checks.map((result) => ({ year: script.year, result })));
    refuseBroken(script.year, invariants);
    const indicators = plan.years[i]?.indicators ?? [];
    for (const code of indicators) cubes.push(await writeCube(engine, catalogue, code, script.year, staging));
    const all = [...inspected.filter(({ year }) => year === script.year).map(({ result }) => result), ...checks];
    const orphan = all.find(({ check }) => check === 'orphan');
    years.push({
      year: script.year,
      mapDate: plan.years[i]?.mapDate ?? '',
      indicators,
      orphans: orphan === undefined ? null : { rows: orphan.offending, of: orphan.examined },
      checks: all,
      invariants,
      statements,
    });
  }
  return { inputs: hashed, years, cubes };
}

/** Computes a year; once more without packing where a member has more cases than packed sums hold. */
async function compute(runner: Runner, script: Script, unpacked: () => Script | undefined): Promise<Done> {
  try {
    return await runner.run(script, script.computation);
  } catch (error) {
    const again = error instanceof PackingExceeded ? unpacked() : undefined;
    if (again === undefined) throw error;
    return runner.run(again, again.computation);
  }
}

/** Stages the manifest and gives its path below the data root. */
function writeManifest(staging: string, manifest: RunManifest): string {
  const path = join('work', 'runs', `${manifest.id}.json`);
  mkdirSync(dirname(join(staging, path)), { recursive: true });
  writeFileSync(join(staging, path), `${JSON.stringify(manifest, null, 2)}\n`);
  return path;
}
