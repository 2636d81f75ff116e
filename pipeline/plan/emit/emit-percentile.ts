/**
 * Emits a percentile of every cell: exact, from the members of a cell by value, and never from
 * percentiles of smaller cells.
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
  isIn,
  isNull,
  number,
  printCreate,
  type Query,
  type Select,
  table,
  text,
  total,
} from '../../query/index.ts';
import { figureColumn, membersBehind, type PercentileStep, variableRead } from '../cube-steps.ts';
import type { Statement } from '../statement.ts';

const PERCENT = 100;

/**
 * Emits `area_level, ref_area, <dimensions>, value DOUBLE`: with n members in order, the mean of
 * the values at the ranks np/100 and the next where np/100 is a whole number, else the value at
 * the next rank, rounded half-even to the unit. Cells without members have no row. Source: type 2
 * of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361-365.
 */
export function emitPercentile(step: PercentileStep): Statement {
  const keys = ['area_level', 'ref_area', ...step.from.dimensions];
  const query: Query = {
    kind: 'with',
    named: [
      { name: 'valued', query: { kind: 'union_all', parts: [valuesQuery(step, keys), ...zerosQuery(step, keys)] } },
      { name: 'ranked', query: rankedQuery(keys) },
    ],
    query: percentileQuery(step, keys),
  };
  return {
    id: `percentile ${step.table}`,
    step: 'percentile',
    role: 'table',
    purpose: `the value of ${variableRead(step.numerator)} at ${step.percent} % of the members of every cell`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query }),
    reads: [step.rollUp, step.from.table],
    writes: step.table,
  };
}

/** Members of every cell by value; whose value is 0 are in no tally. */
function valuesQuery({ rollUp, numerator, levels, casesOnly }: PercentileStep, keys: readonly string[]): Select {
  return {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      as('value', column('events')),
      as('members', total(column('members'))),
    ],
    from: table(rollUp),
    where: all(
      equal(column('variable'), text(variableRead(numerator))),
      isNull(column('events'), true),
      isIn(column('area_level'), levels.map(text)),
      ...(casesOnly ? [binary('>', column('events'), number(0))] : []),
    ),
    groupBy: [...keys.map((key) => column(key)), column('events')],
  };
}

/** The members of a cell who have nothing, where they are asked for. */
function zerosQuery(
  { from, numerator, denominator, levels, casesOnly }: PercentileStep,
  keys: readonly string[],
): Select[] {
  if (casesOnly) return [];
  const zeros = binary('-', column(figureColumn(denominator)), column(figureColumn(membersBehind(numerator))));
  return [
    {
      kind: 'select',
      columns: [
        ...keys.map((key) => as(key, column(key))),
        as('value', cast(number(0), 'BIGINT')),
        as('members', zeros),
      ],
      from: table(from.table),
      where: all(isIn(column('area_level'), levels.map(text)), binary('>', zeros, number(0))),
    },
  ];
}

/** How many members have a value or less, and how many there are. */
function rankedQuery(keys: readonly string[]): Select {
  const partitionBy = keys.map((key) => column(key));
  const sum = (orderBy: readonly Expression[]): Expression => ({
    kind: 'call',
    name: 'SUM',
    args: [column('members')],
    over: { partitionBy, orderBy },
  });
  return {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      as('value', column('value')),
      as('upto', cast(sum([column('value')]), 'BIGINT')),
      as('n', cast(sum([]), 'BIGINT')),
    ],
    from: table('valued'),
  };
}

function percentileQuery({ percent, unit }: PercentileStep, keys: readonly string[]): Select {
  const reached = binary('*', column('upto'), number(PERCENT));
  const wanted = binary('*', column('n'), number(percent));
  const least = (operator: '>=' | '>') =>
    call('MIN', choose([{ when: binary(operator, reached, wanted), result: column('value') }]));
  const middle = binary('/', cast(binary('+', least('>='), least('>')), 'DOUBLE'), number(2 * unit));
  return {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      as('value', binary('*', call('ROUND_EVEN', middle, number(0)), number(unit))),
    ],
    from: table('ranked'),
    groupBy: keys.map((key) => column(key)),
  };
}
