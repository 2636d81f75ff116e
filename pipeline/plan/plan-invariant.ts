/**
 * Plans what must hold between the figures of a year: which cells are compared, and what has to be
 * counted for that alone.
 */
import { type Catalogue, type Indicator, type InvariantCheck, LEVELS, levelsOf } from '../catalogue/index.ts';
import type { CubeStep, PlannedInvariant } from './cube-steps.ts';
import { ruleKindOf } from './invariants/index.ts';
import type { IndicatorSteps } from './plan.ts';

/** Gives the steps of every check whose indicators are all among the cubes of the year. */
export function planInvariants(catalogue: Catalogue, year: number, cubes: readonly CubeStep[]): IndicatorSteps[] {
  const made = new Map(cubes.map((cube) => [cube.indicator, cube]));
  return Object.values(catalogue.invariants).flatMap(({ name, checks }) =>
    checks
      .filter(({ indicators }) => indicators.every((code) => made.has(code)))
      .map((check, i) => planCheck(catalogue, year, { name, check, tally: `tally_${name}_${i + 1}` }, made)),
  );
}

interface Named {
  readonly name: string;
  readonly check: InvariantCheck;
  readonly tally: string;
}

function planCheck(
  catalogue: Catalogue,
  year: number,
  { name, check, tally }: Named,
  cubes: ReadonlyMap<string, CubeStep>,
): IndicatorSteps {
  const indicators = [...new Set(check.indicators)].map((code) => catalogue.indicators[code] as Indicator);
  const levels = LEVELS.filter((level) => indicators.every((indicator) => levelsOf(indicator, year).includes(level)));
  const [first, ...others] = indicators;
  // What is compared of a dimension of the event is its total.
  const isOfMembers = (dimension: string) => catalogue.dimensions[dimension]?.event === undefined;
  const shared = (dimension: string) =>
    isOfMembers(dimension) && others.every(({ dimensions }) => dimensions.includes(dimension));
  const dimensions = first?.dimensions.filter(shared) ?? [];
  const step: PlannedInvariant = {
    invariant: name,
    subject: check.subject,
    indicators: indicators.map(({ code }) => code),
    levels,
    dimensions,
    rule: check.rule,
    beside: null,
  };
  const planned = { catalogue, rule: check.rule, indicators, levels, dimensions, cubes, step, tally };
  return ruleKindOf(check.rule).plan(planned);
}
