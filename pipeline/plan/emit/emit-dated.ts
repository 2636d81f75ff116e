/** Emits variables that depend on the days between events, from what was collected apart by day. */
import type { Catalogue, DatedVariable, Entity } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  call,
  cast,
  choose,
  column,
  date,
  type Expression,
  equal,
  isNull,
  join,
  NULL,
  number,
  type Query,
  type Select,
  subquery,
  table,
} from '../../query/index.ts';
import type { CollectStep, WindowStep } from '../plan.ts';
import { layOut, variableIn } from './layout.ts';

/** Emits `<key>, <variable> BIGINT`: a row per member who may have one. */
export function datedQuery(
  catalogue: Catalogue,
  step: Pick<WindowStep, 'collects' | 'shift'>,
  variable: DatedVariable,
  packing: boolean,
): Select {
  const { key } = catalogue.entities[variable.entity] as Entity;
  const daysOf = (piece: string, shift: number) => {
    const collect = step.collects.find(
      (one) => one.variables.includes(piece) && (one.shift ?? 0) === shift + (step.shift ?? 0),
    );
    if (collect === undefined) throw new Error(`${piece} is not collected ${shift} years after`);
    return eventDays(catalogue, collect, piece, key, packing);
  };
  const events = daysOf(variable.of, 0);
  const around = variable.around.map(({ variable: piece, shift }) => daysOf(piece, shift));
  return variable.rule === 'new'
    ? newQuery(variable, key, events, around)
    : followedQuery(variable, key, events, around);
}

/** `<key>, day, value`: days since 1970-01-01, and the net of all events of a day. */
function eventDays(catalogue: Catalogue, collect: CollectStep, piece: string, key: string, packing: boolean): Select {
  const value = variableIn(layOut(catalogue, collect, packing), piece, (word) => word);
  const day = cast(binary('-', column('part'), date('1970-01-01')), 'BIGINT');
  return {
    kind: 'select',
    columns: [as(key, column(key)), as('day', day), as('value', cast(call('COALESCE', value, number(0)), 'BIGINT'))],
    from: table(collect.table),
    where: isNull(column('part'), true),
  };
}

/** The sum of the year of whoever had no day that counts in some days before the first one. */
function newQuery(
  { name, days, atLeast }: DatedVariable,
  key: string,
  events: Select,
  before: readonly Select[],
): Select {
  const ofYear = (query: Query, isOwn: boolean): Select => ({
    kind: 'select',
    columns: [
      as(key, column(key)),
      as('own', isOwn ? column('value') : cast(number(0), 'BIGINT')),
      as('own_day', isOwn ? counting(atLeast) : cast(NULL, 'BIGINT')),
      as('earlier_day', isOwn ? cast(NULL, 'BIGINT') : counting(atLeast)),
    ],
    from: subquery(query, 'event'),
  });
  const known: Select = {
    kind: 'select',
    columns: [
      as(key, column(key)),
      as('own', call('SUM', column('own'))),
      as('first_day', call('MIN', column('own_day'))),
      as('last_day', call('MAX', column('earlier_day'))),
    ],
    from: subquery(
      { kind: 'union_all', parts: [ofYear(events, true), ...before.map((one) => ofYear(one, false))] },
      'day',
    ),
    groupBy: [column(key)],
  };
  const apart = binary(
    '<',
    call('COALESCE', column('last_day'), number(NEVER)),
    binary('-', column('first_day'), number(days)),
  );
  return {
    kind: 'select',
    columns: [
      as(key, column(key)),
      as(name, cast(choose([{ when: apart, result: column('own') }], number(0)), 'BIGINT')),
    ],
    from: subquery(known, 'member'),
    where: isNull(column('first_day'), true),
  };
}

/** The sum of the events on days that a day which counts follows. */
function followedQuery(
  { name, days, atLeast }: DatedVariable,
  key: string,
  events: Select,
  following: readonly Select[],
): Select {
  const after: Select = {
    kind: 'select',
    columns: [as(key, column(key)), as('day', column('day'))],
    from: subquery({ kind: 'union_all', parts: following }, 'event'),
    where: binary('>=', column('value'), number(atLeast)),
  };
  const own = (of: string) => column(of, 'event');
  const next = (of: string) => column(of, 'later');
  const followed: Select = {
    kind: 'select',
    columns: [as(key, own(key)), as('day', own('day')), as('value', call('MAX', own('value')))],
    from: subquery(events, 'event'),
    joins: [
      join(
        'inner',
        subquery(after, 'later'),
        all(
          equal(next(key), own(key)),
          binary('>', next('day'), own('day')),
          binary('<=', next('day'), binary('+', own('day'), number(days))),
        ),
      ),
    ],
    groupBy: [own(key), own('day')],
  };
  return {
    kind: 'select',
    columns: [as(key, column(key)), as(name, cast(call('SUM', column('value')), 'BIGINT'))],
    from: subquery(followed, 'followed'),
    groupBy: [column(key)],
  };
}

/** Before every day, for whoever had nothing. */
const NEVER = -1_000_000;

/** The day, where what there was on it is enough. */
function counting(atLeast: number): Expression {
  return choose([{ when: binary('>=', column('value'), number(atLeast)), result: column('day') }]);
}
