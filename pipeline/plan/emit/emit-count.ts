/**
 * Emits what is counted for all cubes over the same dimensions: a row per cell, a column per
 * figure, with every area and member there is.
 */
import {
  all,
  as,
  binary,
  call,
  cast,
  choose,
  column,
  type Expression,
  equal,
  type From,
  isIn,
  isNull,
  join,
  number,
  type OutputColumn,
  printCreate,
  type Query,
  type Select,
  subquery,
  table,
  text,
} from '../../query/index.ts';
import { type CountStep, figureColumn, type TallyFigure, variableRead } from '../cube-steps.ts';
import type { Statement } from '../statement.ts';
import { amount, holds } from './emit-roll-up.ts';

export const EVENTS_TYPE = 'MAP(BIGINT, BIGINT)';

/** The column of the sum of squares of a figure of events, which is the variance of their sum. */
export function squaresColumn(figure: TallyFigure): string {
  return `squares ${variableRead(figure)}`;
}

/** The column of the members of a cell by number of events. */
export function byEventsColumn(figure: TallyFigure): string {
  return `by events ${variableRead(figure)}`;
}

/** Emits `area_level, ref_area, <dimensions>`, then a column per figure. */
export function emitCount(step: CountStep): Statement {
  const { dimensions, levels, rollUp } = step;
  const byEvents = step.events.map((figure) => ({
    name: byEventsColumn(figure),
    query: byEventsQuery(step, figure),
  }));
  const named = [{ name: 'cell', query: cellQuery(step) }, ...byEvents];
  return {
    id: `count ${step.table}`,
    step: 'count',
    role: 'table',
    purpose: `what cubes and invariants read of ${rollUp}, for every ${levels.join(', ')}${dimensions.length === 0 ? '' : ` and ${dimensions.join(', ')}`}`,
    sql: printCreate({
      kind: 'create',
      object: 'table',
      name: step.table,
      query: { kind: 'with', named, query: denseQuery(step) },
    }),
    reads: [rollUp, 'area', ...dimensions.map((d) => `${d}_margin`)],
    writes: step.table,
  };
}

function cellQuery({ rollUp, dimensions, figures, events }: CountStep): Query {
  const keys = ['area_level', 'ref_area', ...dimensions];
  const [number_, members] = [column('events'), column('members')];
  const square = binary('*', binary('*', number_, number_), members);
  const squares = (figure: TallyFigure) =>
    cast(call('SUM', choose([{ when: holds(figure), result: square }], number(0))), 'DOUBLE');
  return {
    kind: 'select',
    columns: [
      ...keys.map((k) => as(k, column(k))),
      ...figures.map((figure) => as(figureColumn(figure), amount(figure, figure.take))),
      ...events.map((figure) => as(squaresColumn(figure), squares(figure))),
    ],
    from: table(rollUp),
    groupBy: keys.map((k) => column(k)),
  };
}

/**
 * How many members have each number of events, by cell. The pairs are sorted once they are listed:
 * to list them in order takes three times as long.
 */
function byEventsQuery({ rollUp, dimensions }: CountStep, figure: TallyFigure): Query {
  const keys = ['area_level', 'ref_area', ...dimensions];
  const pairs = call('LIST_SORT', call('LIST', call('ROW', column('events'), column('members'))));
  return {
    kind: 'select',
    columns: [...keys.map((k) => as(k, column(k))), as('members', cast(call('MAP_FROM_ENTRIES', pairs), EVENTS_TYPE))],
    from: table(rollUp),
    where: all(equal(column('variable'), text(variableRead(figure))), isNull(column('events'), true)),
    groupBy: keys.map((k) => column(k)),
  };
}

/**
 * Every cell with what was counted for it: 0 where nobody was. In order, as cubes are written, so
 * that each has less to sort.
 */
function denseQuery({ dimensions, levels, figures, events }: CountStep): Select {
  const keys = ['area_level', 'ref_area', ...dimensions];
  const cell = (name: string) => column(name, 'cell');
  const zero = (e: Expression) => cast(call('COALESCE', e, number(0)), 'BIGINT');
  const none = cast(call('MAP'), EVENTS_TYPE);
  const columns: OutputColumn[] = [
    ...keys.map((key) => as(key, column(key, 'grid'))),
    ...figures.map(figureColumn).map((name) => as(name, zero(cell(name)))),
    ...events.map(squaresColumn).map((name) => as(name, call('COALESCE', cell(name), number(0)))),
    ...events.map(byEventsColumn).map((name) => as(name, call('COALESCE', column('members', name), none))),
  ];
  const ofGrid = (other: string) => all(...keys.map((k) => equal(column(k, other), column(k, 'grid'))));
  return {
    kind: 'select',
    columns,
    from: subquery(gridQuery(dimensions, levels), 'grid'),
    joins: ['cell', ...events.map(byEventsColumn)].map((other) => join('left', table(other), ofGrid(other))),
    orderBy: keys.map((key) => column(key, 'grid')),
  };
}

/**
 * Every area of the levels with every combination of members and `total`: a missing row would be a
 * defect.
 */
function gridQuery(dimensions: readonly string[], levels: CountStep['levels']): Query {
  const values = (d: string): From =>
    subquery(
      { kind: 'select', columns: [as(d, column(d))], from: table(`${d}_margin`), groupBy: [column(d)] },
      `${d}_value`,
    );
  return {
    kind: 'select',
    columns: [
      ...['area_level', 'ref_area'].map((k) => as(k, column(k, 'area'))),
      ...dimensions.map((d) => as(d, column(d, `${d}_value`))),
    ],
    from: table('area'),
    joins: dimensions.map((d) => join('cross', values(d))),
    where: isIn(column('area_level', 'area'), levels.map(text)),
  };
}
