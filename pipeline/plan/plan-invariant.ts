/** Plans what must hold between the figures of a year: which cells are compared, and what has to be counted for that alone. */
import {
  type Catalogue,
  type Indicator,
  type InvariantCheck,
  type InvariantTerm,
  LEVELS,
  levelsOf,
  variablesCompared,
} from '../catalogue/index.ts';
import {
  type CubeStep,
  type IndicatorSteps,
  type InvariantStep,
  type TallyStep,
  type TallyVariable,
  tallyFiguresOf,
  variableRead,
} from './plan.ts';
import { planCollect, unitOf } from './plan-indicator.ts';

const NOTHING: IndicatorSteps = { collect: [], tally: [], cube: [], invariant: [] };

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
  const shared = (dimension: string) => others.every(({ dimensions }) => dimensions.includes(dimension));
  const dimensions = first?.dimensions.filter(shared) ?? [];
  const step: InvariantStep = {
    kind: 'invariant',
    invariant: name,
    subject: check.subject,
    indicators: indicators.map(({ code }) => code),
    levels,
    dimensions,
    rule: check.rule,
    tally: null,
    variables: [],
  };
  if (check.rule.kind === 'levels') {
    // An area without parts has nothing to add up.
    if (levels.length < 2) return NOTHING;
    const cube = cubes.get(first?.code ?? '');
    if (cube === undefined) throw new Error(`no cube ${first?.code}`);
    const { tally: counted, numerator, denominator } = cube;
    const read = tallyFiguresOf(cube).map(variableRead);
    return { ...NOTHING, invariant: [{ ...step, tally: counted, variables: read, cube: { numerator, denominator } }] };
  }
  const variables = variablesCompared(check);
  if (variables.length === 0) return { ...NOTHING, invariant: [step] };
  const entity = first?.measure.entity ?? '';
  const terms = check.rule.comparisons.flatMap(({ left, right }) => [...left, ...right]);
  const counted: TallyStep = {
    kind: 'tally',
    entity,
    unit: unitOf(catalogue, entity, levels),
    dimensions,
    variables: variables.map((variable): TallyVariable => ({ variable, byValue: isByValue(variable, terms) })),
    derived: [],
    members: false,
    table: tally,
  };
  return {
    ...NOTHING,
    collect: variables.map((variable) => planCollect(catalogue, variable)),
    tally: [counted],
    invariant: [{ ...step, tally, variables }],
  };
}

/** Whether some term asks for the members, or the total, of values within bounds. */
function isByValue(variable: string, terms: readonly InvariantTerm[]): boolean {
  return terms.some((term) => term.kind !== 'figure' && term.variable === variable && term.range !== undefined);
}
