/** Computes and writes one year of a plan, from a delivery that has been inspected. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitYear, type Places, type Script, type YearPlan } from '../plan/index.ts';
import { refuseFailed } from './checks.ts';
import { type CubeRecord, writeRecord } from './cube-record.ts';
import { refuseBroken } from './invariants.ts';
import type { CheckResult, InputFile, YearReport } from './manifest.ts';
import { fingerprintOf, type Recipe } from './recipe.ts';
import { NOWHERE } from './run-lineage.ts';
import { type Done, PackingExceeded, type Runner } from './runner.ts';
import { writeCube } from './write-cube.ts';

export interface YearContext {
  readonly catalogue: Catalogue;
  readonly run: string;
  readonly places: Places;
  readonly packing: boolean;
  readonly accepted: readonly string[];
  readonly recipe: (code: string, year: number) => Recipe;
  readonly staging: string;
}

/** What came of a year; its script is as it would be anywhere. */
export interface ComputedYear {
  readonly report: YearReport;
  readonly records: readonly CubeRecord[];
  readonly script: Script;
}

/** Stages the cubes of a year. `inspected` and `inputs` are those of the year. Refuses failed checks (data) and broken invariants. */
export async function computeYear(
  engine: Engine,
  runner: Runner,
  plan: YearPlan,
  context: YearContext,
  inspected: readonly CheckResult[],
  inputs: readonly InputFile[],
): Promise<ComputedYear> {
  const { catalogue, run, places, accepted, recipe, staging } = context;
  const { year, indicators, mapDate } = plan;
  const emit = (packing: boolean, where = places) => emitYear(catalogue, plan, where, { packing });
  const { packing, checks, invariants, statements } = await computeWithin(runner, emit, context.packing);
  refuseFailed(
    checks.map((result) => ({ year, result })),
    accepted,
  );
  refuseBroken(year, invariants);
  const all = [...inspected, ...checks];
  const records: CubeRecord[] = [];
  for (const code of indicators) {
    const { sources, ...made } = recipe(code, year);
    const files = inputs.filter(({ source }) => sources.includes(source));
    const fingerprint = fingerprintOf({ ...made, sources }, files, engine);
    const cube = { ...(await writeCube(engine, catalogue, code, year, staging)), fingerprint: fingerprint.whole };
    const record: CubeRecord = { version: 1, run, fingerprint, inputs: files, checks: all, cube };
    writeRecord(staging, record);
    records.push(record);
  }
  const orphan = all.find(({ check }) => check === 'orphan');
  const orphans = orphan === undefined ? null : { rows: orphan.offending, of: orphan.examined };
  const report = { year, mapDate, indicators, orphans, checks: all, invariants, statements };
  return { report, records, script: emit(packing, NOWHERE) };
}

/** Computes a year; once more without packing where a member has more cases than packed sums hold. */
async function computeWithin(
  runner: Runner,
  emit: (packing: boolean) => Script,
  packing: boolean,
): Promise<Done & { readonly packing: boolean }> {
  const script = emit(packing);
  try {
    return { ...(await runner.run(script, script.computation)), packing };
  } catch (error) {
    if (!(error instanceof PackingExceeded)) throw error;
    return computeWithin(runner, emit, false);
  }
}
