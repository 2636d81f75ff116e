/**
 * Comparisons cell by cell, of figures of indicators and of variables that no indicator publishes.
 */
import { comparisonsOf, type InvariantTerm, termsCompared, variablesCompared } from '../../catalogue/index.ts';
import {
  all,
  binary,
  column,
  type Expression,
  isIn,
  join,
  NULL,
  number,
  type Query,
  table,
  text,
} from '../../query/index.ts';
import {
  cellsOf,
  countTable,
  figureColumn,
  type InvariantStep,
  type PlannedInvariant,
  type TallyFigure,
} from '../cube-steps.ts';
import type { TallyStep, TallyVariable } from '../plan.ts';
import { planCollect, unitOf } from '../plan-indicator.ts';
import {
  atTotal,
  type CubeOf,
  NO_STEPS,
  offendingColumns,
  type PlannedCheck,
  type RuleKind,
  sameKeys,
} from './rule-kind.ts';

const AREAS = 'area_closure';

export const compare: RuleKind<'compare'> = {
  areas: AREAS,
  relations: [],
  reads: [],
  plan,
  query: comparisonQuery,
};

function plan({ catalogue, rule, indicators, levels, dimensions, step, tally }: PlannedCheck<'compare'>) {
  const variables = variablesCompared({ rule });
  if (variables.length === 0) return { ...NO_STEPS, invariant: [step] };
  const entity = indicators[0]?.measure.entity ?? '';
  const terms = termsCompared({ rule });
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
    ...NO_STEPS,
    collect: variables.map((variable) => planCollect(catalogue, variable)),
    tally: [counted],
    invariant: [{ ...step, beside: { tally, dimensions, figures: figuresCompared(terms) } }],
  };
}

/** Whether some term asks for the members, or the total, of values within bounds. */
function isByValue(variable: string, terms: readonly InvariantTerm[]): boolean {
  return terms.some((term) => term.kind !== 'figure' && term.variable === variable && term.range !== undefined);
}

/** The cells of the first table that all have, with the figures of the others. */
function comparisonQuery({ from, levels, dimensions, checks }: InvariantStep, cubeOf: CubeOf): Query {
  const [first, ...others] = from;
  const keys = ['area_level', 'ref_area', ...dimensions];
  const sum = (check: PlannedInvariant, terms: readonly InvariantTerm[]) =>
    terms
      .map((term) => termValue(check, term, cubeOf))
      .reduce<Expression | undefined>((left, right) => (left ? binary('+', left, right) : right), undefined) ??
    number(0);
  const holds = (check: PlannedInvariant) =>
    all(
      ...comparisonsOf(check).map(({ left, operator, right }) => binary(operator, sum(check, left), sum(check, right))),
    );
  return {
    kind: 'select',
    columns: offendingColumns(checks, holds),
    from: table(first.table),
    joins: others.map((other) =>
      join('left', table(other.table), all(...sameKeys(other.table, first.table, keys), ...atTotal(other, dimensions))),
    ),
    where: all(isIn(column('area_level', first.table), levels.map(text)), ...atTotal(first, dimensions)),
  };
}

/** What is read of a tally, once each. */
function figuresCompared(terms: readonly InvariantTerm[]): TallyFigure[] {
  const figures = terms.flatMap((term) => (term.kind === 'figure' ? [] : [figureOf(term)]));
  return [...new Map(figures.map((figure) => [figureColumn(figure), figure])).values()];
}

function figureOf({ kind, variable, range }: Exclude<InvariantTerm, { kind: 'figure' }>): TallyFigure {
  return { take: kind, variable, ...(range && { range: { variable, ...range } }) };
}

function termValue({ invariant, beside }: PlannedInvariant, term: InvariantTerm, cubeOf: CubeOf): Expression {
  if (term.kind !== 'figure') {
    if (beside === null) throw new Error(`nothing is counted for ${invariant}`);
    return times(column(figureColumn(figureOf(term)), countTable(beside)), term.times);
  }
  const cube = cubeOf(term.indicator);
  const figure = cube[term.figure];
  return times(figure === null ? NULL : column(figureColumn(figure), cellsOf(cube).table), term.times);
}

function times(value: Expression, factor: number): Expression {
  return factor === 1 ? value : binary('*', value, number(factor));
}
