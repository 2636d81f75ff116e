/**
 * Emits a cube: the tally rolled up to every level and margin, made dense, with the contract's
 * columns and its support.
 */
import type { Catalogue, Indicator } from '../../catalogue/index.ts';
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
  type Join,
  join,
  NULL,
  number,
  type OutputColumn,
  printCreate,
  printQuery,
  printText,
  type Query,
  type Select,
  subquery,
  table,
  text,
} from '../../query/index.ts';
import { type CubeStep, rollUpTable, talliedDimensions, tallyFiguresOf, variableRead } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { FIGURE_COLUMNS, figuresQuery, limitedQuery, STANDARD_COLUMNS, SUPPORT_COLUMNS } from './emit-figures.ts';
import { amount, holds, isRead } from './emit-roll-up.ts';
import { standardQuery, standardReads } from './emit-standard.ts';

const EVENTS_TYPE = 'MAP(BIGINT, BIGINT)';

/** The keys of a cube, in the order of its columns and of its rows. */
export function keyColumns(dimensions: readonly string[]): string[] {
  return ['time_period', 'area_level', 'ref_area', ...dimensions];
}

/** The columns of the two files of a cube, keys first. */
export function cubeColumns(indicator: Indicator): {
  readonly cube: readonly string[];
  readonly support: readonly string[];
} {
  const keys = keyColumns(indicator.dimensions);
  return { cube: [...keys, ...FIGURE_COLUMNS], support: [...keys, ...SUPPORT_COLUMNS] };
}

/**
 * Copies columns of a cube's table to a file, sorted by every key: without it the bytes differ from
 * run to run.
 */
export function emitCopy(indicator: Indicator, columns: readonly string[], file: string): string {
  const select: Select = {
    kind: 'select',
    columns: columns.map((name) => as(name, column(name))),
    from: table(indicator.code),
    orderBy: keyColumns(indicator.dimensions).map((key) => column(key)),
  };
  return `COPY (\n${printQuery(select)}\n) TO ${printText(file)} (FORMAT parquet, COMPRESSION zstd)`;
}

/**
 * Emits `<dimension>_margin (member, <dimension>)`: every member counts in its own rows and in
 * `total`, an unknown one in `total` only.
 */
export function emitMargin(catalogue: Catalogue, dimension: string): Statement {
  const members = catalogue.dimensions[dimension]?.members ?? [];
  const rows = [
    ...members.map((m) => [text(m), text(m)]),
    ...members.map((m) => [text(m), text('total')]),
    [cast(NULL, 'VARCHAR'), text('total')],
  ];
  const name = `${dimension}_margin`;
  const sql = printCreate({
    kind: 'create',
    object: 'table',
    name,
    query: { kind: 'values', columns: ['member', dimension], rows },
  });
  return {
    id: `margin ${dimension}`,
    step: 'margin',
    role: 'table',
    purpose: `the rows that count each member of ${dimension}`,
    sql,
    reads: [],
    writes: name,
  };
}

/**
 * Emits the table of one indicator and year: keys, figures, support; unprotected (conf_status N).
 */
