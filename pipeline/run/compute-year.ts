/** Computes and writes one year of a plan, from a delivery that has been inspected. */
import type { Catalogue } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { emitYear, relocate, type Script, type YearPlan } from '../plan/index.ts';
import { refuseFailed } from './checks.ts';
import { type CubeRecord, writeRecord } from './cube-record.ts';
import { refuseViolations } from './invariants.ts';
import type { CheckResult, InputFile, YearReport } from './manifest.ts';
import { filesRead, fingerprintOf, type RecipeOf } from './recipe.ts';
import { RELATIVE_PLACES } from './run-lineage.ts';
import { type Done, PackingExceeded, type Runner } from './runner.ts';
import { readCountry, writeCube } from './write-cube.ts';

export interface YearContext {
  readonly catalogue: Catalogue;
  readonly run: string;
  readonly accepted: readonly string[];
  /** By year, whether its delivery is synthetic. */
  readonly synthetic: ReadonlyMap<number, boolean>;
  readonly recipeOf: RecipeOf;
  readonly staging: string;
}

/** The statements of a year. */
export interface EmittedYear {
  readonly script: Script;
  readonly packing: boolean;
  /** Keeps what they have collected for later runs, where they have written any of it. */
  readonly keep?: () => void;
}

/** A year of a plan, as it is about to be computed, with as much packing as the run wants. */
export interface InspectedYear extends EmittedYear {
  readonly plan: YearPlan;
  /** Without packing, for a member with more cases than packed sums hold. */
  readonly unpacked: () => EmittedYear;
  /** As it is emitted once the years before it are computed; undefined: as before. */
  readonly again?: () => EmittedYear | undefined;
  /** What its data checks have found so far. */
  readonly checks: readonly CheckResult[];
  /** The delivered files that it reads. */
  readonly inputs: readonly InputFile[];
}

/** What came of a year; its script is as it would be anywhere. */
export interface ComputedYear {
  readonly report: YearReport;
  readonly records: readonly CubeRecord[];
  readonly script: Script;
}

/** Stages the cubes of a year. Refuses failed checks (data) and broken invariants. */
export async function computeYear(
  engine: Engine,
  runner: Runner,
  inspected: InspectedYear,
  context: YearContext,
): Promise<ComputedYear> {
  const { catalogue, run, accepted, recipeOf, staging } = context;
  const { plan, inputs } = inspected;
  const { year, indicators, mapDate } = plan;
  const synthetic = plan.reads.some((input) => context.synthetic.get(input.year) ?? false);
  const { emitted, checks, invariants, statements } = await computeWithin(runner, inspected);
  emitted.keep?.();
  refuseFailed(
    checks.map((result) => ({ year, result })),
    accepted,
  );
  refuseViolations(year, invariants);
  const all = [...inspected.checks, ...checks];
  const countryOf = await readCountry(engine, plan);
  const records: CubeRecord[] = [];
  for (const code of indicators) {
    const recipe = recipeOf(code, year);
    const files = filesRead(recipe, inputs);
    const fingerprint = fingerprintOf(recipe, files, engine);
    const cube = {
      ...(await writeCube(engine, catalogue, code, year, staging, countryOf(code))),
      fingerprint: fingerprint.whole,
    };
    const record: CubeRecord = { version: 2, run, fingerprint, inputs: files, synthetic, checks: all, cube };
    writeRecord(staging, record);
    records.push(record);
  }
  const orphan = all.find(({ check }) => check === 'orphan');
  const orphans = orphan === undefined ? null : { rows: orphan.offending, of: orphan.examined };
  // A cube is a view: its rows are those of its file.
  const written = new Map(records.map(({ cube }) => [cube.code, cube.rows]));
  const reports = statements.map((one) =>
    one.step === 'cube' ? { ...one, rows: written.get(one.id.replace(/^cube /, '')) ?? 0 } : one,
  );
  // Lineage names the delivery that all of it comes from, also where checkpoints were read.
  const script =
    emitted.keep === undefined
      ? relocate(catalogue, emitted.script, RELATIVE_PLACES)
      : emitYear(catalogue, plan, RELATIVE_PLACES, { packing: emitted.packing });
  const report = { year, mapDate, synthetic, indicators, orphans, checks: all, invariants, statements: reports };
  return { report, records, script };
}

/**
 * Computes a year; once more without packing where a member has more cases than packed sums hold.
 * Gives the statements that were good for it.
 */
async function computeWithin(runner: Runner, year: InspectedYear): Promise<Done & { readonly emitted: EmittedYear }> {
  const run = async (emitted: EmittedYear) => {
    const done = await runner.run(emitted.script, emitted.script.computation);
    return { ...done, emitted };
  };
  try {
    return await run(year);
  } catch (error) {
    if (!(error instanceof PackingExceeded)) throw error;
    return run(year.unpacked());
  }
}
