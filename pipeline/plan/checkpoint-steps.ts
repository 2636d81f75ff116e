/**
 * Reads from checkpoints what was collected before, after planning: what is left of a pass over a
 * source is collected, and kept as a checkpoint in turn. The cubes are the same.
 */
import type { Catalogue } from '../catalogue/index.ts';
import { type CollectStep, partsTogether, type Step, type YearPlan } from './plan.ts';
import { type StoredPass, variablesIn } from './stored-pass.ts';
import { inYear } from './year-shift.ts';

/** The checkpoints that a year may read and is to write. */
export interface CheckpointUse {
  /** Those made from the delivery of a year; of each only what is still defined as it was. */
  readonly stored: (year: number) => readonly StoredPass[];
  /** Names the checkpoint of a pass that is collected; null: it is not kept. */
  readonly idOf: (collect: CollectStep) => string | null;
  /**
   * The checkpoint of a relation that has a row per member of a year, and whether it is there to be
   * read; null: it is not kept.
   */
  readonly relationOf: (relation: string, year: number) => { readonly id: string; readonly isThere: boolean } | null;
}

/**
 * Gives the year with every pass replaced by what checkpoints hold of it and a pass for the rest,
 * each followed by the writing of its own checkpoint.
 */
export function checkpointSteps(catalogue: Catalogue, plan: YearPlan, use: CheckpointUse): YearPlan {
  const replace = (step: CollectStep) => replaceCollect(catalogue, step, use.stored(plan.year + (step.shift ?? 0)));
  const names = new Map<string, readonly CollectStep[]>();
  for (const step of plan.computation) if (step.kind === 'collect') names.set(step.table, replace(step));
  const registers = registersOf(catalogue, plan);
  const views: Step[] = [];
  const together = new Set<string>();
  const computation = plan.computation.flatMap((step): readonly Step[] => {
    switch (step.kind) {
      case 'relation': {
        const entity = registers.get(step.relation);
        const { relation, shift } = step;
        const found = entity === undefined ? null : use.relationOf(relation, plan.year + (shift ?? 0));
        if (entity === undefined || found === null) return [step];
        const { id } = found;
        const table = inYear(relation, shift);
        const key = catalogue.entities[entity]?.key ?? '';
        if (!found.isThere) {
          // The next year may read a view of this name with the same engine.
          views.push({ kind: 'drop', entity, tables: [table] });
          return [step, { kind: 'checkpoint', id, table, key, relation, ...(shift !== undefined && { shift }) }];
        }
        // The next year may make a table of this name with the same engine.
        views.push({ kind: 'drop', entity, tables: [table], views: true });
        return [{ ...step, stored: id }];
      }
      case 'collect':
        return replace(step).flatMap((one) => keep(catalogue, one, use));
      case 'part': {
        const isApart = (name: string) => byOf(catalogue, name) === step.by;
        const collects = step.collects.flatMap(replace).filter(({ variables }) => variables.some(isApart));
        if (collects.length > 1) together.add(inYear(partsTogether(step.entity, step.by), step.shift));
        return [{ ...step, collects }];
      }
      case 'member':
        return [{ ...step, collects: step.collects.flatMap(replace) }];
      case 'window':
        return [{ ...step, collects: step.collects.flatMap(replace) }];
      case 'drop': {
        // A view of a checkpoint holds nothing.
        const left = (table: string) => {
          const made = names.get(table)?.filter(({ stored }) => stored === undefined);
          return made === undefined ? [table] : made.map((one) => one.table);
        };
        const tables = [...step.tables.flatMap(left), ...together];
        together.clear();
        return [{ ...step, tables }];
      }
      default:
        return [step];
    }
  });
  return { ...plan, computation: [...computation, ...views] };
}

/** The relations of all members of an entity, by name, that are made for figures alone. */
function registersOf({ entities }: Catalogue, { inspection }: YearPlan): ReadonlyMap<string, string> {
  const inspected = new Set(inspection.flatMap((step) => (step.kind === 'relation' ? [step.relation] : [])));
  const all = Object.entries(entities).map(([name, { relation }]) => [relation, name] as const);
  return new Map(all.filter(([relation]) => !inspected.has(relation)));
}

/**
 * The passes that give the variables of one: as few checkpoints as hold most of them, then a pass
 * for those that none holds.
 */
function replaceCollect(catalogue: Catalogue, step: CollectStep, stored: readonly StoredPass[]): CollectStep[] {
  const usable = stored.filter(({ entity, source }) => entity === step.entity && source === step.source);
  const reads: CollectStep[] = [];
  let missing = step.variables;
  for (;;) {
    const gives = (pass: StoredPass) => missing.filter((name) => variablesIn(pass).includes(name));
    const [best] = [...usable].sort((a, b) => compare(gives(a).length, gives(b).length, a, b));
    const variables = best === undefined ? [] : gives(best);
    if (best === undefined || variables.length === 0) break;
    missing = missing.filter((name) => !variables.includes(name));
    const byValue = step.byValue.filter((name) => variables.includes(name));
    const table = `${step.table}_checkpoint_${reads.length + 1}`;
    reads.push({ ...step, by: best.by, variables, byValue, table, stored: best });
  }
  if (missing.length === 0) return reads;
  const by = missing.some((name) => byOf(catalogue, name) === step.by) ? step.by : null;
  const byValue = step.byValue.filter((name) => missing.includes(name));
  return [...reads, { ...step, by, variables: missing, byValue }];
}

/** Most variables first; then the one without words, which holds any sum; then by name. */
function compare(givenByA: number, givenByB: number, a: StoredPass, b: StoredPass): number {
  if (givenByA !== givenByB) return givenByB - givenByA;
  if ((a.packed === null) !== (b.packed === null)) return a.packed === null ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

function keep(catalogue: Catalogue, collect: CollectStep, { idOf }: CheckpointUse): Step[] {
  const id = collect.stored === undefined ? idOf(collect) : null;
  if (id === null) return [collect];
  const { entity, table, partition } = collect;
  const key = catalogue.entities[entity]?.key ?? '';
  return [collect, { kind: 'checkpoint', id, table, key, collect, ...(partition && { partition }) }];
}

function byOf(catalogue: Catalogue, name: string): string | null {
  const variable = catalogue.variables[name];
  return variable?.kind === 'collected' ? (variable.by ?? null) : null;
}
