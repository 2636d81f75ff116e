/** Emits what must hold between figures: one row, how many cells offend, of how many. No cell is ever told. */
import type { Catalogue, Comparison, Indicator, InvariantTerm } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  COUNT_ROWS,
  call,
  choose,
  column,
  type Expression,
  equal,
  isIn,
  type Join,
  join,
  number,
  printQuery,
  type Query,
  type Select,
  subquery,
  table,
  text,
  total,
} from '../../query/index.ts';
import { areasOf, type InvariantStep, rollUpTable, type TallyFigure, tallyFiguresOf } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { amount, isRead } from './emit-roll-up.ts';

/** Emits a query of one row, `offending, examined`, in cells. A cell that one of the indicators lacks offends. */
export function emitInvariant(catalogue: Catalogue, step: InvariantStep): Statement {
  const name = `${step.invariant} ${step.subject}`;
  const { label } = catalogue.invariants[step.invariant] ?? {};
  const query =
    step.rule.kind === 'levels' ? levelsQuery(step) : comparisonQuery(catalogue, step, step.rule.comparisons);
  const counted = step.tally === null ? [] : [rolledUp(step)];
  const parts = step.rule.kind === 'levels' ? ['area_part'] : [];
  return {
    id: `invariant ${name}`,
    step: 'invariant',
    role: 'check',
    purpose: label?.en ?? Object.values(label ?? {})[0] ?? step.invariant,
    sql: printQuery(query),
    reads: [...step.indicators, ...parts, ...counted],
    writes: `invariant ${name}`,
  };
}

function rolledUp({ tally, dimensions, rule }: InvariantStep): string {
  return rollUpTable({ tally: tally ?? '', dimensions, areas: areasOf(rule) });
}

/** How many rows there are, and of how many the condition does not hold; unknown is not holding. */
function offendingColumns(holds: Expression): Select['columns'] {
  const good = call('COUNT', choose([{ when: holds, result: number(1) }]));
  return [as('offending', binary('-', COUNT_ROWS, good)), as('examined', COUNT_ROWS)];
}

/** The cells of the first indicator that all have, with the figures of the others and what is counted for the comparison alone. */
function comparisonQuery(catalogue: Catalogue, step: InvariantStep, comparisons: readonly Comparison[]): Query {
  const [first = '', ...others] = step.indicators;
  const keys = ['area_level', 'ref_area', ...step.dimensions];
  const readings = readingsCompared(comparisons);
  const atTotal = (code: string) =>
    (catalogue.indicators[code] as Indicator).dimensions
      .filter((dimension) => !step.dimensions.includes(dimension))
      .map((dimension) => equal(column(dimension, code), text('total')));
  const joins: Join[] = others.map((code) =>
    join('left', table(code), all(...sameKeys(code, first, keys), ...atTotal(code))),
  );
  if (step.tally !== null) joins.push(join('left', table('counted'), all(...sameKeys('counted', first, keys))));
  const value = (term: InvariantTerm) => termValue(term, readings);
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
      ...[...readings].map(([id, reading]) => as(id, amount(reading, reading.take))),
    ],
    from: table(rolledUp(step)),
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

function termValue(term: InvariantTerm, readings: ReadonlyMap<string, TallyFigure>): Expression {
  if (term.kind === 'figure') return times(column(term.figure, term.indicator), term.times);
  const id = columnOf(term);
  if (!readings.has(id)) throw new Error(`nothing is read for ${id}`);
  // A cell that nobody is tallied in has no row.
  return times(call('COALESCE', column(id, 'counted'), number(0)), term.times);
}

function times(value: Expression, factor: number): Expression {
  return factor === 1 ? value : binary('*', value, number(factor));
}

/** Every area against the sum of its parts and of whoever is in none of them. */
function levelsQuery(step: InvariantStep): Query {
  const [code = ''] = step.indicators;
  const { cube } = step;
  if (cube === undefined) throw new Error(`${step.invariant} has no cube to add up`);
  const figures = cube.denominator === null ? (['numerator'] as const) : (['numerator', 'denominator'] as const);
  const { dimensions } = step;
  const keys = ['area_level', 'ref_area', ...dimensions];
  const own = dimensions.map((name) => as(name, column(name, code)));
  const parts: Query = {
    kind: 'select',
    columns: [
      as('part_level', column('part_level', 'area_part')),
      as('ref_area', column('ref_area', 'area_part')),
      ...own,
      ...figures.map((name) => as(name, total(column(name, code)))),
    ],
    from: table(code),
    joins: [
      join(
        'inner',
        table('area_part'),
        all(
          equal(column('part_level', 'area_part'), column('area_level', code)),
          equal(column('part', 'area_part'), column('ref_area', code)),
        ),
      ),
    ],
    groupBy: [column('part_level', 'area_part'), column('ref_area', 'area_part'), ...own.map(({ value }) => value)],
  };
  const readings = tallyFiguresOf(cube);
  const gap: Query = {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      ...readings.map((reading, i) => as(figures[i] ?? '', amount(reading, reading.take))),
    ],
    from: table(rolledUp(step)),
    where: isRead(step.variables),
    groupBy: keys.map((key) => column(key)),
  };
  const chain: Select = {
    kind: 'select',
    columns: [as('area_level', column('area_level')), as('part_level', column('part_level'))],
    from: table('area_part'),
    where: isIn(column('part_level'), step.levels.map(text)),
    groupBy: [column('area_level'), column('part_level')],
  };
  const found = (other: string, level: string) =>
    all(
      equal(column(level, other), column('part_level', 'chain')),
      ...sameKeys(other, code, ['ref_area', ...dimensions]),
    );
  const figureOf = (other: string, name: string) => call('COALESCE', column(name, other), number(0));
  const addsUp = figures.map((name) =>
    equal(column(name, code), binary('+', figureOf('part', name), figureOf('gap', name))),
  );
  return {
    kind: 'with',
    named: [
      { name: 'part', query: parts },
      { name: 'gap', query: gap },
    ],
    query: {
      kind: 'select',
      columns: offendingColumns(all(...addsUp)),
      from: table(code),
      joins: [
        join('inner', subquery(chain, 'chain'), equal(column('area_level', 'chain'), column('area_level', code))),
        join('left', table('part'), found('part', 'part_level')),
        join('left', table('gap'), found('gap', 'area_level')),
      ],
    },
  };
}

function sameKeys(one: string, other: string, keys: readonly string[]): Expression[] {
  return keys.map((key) => equal(column(key, one), column(key, other)));
}
