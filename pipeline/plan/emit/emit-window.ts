/** Emits what is put together from several years: a row per member of any of them. */
import type { Catalogue, Entity, WindowVariable } from '../../catalogue/index.ts';
import {
  all,
  as,
  binary,
  COUNT_ROWS,
  call,
  cast,
  choose,
  column,
  type Dialect,
  DUCKDB,
  type Expression,
  equal,
  isNull,
  join,
  number,
  printCreate,
  printQuery,
  type Query,
  type Select,
  subquery,
  table,
} from '../../query/index.ts';
import type { CollectStep, PresenceStep, WindowStep } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { inYear, piecesOf, presenceRelation, windowRelation, yearsBefore } from '../year-shift.ts';
import { datedQuery } from './emit-dated.ts';
import { knownQuery, memberValue } from './emit-member.ts';
import { FIELD_LIMIT, layOut } from './layout.ts';
import { inPartition } from './partition.ts';

/** The name of the largest number of cases that a member has in a year, where sums are packed. */
const SIZE = 'size';

/**
 * Emits `<key>, <variable> BIGINT …, size`: the value of every year stands beside those of the
 * others, whoever was a member then, and is net of its own corrections. Where sums are packed, a
 * query of how many are beyond what a field can hold.
 */
export function emitWindows(
  catalogue: Catalogue,
  step: WindowStep,
  packing: boolean,
  dialect: Dialect = DUCKDB,
): Statement[] {
  const { key } = catalogue.entities[step.entity] as Entity;
  const name = inYear(windowRelation(step.entity), step.shift);
  const windows = step.variables.flatMap((of) => {
    const variable = catalogue.variables[of];
    return variable?.kind === 'window' ? [variable] : [];
  });
  const dated = step.variables.flatMap((of) => {
    const variable = catalogue.variables[of];
    return variable?.kind === 'dated' ? [variable] : [];
  });
  const all = passesOf(catalogue, step, windows, packing);
  const packed = all.some((pass) => pass.packed);
  const passes = all.filter((pass) => pass.packed || pass.values.length > 0);
  const values = [...new Set(passes.flatMap((pass) => pass.values.map((value) => value.name)))];
  const byYear = passes.map(
    (pass): Select => ({
      kind: 'select',
      columns: [
        as(key, column(key)),
        ...values.map((value) => {
          const own = pass.values.find((one) => one.name === value);
          return as(value, own === undefined ? cast(number(0), 'BIGINT') : call('COALESCE', own.value, number(0)));
        }),
        ...dated.map((variable) => as(variable.name, cast(number(0), 'BIGINT'))),
        ...(packed ? [as(SIZE, pass.packed ? column(SIZE) : cast(number(0), 'DOUBLE'))] : []),
      ],
      from: subquery(pass.query, 'known'),
    }),
  );
  const byDay = dated.map(
    (variable): Select => ({
      kind: 'select',
      columns: [
        as(key, column(key)),
        ...[...values, ...dated.map((one) => one.name)].map((value) =>
          as(value, value === variable.name ? column(value) : cast(number(0), 'BIGINT')),
        ),
        ...(packed ? [as(SIZE, cast(number(0), 'DOUBLE'))] : []),
      ],
      from: subquery(datedQuery(catalogue, step, variable, packing), 'dated'),
    }),
  );
  const beside: Select = {
    kind: 'select',
    columns: [
      as(key, column(key)),
      ...[...values, ...dated.map((one) => one.name)].map((value) =>
        as(value, cast(call('SUM', column(value)), 'BIGINT')),
      ),
      ...(packed ? [as(SIZE, call('MAX', column(SIZE)))] : []),
    ],
    from: subquery({ kind: 'union_all', parts: [...byYear, ...byDay] }, 'year'),
    groupBy: [column(key)],
  };
  const query: Query = {
    kind: 'select',
    columns: [
      as(key, column(key)),
      ...step.variables.map((variable) => {
        const window = windows.find((one) => one.name === variable);
        return as(variable, window === undefined ? column(variable) : cast(windowValue(window), 'BIGINT'));
      }),
      ...(packed ? [as(SIZE, column(SIZE))] : []),
    ],
    from: subquery(beside, 'member'),
  };
  const made: Statement = {
    id: `window ${name}`,
    step: 'window',
    role: 'table',
    purpose: `several years of every ${step.entity}: ${step.variables.join(', ')}`,
    sql: printCreate({ kind: 'create', object: 'table', name, query }, dialect),
    reads: step.collects.map(({ table: collected }) => collected),
    writes: name,
  };
  return packed ? [made, capacityOf(name, dialect)] : [made];
}

