/**
 * Which roll-ups a year needs: one for all cubes and invariants that read a tally over the same
 * dimensions, instead of one each.
 */
import { LEVELS } from '../catalogue/index.ts';
import {
  type RollUpStep,
  readOver,
  rollUpTable,
  talliedDimensions,
  tallyFiguresOf,
  variableRead,
} from './cube-steps.ts';
import { ruleKindOf } from './invariants/index.ts';
import type { IndicatorSteps } from './plan.ts';

/** Gives them in order of first use, each with all that is read of it. */
export function planRollUps({ cube, invariant }: IndicatorSteps): RollUpStep[] {
  const wanted = new Map<string, RollUpStep>();
  const want = (step: Omit<RollUpStep, 'kind' | 'table'>): void => {
    const table = rollUpTable(step);
    const before = wanted.get(table);
    wanted.set(table, {
      kind: 'roll_up',
      ...step,
      levels: LEVELS.filter((level) => before?.levels.includes(level) || step.levels.includes(level)),
      variables: [...new Set([...(before?.variables ?? []), ...step.variables])],
      table,
    });
  };
  for (const step of cube) {
    const variables = tallyFiguresOf(step).map(variableRead);
    want({
      tally: step.tally,
      dimensions: talliedDimensions(step),
      levels: step.levels,
      variables,
      areas: 'area_closure',
    });
    const over = readOver(step);
    if (over === undefined) continue;
    const { figure, ...where } = over;
    want({ ...where, variables: [variableRead(figure)], areas: 'area_closure' });
  }
  for (const { beside, levels, rule } of invariant) {
    if (beside === null) continue;
    const { tally, dimensions, figures } = beside;
    want({ tally, dimensions, levels, variables: figures.map(variableRead), areas: ruleKindOf(rule).areas });
  }
  return [...wanted.values()];
}
