/** Runs a plan: its stages in order, and what happens when one of them fails. */
import { type Engine, withDuckDB } from '../engine/index.ts';
import { type Plan, planRun, selectIndicators } from '../plan/index.ts';
import { openWorkFolder, type WorkFolder } from '../store/index.ts';
import { causeOf } from './check-schemas.ts';
import { withLanes } from './lanes.ts';
import type { RunManifest } from './manifest.ts';
import { planDelivered } from './plan-delivered.ts';
import { refuseRelationProblems } from './relation-problems.ts';
import { keepFailure } from './run-lineage.ts';
import type { RunRequest } from './run-request.ts';
import { COMPUTE_RUN, PREPARE_RUN, readInputs } from './run-stages.ts';
import { SUBMIT_RUN } from './submit-run.ts';

/**
 * Computes unprotected cubes.
 *
 * ```
 * plan ─ inputs ─ partition ─ emit ┬─ inspect ┬─ hash ┬─ compute ┬─ confirm ─ record ─ put in place
 *                                  ├─ 2022    │       ├─ 2022    │
 *                                  └─ 2023    ┘       └─ 2023    ┘
 * ```
 *
 * Cubes lie in `<dataRoot>/work/cubes` afterwards, a manifest and lineage in
 * `<dataRoot>/work/runs`: all that was asked for, or nothing but the lineage of a failure. Refuses
 * unknown codes (usage), missing or wrong input (data), a statement that fails (engine), a second
 * run (locked).
 */
export async function runCubes(request: RunRequest): Promise<RunManifest> {
  const { codes, years } = request;
  const plan = planOf(request);
  const command = `cubes run ${[...codes, `--years ${years.join(',')}`].join(' ')}`;
  const folder = openWorkFolder(request.dataRoot, command, request.engine.tempDirectory);
  try {
    return await runPlan(folder, plan, request);
  } finally {
    folder.close();
  }
}

/** Computes cubes in a work folder that the caller holds, and leaves it open. */
export function runCubesIn(folder: WorkFolder, request: RunRequest): Promise<RunManifest> {
  return runPlan(folder, planOf(request), request);
}

function planOf({ catalogue, codes, years, selection, fuse = true }: RunRequest): Plan {
  return planRun(catalogue, selection ?? selectIndicators(catalogue, codes, years), { fuse });
}

async function runPlan(folder: WorkFolder, planned: Plan, request: RunRequest): Promise<RunManifest> {
  const { catalogue, dataRoot, parent, signal, onEvent = () => {}, onStage } = request;
  let plan = planned;
  for (const skipped of plan.skipped) onEvent({ kind: 'skipped', ...skipped });
  const started = new Date();
  // To the millisecond: two runs of one second keep their manifests apart.
  const id = `${started.toISOString().replace(/[-:]/g, '')}-${catalogue.hash.slice(0, 8)}`;
  const { staging, spill } = folder;
  const withEngine = <T>(work: (engine: Engine) => Promise<T>) =>
    withDuckDB({ ...request.engine, tempDirectory: spill }, signal, work);
  try {
    return await withEngine(async (engine) => {
      await refuseRelationProblems(engine, catalogue);
      const delivered = await planDelivered(engine, plan, request);
      if (delivered !== plan) for (const skipped of delivered.skipped) onEvent({ kind: 'skipped', ...skipped });
      plan = delivered;
      const prepared = await PREPARE_RUN.run({ request, onEvent, id, started, engine, staging, plan }, onStage);
      const submitted = request.cluster === undefined ? prepared : await SUBMIT_RUN.run(prepared, onStage);
      const { manifest } = await withLanes(engine, prepared.yearsAtOnce, signal, (engines) =>
        COMPUTE_RUN.run({ ...submitted, engines }, onStage),
      );
      return manifest;
    });
  } catch (error) {
    // Another engine: one that has met damage may be of no more use.
    const read = () => withEngine((engine) => readInputs(engine, plan, request));
    const cause = await causeOf(error, read);
    keepFailure({ catalogue, dataRoot, parent }, id, started, cause);
    throw cause;
  } finally {
    folder.clear();
  }
}
