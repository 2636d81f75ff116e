/** Emits a year of a plan as a script of statements. */
import type { Catalogue } from '../../catalogue/index.ts';
import { printText } from '../../query/index.ts';
import { orderRelations } from '../order.ts';
import type { Step, YearPlan } from '../plan.ts';
import type { Places, Statement } from '../statement.ts';
import { emitAssembly, emitCollect } from './emit-collect.ts';
import { emitCube, emitMargin } from './emit-cube.ts';
import { emitInvariant } from './emit-invariant.ts';
import { emitCheck, emitCodeLists, emitRelation, emitSource } from './emit-source.ts';
import { emitWeight } from './emit-standard.ts';
import { emitDerive, emitTally } from './emit-tally.ts';

/** A year's statements: `inspection` first, for every year; then `computation`. Variables are set before either. */
export interface Script {
  readonly year: number;
  /** For `SET VARIABLE`: name to SQL literal. */
  readonly variables: Readonly<Record<string, string>>;
  readonly inspection: readonly Statement[];
  readonly computation: readonly Statement[];
}

/** Emits relations of reference data and the map alone, and all that they read, in order; variables are set before. */
export function emitReference(
  catalogue: Catalogue,
  wanted: readonly string[],
  { mapDate, referenceRoot }: { readonly mapDate: string; readonly referenceRoot: string },
): Pick<Script, 'variables'> & { readonly statements: readonly Statement[] } {
  return {
    variables: { map_date: `DATE '${mapDate}'`, reference_root: printText(referenceRoot) },
    statements: orderRelations(catalogue, wanted).map((name) => withComment(emitRelation(catalogue, name))),
  };
}

/** Emits the script of a year; every statement opens with a comment that says what it serves. */
export function emitYear(catalogue: Catalogue, plan: YearPlan, places: Places): Script {
  const emitAll = (steps: readonly Step[]) =>
    steps.flatMap((step) => emitStep(catalogue, step, plan.year, places)).map(withComment);
  return {
    year: plan.year,
    variables: {
      year: String(plan.year),
      map_date: `DATE '${plan.mapDate}'`,
      reference_root: `'${places.referenceRoot.replaceAll("'", "''")}'`,
    },
    inspection: emitAll(plan.inspection),
    computation: emitAll(plan.computation),
  };
}

function emitStep(catalogue: Catalogue, step: Step, year: number, places: Places): Statement[] {
  switch (step.kind) {
    case 'source':
      return [emitSource(catalogue, step.source, year, places)];
    case 'code_list':
      return [emitCodeLists(catalogue)];
    case 'margin':
      return [emitMargin(catalogue, step.dimension)];
    case 'weight':
      return [emitWeight(catalogue, step.population)];
    case 'relation':
      return [emitRelation(catalogue, step.relation)];
    case 'check':
      return [emitCheck(catalogue, step.check)];
    case 'collect':
      return emitCollect(catalogue, step);
    case 'assemble':
      return [emitAssembly(catalogue, step)];
    case 'derive':
      return [emitDerive(catalogue, step)];
    case 'tally':
      return [emitTally(catalogue, step)];
    case 'cube':
      return [emitCube(catalogue, step, year)];
    case 'invariant':
      return [emitInvariant(catalogue, step)];
    default:
      return unreachable(step);
  }
}

function withComment(statement: Statement): Statement {
  return { ...statement, sql: `-- ${statement.id}: ${statement.purpose.replaceAll('\n', ' ')}\n${statement.sql}` };
}

function unreachable(step: never): never {
  throw new Error(`no way to emit ${JSON.stringify(step)}`);
}
