/**
 * A year as a task for a cluster: what is shipped, what is delivered, and the statements that read
 * it, in the dialect of the cluster.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue, Source } from '../catalogue/index.ts';
import type { ClusterStatement, ClusterTask, Delivery, Engine } from '../engine/index.ts';
import {
  cutScript,
  distinctInputs,
  emitYear,
  type FileGroup,
  inYear,
  type Places,
  type Script,
  type Statement,
  type YearPlan,
} from '../plan/index.ts';
import { printName, printText, SPARK } from '../query/index.ts';

export interface PlannedYear {
  readonly plan: YearPlan;
  /** For the engine here. */
  readonly script: Script;
  /** The same with a column per variable. */
  readonly unpacked: () => { readonly script: Script };
}

export interface TaskContext {
  readonly catalogue: Catalogue;
  readonly places: Places;
  /** The files of a source and year, by their types: absolute paths, not patterns. */
  readonly filesOf: (source: string, year: number) => readonly FileGroup[] | undefined;
  readonly accepted: readonly string[];
  readonly packing: boolean;
}

/** The task of a year. What it ships is not there yet (`ship`). */
export function taskOf({ plan, script, unpacked }: PlannedYear, folder: string, context: TaskContext): ClusterTask {
  const { catalogue, places, filesOf, packing } = context;
  const groups = (name: string, year: number) =>
    filesOf(name, year)?.map(
      (group, i): FileGroup => ({ ...group, view: `delivered_${inYear(name, year - plan.year)}_${i + 1}` }),
    );
  const delivered = distinctInputs([
    ...plan.sources.map((source) => ({ source, year: plan.year })),
    ...plan.reads,
    ...[...plan.inspection].flatMap((step) =>
      step.kind === 'source' ? [{ source: step.source, year: plan.year + (step.shift ?? 0) }] : [],
    ),
  ]);
  const { cluster, shipped, returned } = cutScript(script);
  const there = (statements: readonly Statement[]) =>
    statements.filter(({ id }) => cluster.has(id)).map((statement) => statementOf(statement, context));
  const emit = (packed: boolean) =>
    emitYear(catalogue, plan, { ...places, files: groups }, { packing: packed, dialect: SPARK });
  const { inspection, computation } = emit(packing);
  return {
    id: String(plan.year),
    folder,
    shipped,
    shippedUnpacked: packing ? byPacking(unpacked().script).map(({ writes }) => writes) : [],
    deliveries: delivered.flatMap(({ source, year }) =>
      deliveriesOf(catalogue.sources[source] as Source, groups(source, year) ?? []),
    ),
    inspection: there(inspection),
    computation: there(computation),
    unpacked: packing ? there(emit(false).computation) : [],
    returned,
  };
}

/** What is shipped and depends on whether sums are packed: what a claim of a class adds to them. */
function byPacking(script: Script): Statement[] {
  const { before, shipped } = cutScript(script);
  return before.filter(({ step, writes }) => step === 'collect' && shipped.includes(writes));
}

/**
 * Makes what needs no claims, and writes what of it the cluster reads into the folder of the task.
 */
export async function ship(engine: Engine, { script, unpacked }: PlannedYear, task: ClusterTask): Promise<void> {
  const { before } = cutScript(script);
  const copy = async (names: readonly string[], folder: string) => {
    const target = join(task.folder, folder);
    mkdirSync(target, { recursive: true, mode: 0o700 });
    for (const name of names)
      await engine.execute(`COPY ${printName(name)} TO ${printText(join(target, `${name}.parquet`))} (FORMAT parquet)`);
  };
  for (const [name, literal] of Object.entries(script.variables))
    await engine.execute(`SET VARIABLE ${name} = ${literal}`);
  for (const { role, sql } of before) if (role === 'table' || role === 'view') await engine.execute(sql);
  await copy(task.shipped, 'shipped');
  if (task.shippedUnpacked.length === 0) return;
  for (const { sql } of byPacking(unpacked().script)) await engine.execute(sql);
  await copy(task.shippedUnpacked, 'unpacked');
}

function deliveriesOf({ columns, format, delimiter, encoding }: Source, groups: readonly FileGroup[]): Delivery[] {
  const declared = Object.values(columns).map(({ from }) => from);
  return groups.map(({ view = '', patterns, types }) => ({
    view,
    format,
    files: patterns,
    columns: [...new Set(declared)].filter((name) => types[name] !== undefined),
    delimiter,
    encoding: encoding === 'latin-1' ? 'iso-8859-1' : encoding,
  }));
}

function statementOf(
  { id, role, sql, reads, writes }: Statement,
  { catalogue, accepted }: TaskContext,
): ClusterStatement {
  if (role === 'copy') throw new Error(`\`${id}\` writes a file here, and cannot be done on a cluster`);
  const adds = role === 'table' && reads.includes(writes);
  return { id, role: adds ? 'append' : role, name: writes, sql, tolerance: toleranceOf(catalogue, writes, accepted) };
}

/** Of a check that ends the run, the share that it tolerates. */
function toleranceOf(catalogue: Catalogue, writes: string, accepted: readonly string[]): number | null {
  const name = /^check (.*)$/.exec(writes)?.[1] ?? '';
  const declared = catalogue.relations[name]?.check;
  if (declared === undefined || accepted.includes(name)) return null;
  const { severity = declared.severity, tolerance = declared.tolerance } = catalogue.checks[name] ?? {};
  return severity === 'error' ? tolerance : null;
}