export function emitCube(catalogue: Catalogue, step: CubeStep, year: number): Statement {
  const indicator = catalogue.indicators[step.indicator] as Indicator;
  const keys = ['area_level', 'ref_area', ...step.dimensions];
  const strata = step.standard?.dimension;
  const named = [
    { name: 'cell', query: cellQuery(step) },
    ...(strata === undefined
      ? []
      : [{ name: 'standard', query: standardQuery(catalogue, step, without(keys, strata)) }]),
    { name: 'counted', query: countedQuery(step, keys, year) },
    ...limitedQuery(step, keyColumns(step.dimensions)).map((query) => ({ name: 'limited', query })),
  ];
  const query: Query = { kind: 'with', named, query: figuresQuery(step, keyColumns(step.dimensions)) };
  return {
    id: `cube ${step.indicator}`,
    step: 'cube',
    role: 'table',
    purpose: `${indicator.title.en ?? step.indicator}: ${step.levels.join(', ')}${step.dimensions.length > 0 ? ` by ${step.dimensions.join(', ')}` : ''}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.indicator, query }),
    reads: [rolledUp(step), 'area', ...step.dimensions.map((d) => `${d}_margin`), ...standardReads(step)],
    writes: step.indicator,
  };
}

/** Every row of the cube with what was counted for it: 0 where nobody was. */
function countedQuery(step: CubeStep, keys: readonly string[], year: number): Query {
  const cell = (name: string) => column(name, 'cell');
  const zero = (e: Expression) => cast(call('COALESCE', e, number(0)), 'BIGINT');
  const counts: OutputColumn[] = [
    as('numerator', zero(cell('numerator'))),
    as('denominator', step.denominator === null ? cast(NULL, 'BIGINT') : zero(cell('denominator'))),
    as('numerator_members', zero(cell('numerator_members'))),
    as(
      'members_by_events',
      step.events
        ? call('COALESCE', column('members_by_events', 'event'), cast(call('MAP'), EVENTS_TYPE))
        : cast(NULL, EVENTS_TYPE),
    ),
  ];
  // A cell of a dimension that the cube is not broken down by: its margin.
  const margin = without(talliedDimensions(step), ...step.dimensions).map((d) => equal(cell(d), text('total')));
  const joins: Join[] = [join('left', table('cell'), all(...sameKeys('cell', keys), ...margin))];
  if (step.events) {
    counts.push(as('squares', call('COALESCE', cell('squares'), number(0))));
    joins.push(join('left', subquery(byEventsQuery(step, keys), 'event'), all(...sameKeys('event', keys))));
  }
  if (step.standard !== null) {
    const { dimension } = step.standard;
    const total = step.dimensions.includes(dimension) ? [equal(column(dimension, 'grid'), text('total'))] : [];
    counts.push(...STANDARD_COLUMNS.map(({ as: name, value }) => as(name, column(value, 'standard'))));
    joins.push(join('left', table('standard'), all(...sameKeys('standard', without(keys, dimension)), ...total)));
  } else counts.push(as('least_stratum', cast(NULL, 'BIGINT')));
  return {
    kind: 'select',
    columns: [
      as('time_period', cast(number(year), 'INTEGER')),
      ...keys.map((key) => as(key, column(key, 'grid'))),
      ...counts,
    ],
    from: subquery(gridQuery(step), 'grid'),
    joins,
  };
}

/**
 * What is counted in every cell; of events also the sum of their squares, which is the variance of
 * their sum.
 */
function cellQuery(step: CubeStep): Query {
  const keys = ['area_level', 'ref_area', ...talliedDimensions(step)];
  const [events, members] = [column('events'), column('members')];
  const square = binary('*', binary('*', events, events), members);
  const squares = cast(call('SUM', choose([{ when: holds(step.numerator), result: square }], number(0))), 'DOUBLE');
  return {
    kind: 'select',
    columns: [
      ...keys.map((k) => as(k, column(k))),
      as('numerator', amount(step.numerator, step.numerator.take)),
      as('numerator_members', amount(step.numerator, 'members')),
      ...(step.events ? [as('squares', squares)] : []),
      ...(step.denominator === null ? [] : [as('denominator', amount(step.denominator, step.denominator.take))]),
    ],
    from: table(rolledUp(step)),
    where: isRead(tallyFiguresOf(step).map(variableRead)),
    groupBy: keys.map((k) => column(k)),
  };
}

function rolledUp(step: CubeStep): string {
  return rollUpTable({ tally: step.tally, dimensions: talliedDimensions(step), areas: 'area_closure' });
}

/** How many members have each number of events, by cell. */
function byEventsQuery(step: CubeStep, keys: readonly string[]): Query {
  const margin = without(talliedDimensions(step), ...step.dimensions).map((d) => equal(column(d), text('total')));
  const pairs: Expression = {
    kind: 'call',
    name: 'LIST',
    args: [call('ROW', column('events'), column('members'))],
    orderBy: column('events'),
  };
  return {
    kind: 'select',
    columns: [
      ...keys.map((k) => as(k, column(k))),
      as('members_by_events', cast(call('MAP_FROM_ENTRIES', pairs), EVENTS_TYPE)),
    ],
    from: table(rolledUp(step)),
    where: all(isRead([variableRead(step.numerator)]), isNull(column('events'), true), ...margin),
    groupBy: keys.map((k) => column(k)),
  };
}

/**
 * Every area of the levels with every combination of members and `total`: a missing row would be a
 * defect.
 */
function gridQuery(step: CubeStep): Query {
  const values = (d: string): From =>
    subquery(
      { kind: 'select', columns: [as(d, column(d))], from: table(`${d}_margin`), groupBy: [column(d)] },
      `${d}_value`,
    );
  return {
    kind: 'select',
    columns: [
      ...['area_level', 'ref_area'].map((k) => as(k, column(k, 'area'))),
      ...step.dimensions.map((d) => as(d, column(d, `${d}_value`))),
    ],
    from: table('area'),
    joins: step.dimensions.map((d) => join('cross', values(d))),
    where: isIn(column('area_level', 'area'), step.levels.map(text)),
  };
}

function sameKeys(other: string, keys: readonly string[]): Expression[] {
  return keys.map((k) => equal(column(k, other), column(k, 'grid')));
}

function without(names: readonly string[], ...others: readonly string[]): string[] {
  return names.filter((name) => !others.includes(name));
}