/** What is known of the members of one year, as far as windows read it. */
interface Pass {
  readonly query: Query;
  readonly packed: boolean;
  /** By the name that distinguishes the years. */
  readonly values: readonly { readonly name: string; readonly value: Expression }[];
}

function passesOf(
  catalogue: Catalogue,
  step: WindowStep,
  windows: readonly WindowVariable[],
  packing: boolean,
): Pass[] {
  const base = step.shift ?? 0;
  const pieces = new Map(
    windows
      .flatMap(({ name }) => piecesOf(catalogue, name))
      .map((piece) => [inYear(piece.variable, piece.shift), piece] as const),
  );
  const entity = catalogue.entities[step.entity] as Entity;
  const byShift = new Map<number, CollectStep[]>();
  for (const collect of step.collects) {
    const shift = (collect.shift ?? 0) - base;
    byShift.set(shift, [...(byShift.get(shift) ?? []), collect]);
  }
  return [...byShift].map(([shift, collects]): Pass => {
    const layouts = collects.map((collect) => ({ collect, layout: layOut(catalogue, collect, packing) }));
    const packed = layouts.some(({ layout }) => layout.packed !== null);
    const own = [...pieces].filter(([, piece]) => piece.shift === shift);
    return {
      query: knownQuery(entity, { collects }, layouts, packed),
      packed,
      values: own.map(([name, { variable }]) => ({
        name,
        value: memberValue(catalogue, { collects }, variable, packing),
      })),
    };
  });
}

/** The value of a window, from the values of its years in one row. */
function windowValue(window: WindowVariable): Expression {
  const years = yearsBefore(window).map((before) =>
    added(window.of.map(({ variable, shift }) => column(inYear(variable, shift - before)))),
  );
  const [now = number(0), ...earlier] = years;
  const least = number(window.atLeast);
  if (window.take === 'sum') return added(years);
  if (window.take === 'years')
    return added(years.map((value) => choose([{ when: binary('>=', value, least), result: number(1) }], number(0))));
  return choose([{ when: all(...earlier.map((value) => binary('<', value, least))), result: now }], number(0));
}

function added([first = number(0), ...rest]: readonly Expression[]): Expression {
  return rest.reduce((sum, value) => binary('+', sum, value), first);
}

function capacityOf(name: string, dialect: Dialect): Statement {
  const beyond = choose([{ when: binary('>=', column(SIZE), number(FIELD_LIMIT)), result: number(1) }]);
  return {
    id: `capacity ${name}`,
    step: 'window',
    role: 'capacity',
    purpose:
      'members with more cases in a year than a packed field holds; where there are any, the year is computed without packing',
    sql: printQuery(
      {
        kind: 'select',
        columns: [as('offending', call('COUNT', beyond)), as('examined', COUNT_ROWS)],
        from: table(name),
      },
      dialect,
    ),
    reads: [name],
    writes: `capacity ${name}`,
  };
}

/** Emits `<key>, years`: in how many years in a row, the last of them the year itself. */
export function emitPresence(catalogue: Catalogue, step: PresenceStep, dialect: Dialect = DUCKDB): Statement {
  const { key } = catalogue.entities[step.entity] as Entity;
  const base = step.shift ?? 0;
  const name = inYear(presenceRelation(step.entity), step.shift);
  const sources = Array.from({ length: step.years }, (_, before) => inYear(step.register, base - before));
  const [now = step.register, ...earlier] = sources;
  const members = (source: string): Select => ({
    kind: 'select',
    columns: [as(key, column(key))],
    from: table(source),
    where: all(isNull(column(key), true), ...inPartition(column(key), step.partition)),
    groupBy: [column(key)],
  });
  const years = earlier.reduceRight<Expression>(
    (further, source) =>
      choose([{ when: isNull(column(key, source), true), result: binary('+', number(1), further) }], number(0)),
    number(0),
  );
  const query: Select = {
    kind: 'select',
    columns: [as(key, column(key, now)), as('years', cast(binary('+', number(1), years), 'BIGINT'))],
    from: subquery(members(now), now),
    joins: earlier.map((source) =>
      join('left', subquery(members(source), source), equal(column(key, source), column(key, now))),
    ),
  };
  return {
    id: `presence ${name}`,
    step: 'presence',
    role: 'table',
    purpose: `in how many years in a row every ${step.entity} is known, the last of them this one`,
    sql: printCreate({ kind: 'create', object: 'table', name, query }, dialect),
    reads: sources,
    writes: name,
  };
}
