/**
 * Comparisons cell by cell, of figures of indicators and of variables that no indicator publishes.
 */
import {
  type Catalogue,
  type Comparison,
  type Indicator,
  type InvariantTerm,
  termsCompared,
  variablesCompared,
} from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  call,
  column,
  type Expression,
  equal,
  isIn,
  type Join,
  join,
  number,
  type Query,
  type Select,
  table,
  text,
} from '../../query/index.ts';
import { amount, isRead } from '../emit/emit-roll-up.ts';
import type { InvariantStep, TallyFigure, TallyStep, TallyVariable } from '../plan.ts';
import { planCollect, unitOf } from '../plan-indicator.ts';
import { NO_STEPS, offendingColumns, type PlannedCheck, type RuleKind, rolledUp, sameKeys } from './rule-kind.ts';

const AREAS = 'area_closure';

export const compare: RuleKind<'compare'> = {
  areas: AREAS,
  relations: [],
  reads: [],
  plan,
  query: (catalogue, step, { comparisons }) => comparisonQuery(catalogue, step, comparisons),
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
    invariant: [{ ...step, tally, variables }],
  };
}

/** Whether some term asks for the members, or the total, of values within bounds. */
function isByValue(variable: string, terms: readonly InvariantTerm[]): boolean {
  return terms.some((term) => term.kind !== 'figure' && term.variable === variable && term.range !== undefined);
}

/**
 * The cells of the first indicator that all have, with the figures of the others and what is
 * counted for the comparison alone.
 */
function comparisonQuery(catalogue: Catalogue, step: InvariantStep, comparisons: readonly Comparison[]): Query {
  const [first = '', ...others] = step.indicators;
  const keys = ['area_level', 'ref_area', ...step.dimensions];
  const interpretations = readingsCompared(comparisons);
  const atTotal = (code: string) =>
    (catalogue.indicators[code] as Indicator).dimensions
      .filter((dimension) => !step.dimensions.includes(dimension))
      .map((dimension) => equal(column(dimension, code), text('total')));
  const joins: Join[] = others.map((code) =>
    join('left', table(code), all(...sameKeys(code, first, keys), ...atTotal(code))),
  );
  if (step.tally !== null) joins.push(join('left', table('counted'), all(...sameKeys('counted', first, keys))));
  const value = (term: InvariantTerm) => termValue(term, interpretations);
  const sum = (terms: readonly InvariantTerm[]) =>
    terms
      .map(value)
      .reduce<Expression | undefined>((left, right) => (left ? binary('+', left, right) : right), undefined) ??
    number(0);
  const compared: Select = {
    kind: 'select',
    columns: offendingColumns(
      all(...comparisons.map(({ left, operator, right }) => binary(operator, sum(left), sum(right)))),
    ),
    from: table(first),
    joins,
    where: all(isIn(column('area_level', first), step.levels.map(text)), ...atTotal(first)),
  };
  if (step.tally === null) return compared;
  const counted: Query = {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      ...[...interpretations].map(([id, reading]) => as(id, amount(reading, reading.take))),
    ],
    from: table(rolledUp(step, AREAS)),
    where: isRead(step.variables),
    groupBy: keys.map((key) => column(key)),
  };
  return { kind: 'with', named: [{ name: 'counted', query: counted }], query: compared };
}

/** What is read of a tally, by the name of its column. */
function readingsCompared(comparisons: readonly Comparison[]): Map<string, TallyFigure> {
  const terms = comparisons.flatMap(({ left, right }) => [...left, ...right]);
  return new Map(
    terms.flatMap((term): [string, TallyFigure][] => {
      if (term.kind === 'figure') return [];
      const { kind: take, variable, range } = term;
      return [[columnOf(term), { take, variable, ...(range && { range: { variable, ...range } }) }]];
    }),
  );
}

function columnOf(term: Exclude<InvariantTerm, { kind: 'figure' }>): string {
  const { low, high } = term.range ?? {};
  return [
    term.kind,
    term.variable,
    ...(low === undefined ? [] : ['from', low]),
    ...(high === undefined ? [] : ['to', high]),
  ].join(' ');
}

function termValue(term: InvariantTerm, interpretations: ReadonlyMap<string, TallyFigure>): Expression {
  if (term.kind === 'figure') return times(column(term.figure, term.indicator), term.times);
  const id = columnOf(term);
  if (!interpretations.has(id)) throw new Error(`nothing is read for ${id}`);
  // A cell that nobody is tallied in has no row.
  return times(call('COALESCE', column(id, 'counted'), number(0)), term.times);
}

function times(value: Expression, factor: number): Expression {
  return factor === 1 ? value : binary('*', value, number(factor));
}
