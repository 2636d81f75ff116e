/** Emits a year of a plan as a script of statements. */
import type { Catalogue } from '../../catalogue/index.ts';
import { type Dialect, DUCKDB, printName, printText } from '../../query/index.ts';
import type { CubeStep } from '../cube-steps.ts';
import { orderRelations } from '../order.ts';
import type { MemberStep, Partition, Step, TallyStep, YearPlan } from '../plan.ts';
import type { Places, Statement } from '../statement.ts';
import { inYear } from '../year-shift.ts';
import { emitCheckpoint, emitStored, emitStoredRelation } from './emit-checkpoint.ts';
import { emitCollect } from './emit-collect.ts';
import { emitCount } from './emit-count.ts';
import { emitCube, emitMargin } from './emit-cube.ts';
import { emitInvariant } from './emit-invariant.ts';
import { emitMembers } from './emit-member.ts';
import { emitParts } from './emit-parts.ts';
import { emitPercentile } from './emit-percentile.ts';
import { emitRollUp } from './emit-roll-up.ts';
import { emitCheck, emitCodeLists, emitRelation, emitSource } from './emit-source.ts';
import { emitStandard, emitWeight } from './emit-standard.ts';
import { emitTally } from './emit-tally.ts';
import { emitPresence, emitWindows } from './emit-window.ts';
import { named } from './partition.ts';

/**
 * A year's statements: `inspection` first, for every year; then `computation`. Variables are set
 * before either.
 */
export interface Script {
  readonly year: number;
  /** For `SET VARIABLE`: name to SQL literal. */
  readonly variables: Readonly<Record<string, string>>;
  readonly inspection: readonly Statement[];
  readonly computation: readonly Statement[];
}

/**
 * Emits relations of reference data and the map alone, and all that they read, in order; variables
 * are set before.
 */
export function emitReference(
  catalogue: Catalogue,
  wanted: readonly string[],
  { mapDate, referenceRoot }: { readonly mapDate: string; readonly referenceRoot: string },
): Pick<Script, 'variables'> & { readonly statements: readonly Statement[] } {
  return {
    variables: { map_date: `DATE '${mapDate}'`, reference_root: printText(referenceRoot) },
    statements: orderRelations(catalogue, wanted).map((relation) =>
      withComment(emitRelation(catalogue, { kind: 'relation', relation })),
    ),
  };
}

export interface EmitOptions {
  /**
   * Several small sums in one column (default); false: a column each, which holds any value. Same
   * cubes.
   */
  readonly packing?: boolean;
  /**
   * The dialect of what reads claims up to its tallies (default: DuckDB's). All else is printed for
   * DuckDB.
   */
  readonly dialect?: Dialect;
}

interface Context {
  readonly catalogue: Catalogue;
  readonly plan: YearPlan;
  readonly places: Places;
  readonly packing: boolean;
  readonly dialect: Dialect;
}

/** Emits the script of a year; every statement opens with a comment that says what it serves. */
export function emitYear(catalogue: Catalogue, plan: YearPlan, places: Places, options: EmitOptions = {}): Script {
  const { packing = true, dialect = DUCKDB } = options;
  const context: Context = { catalogue, plan, places, packing, dialect };
  const emitAll = (steps: readonly Step[]) =>
    steps.flatMap((step) =>
      emitStep(context, step).map((statement) => withComment(named(statement, partitionOf(step)))),
    );
  return {
    year: plan.year,
    variables: {
      year: String(plan.year),
      map_date: `DATE '${plan.mapDate}'`,
      reference_root: printText(places.referenceRoot),
      ...(places.checkpoints && {
        checkpoint_root: printText(places.checkpoints.root),
        checkpoint_staging: printText(places.checkpoints.staging),
      }),
    },
    inspection: emitAll(plan.inspection),
    computation: emitAll(plan.computation),
  };
}

/**
 * The same script with its files elsewhere: sources alone name a file, everything else reads them
 * by their names.
 */
