/** Fusion: one pass over a source for all variables of an entity, one tally for all indicators of the same grain. It changes no figure. */
import type {
  CollectStep,
  CubeStep,
  DeriveStep,
  IndicatorSteps,
  InvariantStep,
  TallyStep,
  TallyVariable,
} from './plan.ts';

/** Merges the steps of several indicators; cubes read the merged tallies. */
export function fuse(apart: readonly IndicatorSteps[]): IndicatorSteps {
  const collect = group(
    apart.flatMap((steps) => steps.collect),
    (step) => `${step.entity}_${step.source}`,
  ).map(([table, steps]): CollectStep => {
    const [first] = steps;
    return { ...first, variables: [...new Set(steps.flatMap((step) => step.variables))].sort(), table };
  });
  const derive = group(
    apart.flatMap((steps) => steps.derive),
    (step) => `${step.entity}_derived`,
  ).map(([table, steps]): DeriveStep => {
    const [first] = steps;
    return { ...first, derivations: steps.flatMap((step) => step.derivations), table };
  });
  const merged = new Map<string, string>();
  const tally = group(
    apart.flatMap((steps) => steps.tally),
    tallyName,
  ).map(([table, steps]): TallyStep => {
    for (const step of steps) merged.set(step.table, table);
    const [first] = steps;
    const derived = steps.flatMap((step) => step.derived.flatMap(({ variables }) => variables));
    return {
      ...first,
      variables: mergeVariables(steps.flatMap((step) => step.variables)),
      derived: derived.length === 0 ? [] : [{ table: `${first.entity}_derived`, variables: derived }],
      members: steps.some((step) => step.members),
      table,
    };
  });
  const cube = apart
    .flatMap((steps) => steps.cube)
    .map((step): CubeStep => ({ ...step, tally: merged.get(step.tally) ?? step.tally }));
  const invariant = apart
    .flatMap((steps) => steps.invariant)
    .map((step): InvariantStep => ({ ...step, tally: step.tally && (merged.get(step.tally) ?? step.tally) }));
  return { collect, derive, tally, cube, invariant };
}

function tallyName({ entity, unit, dimensions }: TallyStep): string {
  return ['tally', entity, unit, ...dimensions].join('_');
}

function mergeVariables(variables: readonly TallyVariable[]): TallyVariable[] {
  return group(variables, ({ variable }) => variable).map(([variable, uses]) => ({
    variable,
    byValue: uses.some((use) => use.byValue),
  }));
}

/** Groups in order of first appearance. */
function group<T>(items: readonly T[], keyOf: (item: T) => string): [string, [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, [item]);
    else found.push(item);
  }
  return [...groups];
}
