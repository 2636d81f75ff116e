/**
 * Reads variables off what members were counted by: one query for each variable, or one for all
 * that a count holds, where an engine would count again for each.
 */
import {
  as,
  binary,
  cast,
  choose,
  column,
  type Expression,
  NULL,
  number,
  type OutputColumn,
  type Query,
  type Select,
  subquery,
  table,
  text,
  total,
} from '../../query/index.ts';

/** Members counted by the values of some columns; each variable is then read off these few rows. */
export interface Counted {
  readonly name: string;
  readonly columns: readonly OutputColumn[];
  readonly values: readonly { readonly variable: string; readonly value: Expression; readonly byValue: boolean }[];
}

interface Summed {
  readonly name: string;
}

/** A query for each variable, over named queries `counted_…` and `summed`. */
export function readEach(
  counted: readonly Counted[],
  summed: readonly Summed[],
  keys: readonly Expression[],
  dimensions: readonly string[],
): Query[] {
  return [
    ...counted.flatMap(({ name, values }) => values.map((one) => readOff(name, one, keys, dimensions))),
    ...summed.map(({ name }, i) => readSum(name, i, dimensions)),
  ];
}

/** The same rows by a query for each named query, which every row of it is repeated in. */
export function readTogether(
  counted: readonly Counted[],
  summed: readonly Summed[],
  keys: readonly Expression[],
  dimensions: readonly string[],
): Query[] {
  return [
    ...counted.flatMap(({ name, values }) =>
      values.length === 1
        ? values.map((one) => readOff(name, one, keys, dimensions))
        : [readOffTogether(name, values, keys, dimensions)],
    ),
    ...(summed.length > 1
      ? [readSumsTogether(summed, dimensions)]
      : summed.map(({ name }, i) => readSum(name, i, dimensions))),
  ];
}

/** One variable out of members that are counted by the values of several. */
function readOff(
  counted: string,
  { variable, value, byValue }: Counted['values'][number],
  keys: readonly Expression[],
  dimensions: readonly string[],
): Select {
  const one: Select = {
    kind: 'select',
    columns: [
      ...['unit', ...dimensions].map((name) => as(name, column(name))),
      as('value', value),
      as('members', column('members')),
    ],
    from: table(counted),
  };
  return {
    kind: 'select',
    columns: [
      ...['unit', ...dimensions].map((name) => as(name, column(name))),
      as('variable', text(variable)),
      as('events', byValue ? column('value') : cast(NULL, 'BIGINT')),
      as('members', total(column('members'))),
      as('total', total(binary('*', column('value'), column('members')))),
    ],
    from: subquery(one, 'one'),
    where: binary('<>', column('value'), number(0)),
    groupBy: [...keys, ...(byValue ? [column('value')] : [])],
  };
}

const WHICH = column('which');

/** For the variable whose turn it is, by its place. */
function ofTurn(items: readonly Expression[]): Expression {
  return choose(items.map((result, i) => ({ when: binary('=', WHICH, number(i)), result })));
}

/** Every row of a named query, once for each of some variables. */
function turns(name: string, count: number): Pick<Select, 'from' | 'joins'> {
  const parts = Array.from(
    { length: count },
    (_, i): Select => ({ kind: 'select', columns: [as('which', number(i))] }),
  );
  return {
    from: table(name),
    joins: [{ kind: 'cross', with: subquery({ kind: 'union_all', parts }, 'turn') }],
  };
}

function readOffTogether(
  counted: string,
  values: Counted['values'],
  keys: readonly Expression[],
  dimensions: readonly string[],
): Select {
  const nothing = cast(NULL, 'BIGINT');
  const cell = ['unit', ...dimensions].map((name) => as(name, column(name)));
  const one: Select = {
    kind: 'select',
    columns: [
      ...cell,
      as('variable', ofTurn(values.map(({ variable }) => text(variable)))),
      as('events', ofTurn(values.map(({ value, byValue }) => (byValue ? value : nothing)))),
      as('value', ofTurn(values.map(({ value }) => value))),
      as('members', column('members')),
    ],
    ...turns(counted, values.length),
  };
  return {
    kind: 'select',
    columns: [
      ...cell,
      as('variable', column('variable')),
      as('events', column('events')),
      as('members', total(column('members'))),
      as('total', total(binary('*', column('value'), column('members')))),
    ],
    from: subquery(one, 'one'),
    where: binary('<>', column('value'), number(0)),
    groupBy: [...keys, column('variable'), column('events')],
  };
}

function readSum(variable: string, index: number, dimensions: readonly string[]): Select {
  return {
    kind: 'select',
    columns: [
      ...['unit', ...dimensions].map((name) => as(name, column(name))),
      as('variable', text(variable)),
      as('events', cast(NULL, 'BIGINT')),
      as('members', column(`members_${index + 1}`)),
      as('total', column(`total_${index + 1}`)),
    ],
    from: table('summed'),
    where: binary('<>', column(`members_${index + 1}`), number(0)),
  };
}

function readSumsTogether(summed: readonly Summed[], dimensions: readonly string[]): Select {
  const cell = ['unit', ...dimensions].map((name) => as(name, column(name)));
  const each = (prefix: string) => ofTurn(summed.map((_, i) => column(`${prefix}_${i + 1}`)));
  const one: Select = {
    kind: 'select',
    columns: [
      ...cell,
      as('variable', ofTurn(summed.map(({ name }) => text(name)))),
      as('members', each('members')),
      as('total', each('total')),
    ],
    ...turns('summed', summed.length),
  };
  return {
    kind: 'select',
    columns: [
      ...cell,
      as('variable', column('variable')),
      as('events', cast(NULL, 'BIGINT')),
      as('members', column('members')),
      as('total', column('total')),
    ],
    from: subquery(one, 'one'),
    where: binary('<>', column('members'), number(0)),
  };
}