export function relocate(catalogue: Catalogue, script: Script, places: Places): Script {
  const move = (statement: Statement) =>
    statement.source === undefined
      ? statement
      : withComment(emitSource(catalogue, statement.source, script.year, places));
  return {
    ...script,
    variables: { ...script.variables, reference_root: printText(places.referenceRoot) },
    inspection: script.inspection.map(move),
    computation: script.computation.map(move),
  };
}

function emitStep({ catalogue, plan, places, packing, dialect }: Context, step: Step): Statement[] {
  const { year } = plan;
  switch (step.kind) {
    case 'source':
      return [emitSource(catalogue, step, year, places, dialect)];
    case 'code_list':
      return [emitCodeLists(catalogue)];
    case 'margin':
      return [emitMargin(catalogue, step.dimension)];
    case 'weight':
      return [emitWeight(catalogue, step.population)];
    case 'relation':
      return [
        step.stored === undefined
          ? emitRelation(catalogue, step, plan, readsClaims(catalogue, step.relation) ? dialect : DUCKDB)
          : emitStoredRelation(inYear(step.relation, step.shift), step.stored),
      ];
    case 'check':
      return [emitCheck(catalogue, step, plan, readsClaims(catalogue, step.check) ? dialect : DUCKDB)];
    case 'collect':
      return step.stored === undefined
        ? emitCollect(catalogue, step, packing, dialect)
        : [emitStored(catalogue, step, step.stored)];
    case 'checkpoint':
      return [emitCheckpoint(step)];
    case 'part':
      return emitParts(catalogue, step, packing, dialect);
    case 'window':
      return emitWindows(catalogue, step, packing, dialect);
    case 'presence':
      return [emitPresence(catalogue, step, dialect)];
    case 'member':
      return emitMembers(catalogue, step, packing, dialect);
    case 'tally':
      return [emitTally(catalogue, step, membersOf(plan, step), packing, dialect)];
    case 'drop':
      return step.tables.map((table) => emitDrop(table, step.views));
    case 'roll_up':
      return [emitRollUp(step)];
    case 'count':
      return [emitCount(step)];
    case 'standard':
      return [emitStandard(catalogue, step)];
    case 'percentile':
      return [emitPercentile(step)];
    case 'cube':
      return [emitCube(catalogue, step, year)];
    case 'invariant':
      return [emitInvariant(catalogue, step, (code) => cubeOf(plan, code))];
    default:
      return unreachable(step);
  }
}

/** Whether hand-written SQL reads what comes of claims, and not reference data alone. */
function readsClaims(catalogue: Catalogue, name: string): boolean {
  const file = catalogue.relations[name];
  return file === undefined ? name !== 'code_list' : file.reads.some((read) => readsClaims(catalogue, read));
}

function partitionOf(step: Step): Partition | undefined {
  return 'partition' in step ? step.partition : undefined;
}

function membersOf({ computation }: YearPlan, { entity, shift = 0 }: TallyStep): MemberStep {
  const found = computation.find(
    (step): step is MemberStep => step.kind === 'member' && step.entity === entity && (step.shift ?? 0) === shift,
  );
  if (found === undefined) throw new Error(`nothing is known of ${entity}`);
  return found;
}

function cubeOf({ computation }: YearPlan, code: string): CubeStep {
  const found = computation.find((step): step is CubeStep => step.kind === 'cube' && step.indicator === code);
  if (found === undefined) throw new Error(`no cube ${code}`);
  return found;
}

function emitDrop(table: string, isView = false): Statement {
  const sql = `DROP ${isView ? 'VIEW' : 'TABLE'} ${printName(table)}`;
  return {
    id: `drop ${table}`,
    step: 'drop',
    role: 'drop',
    purpose: 'nothing reads it any more',
    sql,
    reads: [table],
    writes: table,
  };
}

function withComment(statement: Statement): Statement {
  return { ...statement, sql: `-- ${statement.id}: ${statement.purpose.replaceAll('\n', ' ')}\n${statement.sql}` };
}

function unreachable(step: never): never {
  throw new Error(`no way to emit ${JSON.stringify(step)}`);
}
