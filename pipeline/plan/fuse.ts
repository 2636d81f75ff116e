/**
 * Fusion: one pass over a source for all variables of an entity, one tally for all indicators of
 * the same grain. It changes no figure.
 */
import type { CubeStep, PlannedInvariant } from './cube-steps.ts';
import type { CollectStep, IndicatorSteps, TallyStep, TallyVariable } from './plan.ts';
import { inYear } from './year-shift.ts';

/** Merges the steps of several indicators; cubes read the merged tallies. */
export function fuse(apart: readonly IndicatorSteps[]): IndicatorSteps {
  const collect = fuseCollects(apart.flatMap((steps) => steps.collect));
  const merged = new Map<string, string>();
  const tally = coarsen(
    group(
      apart.flatMap((steps) => steps.tally),
      tallyName,
    ),
  ).map(([table, steps]): TallyStep => {
    for (const step of steps) merged.set(step.table, table);
    const [first] = steps;
    return {
      ...first,
      variables: mergeVariables(steps.flatMap((step) => step.variables)),
      derived: steps.flatMap((step) => step.derived),
      members: steps.some((step) => step.members),
      table,
    };
  });
  const cube = apart
    .flatMap((steps) => steps.cube)
    .map(
      (step): CubeStep => ({
        ...step,
        tally: merged.get(step.tally) ?? step.tally,
        ...(step.over !== undefined && { over: merged.get(step.over) ?? step.over }),
      }),
    );
  const invariant = apart
    .flatMap((steps) => steps.invariant)
    .map((step): PlannedInvariant => {
      const { beside } = step;
      return beside === null
        ? step
        : { ...step, beside: { ...beside, tally: merged.get(beside.tally) ?? beside.tally } };
    });
  return { collect, tally, cube, invariant };
}

/**
 * One pass for every entity, source and year; where variables are summed apart by different
 * columns, one for each column.
 */
function fuseCollects(steps: readonly CollectStep[]): CollectStep[] {
  return group(steps, ({ entity, source, shift }) => inYear(`${entity}_${source}`, shift)).flatMap(([table, same]) => {
    const columns = [...new Set(same.flatMap(({ by }) => (by === null ? [] : [by])))].sort();
    const of = (by: string | null) => same.filter((step) => step.by === by);
    const passes =
      columns.length === 0 ? [of(null)] : columns.map((by, i) => [...of(by), ...(i === 0 ? of(null) : [])]);
    return passes.map((pass, i): CollectStep => {
      const [first] = same;
      const variables = [...new Set(pass.flatMap((step) => step.variables))].sort();
      return {
        ...first,
        by: columns[i] ?? null,
        variables,
        table: passes.length === 1 ? table : `${table}_${columns[i]}`,
      };
    });
  });
}

type Group<T> = [string, [T, ...T[]]];

/**
 * A tally by fewer dimensions is read off one by more: its rows are few, its members need not be
 * counted again.
 */
function coarsen(groups: readonly Group<TallyStep>[]): Group<TallyStep>[] {
  const kept: Group<TallyStep>[] = [];
  for (const [name, steps] of [...groups].sort(([, [a]], [, [b]]) => b.dimensions.length - a.dimensions.length)) {
    const [{ entity, unit, dimensions, pooled }] = steps;
    const finer = kept.find(
      ([, [other]]) =>
        other.entity === entity &&
        other.unit === unit &&
        other.pooled === pooled &&
        dimensions.every((of) => other.dimensions.includes(of)),
    );
    if (finer === undefined) kept.push([name, [...steps]]);
    else finer[1].push(...steps);
  }
  return kept;
}

function tallyName({ entity, unit, dimensions, pooled }: TallyStep): string {
  return ['tally', entity, unit, ...dimensions, ...(pooled === undefined ? [] : ['pooled', pooled])].join('_');
}

function mergeVariables(variables: readonly TallyVariable[]): TallyVariable[] {
  return group(variables, ({ variable }) => variable).map(([variable, uses]) => ({
    variable,
    byValue: uses.some((use) => use.byValue),
  }));
}

/** Groups in order of first appearance. */
function group<T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, [item]);
    else found.push(item);
  }
  return [...groups];
}
