/**
 * Which cells a year needs: a table for all cubes and invariants that read the same roll-up, and
 * what is standardised and compared over it.
 */
import { LEVELS } from '../catalogue/index.ts';
import {
  behindOf,
  type CellTable,
  type CountStep,
  type CubeStep,
  cellsOf,
  countTable,
  figureColumn,
  type InvariantStep,
  type PercentileStep,
  pairsOf,
  percentileTable,
  readOver,
  rollUpTable,
  type StandardStep,
  standardised,
  standardTable,
  talliedDimensions,
  tallyFiguresOf,
} from './cube-steps.ts';
import { ruleKindOf } from './invariants/index.ts';
import type { IndicatorSteps } from './plan.ts';

/** Gives the tables of cells in order of first use, each with all that is read of it. */
export function planCounts({ cube, invariant }: Pick<IndicatorSteps, 'cube' | 'invariant'>): CountStep[] {
  const wanted = new Map<string, CountStep>();
  const want = (
    step: Pick<CountStep, 'dimensions' | 'levels' | 'figures' | 'events'> & { readonly tally: string },
  ): void => {
    const { tally, dimensions } = step;
    const table = countTable(step);
    const before = wanted.get(table);
    wanted.set(table, {
      kind: 'count',
      table,
      rollUp: rollUpTable({ tally, dimensions, areas: 'area_closure' }),
      dimensions,
      levels: LEVELS.filter((level) => before?.levels.includes(level) || step.levels.includes(level)),
      figures: distinct([...(before?.figures ?? []), ...step.figures], figureColumn),
      events: distinct([...(before?.events ?? []), ...step.events], figureColumn),
    });
  };
  for (const step of cube) {
    const { tally, levels } = step;
    const figures = [...tallyFiguresOf(step), ...behindOf(step)];
    const events = step.events ? pairsOf(step).map(({ numerator }) => numerator) : [];
    want({ tally, dimensions: talliedDimensions(step), levels, figures, events });
    const over = readOver(step);
    if (over !== undefined) want({ ...over, figures: [over.figure], events: [] });
  }
  for (const { beside, levels, rule } of invariant)
    if (beside !== null && ruleKindOf(rule).areas === 'area_closure') want({ ...beside, levels, events: [] });
  return [...wanted.values()];
}

/** Gives what is standardised over each table of cells, once for all cubes that read it. */
export function planStandards(cubes: readonly CubeStep[]): StandardStep[] {
  const steps = cubes.flatMap((cube): StandardStep[] => {
    if (cube.standard === null) return [];
    const from = cellsOf(cube);
    const { numerator, denominator, events, standard } = cube;
    const table = standardTable(from.table, standard.population);
    return [{ kind: 'standard', ...standard, from, cubes: [{ numerator, denominator, events }], table }];
  });
  return distinct(steps, ({ table }) => table).map((step) => {
    const same = steps.filter(({ table }) => table === step.table).flatMap((one) => one.cubes);
    return { ...step, cubes: distinct(same, standardised) };
  });
}

/** Gives the percentiles of the cubes that show one. */
export function planPercentiles(cubes: readonly CubeStep[]): PercentileStep[] {
  return cubes.flatMap((cube): PercentileStep[] => {
    const { percentile, denominator, numerator, tally, levels, indicator } = cube;
    if (percentile === undefined || denominator === null) return [];
    const from = cellsOf(cube);
    const rollUp = rollUpTable({ tally, dimensions: from.dimensions, areas: 'area_closure' });
    const table = percentileTable(indicator);
    return [{ kind: 'percentile', table, rollUp, from, levels, numerator, denominator, ...percentile }];
  });
}

/** Puts the checks of one kind that look at the same cells of the same tables into one step. */
export function planChecks({ cube, invariant }: Pick<IndicatorSteps, 'cube' | 'invariant'>): InvariantStep[] {
  const made = new Map(cube.map((step) => [step.indicator, step]));
  const cellsOfCube = (code: string): CellTable => {
    const found = made.get(code);
    if (found === undefined) throw new Error(`no cube ${code}`);
    return cellsOf(found);
  };
  const apart = invariant.map((check): InvariantStep => {
    const { rule, beside, levels, dimensions, indicators } = check;
    const counted = beside !== null && ruleKindOf(rule).areas === 'area_closure';
    const [first, ...others] = distinct(
      [
        ...indicators.map(cellsOfCube),
        ...(counted ? [{ table: countTable(beside), dimensions: beside.dimensions }] : []),
      ],
      ({ table }) => table,
    );
    if (first === undefined) throw new Error(`${check.invariant} compares nothing`);
    const gap = beside === null || counted ? null : rollUpTable({ ...beside, areas: 'area_gap' });
    return { kind: 'invariant', rule: rule.kind, from: [first, ...others], gap, levels, dimensions, checks: [check] };
  });
  const keyOf = ({ rule, from, gap, levels, dimensions }: InvariantStep) =>
    JSON.stringify([rule, from, gap, levels, dimensions]);
  return distinct(apart, keyOf).map((step) => ({
    ...step,
    checks: apart.filter((one) => keyOf(one) === keyOf(step)).flatMap(({ checks }) => checks),
  }));
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const found = new Map<string, T>();
  for (const item of items) if (!found.has(keyOf(item))) found.set(keyOf(item), item);
  return [...found.values()];
}
