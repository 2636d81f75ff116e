/**
 * The percentiles that a release shows, cell by cell: whether each is of enough members, beside
 * figures that are shown, and says nothing of a few members that no cell shows.
 */
import type { FigureRelations } from '../cells/figure-relations.ts';
import { openKnown, type ShownCell } from '../cells/figures-shown.ts';
import { isOfEnough, percentileRuleOf } from '../cells/percentile-rule.ts';
import { areasAbove, disclosingCells, nearestParts, type PercentileCell } from '../suppress/percentile-rests.ts';
import type { Observation } from './observe.ts';
import type { ShownCube } from './shown.ts';

export interface PercentileCheck {
  /** Cells that show a percentile. */
  readonly shown: number;
  /** Of them, those that must not show it. */
  readonly sensitive: number;
}

type Observed = Pick<Observation, 'cubes' | 'figureRelations' | 'policy' | 'places'>;

/** Examines every percentile of a year; none where the policy withholds values. */
export function checkPercentiles(observed: Observed): PercentileCheck {
  const { cubes, figureRelations, policy, places } = observed;
  const check = { shown: 0, sensitive: 0 };
  const isAny = Object.values(figureRelations.cubes).some(({ percentile }) => percentile !== undefined);
  if (!isAny || policy.withhold.includes('value')) return check;
  const above = areasAbove(places);
  const rule = percentileRuleOf(policy);
  const known = new Map<string, ReturnType<typeof openKnown>>();
  const knownOf = (figure: string) => {
    const isKnown = known.get(figure) ?? openKnown(cellsOf(figure, cubes, figureRelations), above);
    known.set(figure, isKnown);
    return isKnown;
  };
  for (const cube of cubes) {
    const percentile = figureRelations.cubes[cube.code]?.percentile;
    if (percentile === undefined) continue;
    const { percent, beside } = percentile;
    const dimensions = cube.dimensions.map(({ name }) => name);
    const cells = cube.rows.map(({ area, members, numerator, value = null }): PercentileCell => {
      const isShown = numerator !== null && value !== null;
      return { area, members, count: numerator ?? 0, value: value ?? Number.NaN, isShown };
    });
    const parts = nearestParts(new Set(cells.map(({ area }) => area)), above);
    const disclosing = new Set(disclosingCells({ percent, rule, cells, parts }).map(({ whole }) => whole));
    for (const cell of cells) {
      if (!cell.isShown) continue;
      check.shown += 1;
      const isSafe =
        isOfEnough(cell.count, percent, rule) &&
        beside.every((figure) => knownOf(figure)(dimensions, cell)) &&
        !disclosing.has(cell);
      if (!isSafe) check.sensitive += 1;
    }
  }
  return check;
}

/** The rows of all cubes of a figure, but for percentiles of members. */
function cellsOf(figure: string, cubes: readonly ShownCube[], figureRelations: FigureRelations) {
  return cubes.flatMap(({ code, dimensions, rows }) => {
    const own = figureRelations.cubes[code];
    if (own === undefined || own.percentile !== undefined) return [];
    const role = own.numerator === figure ? 'numerator' : own.denominator === figure ? 'denominator' : undefined;
    if (role === undefined) return [];
    const cells = rows.map(
      ({ area, members, [role]: shown }): ShownCell => ({ area, members, isShown: shown !== null }),
    );
    return [{ dimensions: dimensions.map(({ name }) => name), cells }];
  });
}
