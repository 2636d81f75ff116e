/** Emits what is known per member: one row each, out of all passes and relations. */
import type { Catalogue, Entity } from '../../catalogue/index.ts';
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
  type From,
  isNull,
  join,
  NULL,
  number,
  type OutputColumn,
  printCreate,
  printQuery,
  type Query,
  type Select,
  subquery,
  table,
  text,
} from '../../query/index.ts';
import { type CollectStep, type MemberStep, memberTable } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { inYear } from '../year-shift.ts';
import { FIELD_LIMIT, type Layout, layOut, variableIn } from './layout.ts';
import { inPartition } from './partition.ts';
import { joinRelated, ownColumns, relatedValue } from './related.ts';

/** Where the words of a pass stand among the members: a pass of several has its own. */
export function wordColumn(step: Pick<MemberStep, 'collects'>, collect: CollectStep): (word: string) => string {
  return step.collects.length === 1 ? (word) => word : (word) => `${collect.table}_${word}`;
}

/** What a variable is among the members: an integer, 0 where nothing is known. */
export function memberValue(
  catalogue: Catalogue,
  step: Pick<MemberStep, 'collects'>,
  variable: string,
  packing: boolean,
): Expression {
  const collect = step.collects.find(({ variables }) => variables.includes(variable));
  if (collect === undefined) return column(variable);
  return variableIn(layOut(catalogue, collect, packing), variable, wordColumn(step, collect));
}

/**
 * Emits the members, `<key>, <unit and dimensions>, word_1 BIGINT …, <variable> BIGINT …, size
 * BIGINT`; a view of them, `<entity>_value`, with a row per variable whose value is not 0; and,
 * where variables are packed, a query of how many members are beyond what a field can hold. Of an
 * entity of which nothing but its members is counted, there is no view.
 */
export function emitMembers(
  catalogue: Catalogue,
  step: MemberStep,
  packing: boolean,
  dialect: Dialect = DUCKDB,
): Statement[] {
  const entity = catalogue.entities[step.entity] as Entity;
  const layouts = step.collects.map((collect) => ({ collect, layout: layOut(catalogue, collect, packing) }));
  const name = inYear(memberTable(step.entity), step.shift);
  const packed = layouts.some(({ layout }) => layout.packed !== null);
  const statements: Statement[] = [
    {
      id: `member ${name}`,
      step: 'member',
      role: 'table',
      purpose: `everything that is known of every ${step.entity}`,
      sql: printCreate(
        { kind: 'create', object: 'table', name, query: memberQuery(entity, step, layouts, packed) },
        dialect,
      ),
      reads: [
        ...step.collects.map(({ table: t }) => t),
        ...step.related.map(({ relation }) => relation),
        inYear(entity.relation, step.shift),
      ],
      writes: name,
    },
  ];
  if (packed) {
    const beyond = choose([{ when: binary('>=', column('size'), number(FIELD_LIMIT)), result: number(1) }]);
    statements.push({
      id: `capacity ${name}`,
      step: 'member',
      role: 'capacity',
      purpose:
        'members with more cases than a packed field holds; where there are any, the year is computed without packing',
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
    });
  }
  // Data checks look at the members of the reference year.
  if (step.shift !== undefined) return statements;
  const value = `${step.entity}_value`;
  const plain = step.collects.flatMap(({ variables }) => variables).filter((v) => !isApart(catalogue, v));
  const related = step.related.map(({ variable }) => variable);
  const rows = [...plain, ...related].map((variable): Select => {
    const of = memberValue(catalogue, step, variable, packing);
    return {
      kind: 'select',
      columns: [as(entity.key, column(entity.key)), as('variable', text(variable)), as('value', of)],
      from: table(name),
      where: binary('<>', of, number(0)),
    };
  });
  if (rows.length === 0) return statements;
  statements.push({
    id: `value ${value}`,
    step: 'member',
    role: 'view',
    purpose: `the members again, a row per variable whose value is not 0`,
    sql: printCreate(
      { kind: 'create', object: 'view', name: value, query: { kind: 'union_all', parts: rows } },
      dialect,
    ),
    reads: [name],
    writes: value,
  });
  return statements;
}

/** Variables that only a relation may read: their parts are no value of a member. */
function isApart(catalogue: Catalogue, name: string): boolean {
  const variable = catalogue.variables[name];
  return variable?.kind === 'collected' && variable.by !== undefined && variable.keep === undefined;
}

export type Layouts = readonly { readonly collect: CollectStep; readonly layout: Layout }[];

function memberQuery(entity: Entity, step: MemberStep, layouts: Layouts, packed: boolean): Query {
  const { key } = entity;
  const relation = inYear(entity.relation, step.shift);
  const outsiders = entity.outsiders === 'country_only';
  const own = column(key, 'entity');
  const member = outsiders && layouts.length > 0 ? call('COALESCE', own, column(key, 'known')) : own;
  const zero = (value: Expression) => call('COALESCE', value, number(0));
  const columns: OutputColumn[] = [
    as(key, member),
    ...step.columns.map((name) => as(name, column(name, 'entity'))),
    ...knownNames(step, layouts, packed).map((name) => as(name, cast(zero(column(name, 'known')), 'BIGINT'))),
    ...step.related.map((one) => as(one.variable, relatedValue(step, relation, one))),
  ];
  const population: From =
    step.partition === undefined
      ? table(relation, 'entity')
      : subquery(
          {
            kind: 'select',
            columns: [...new Set([key, ...step.columns, ...ownColumns(step, relation)])].map((name) =>
              as(name, column(name)),
            ),
            from: table(relation),
            where: all(...inPartition(column(key), step.partition)),
          },
          'entity',
        );
  return {
    kind: 'select',
    columns,
    from: population,
    joins: [
      ...(layouts.length === 0
        ? []
        : [
            join(
              outsiders ? 'full' : 'left',
              subquery(knownQuery(entity, step, layouts, packed), 'known'),
              equal(column(key, 'known'), own),
            ),
          ]),
      ...joinRelated(step, relation, key, member),
    ],
  };
}

function knownNames(step: Pick<MemberStep, 'collects'>, layouts: Layouts, packed: boolean): string[] {
  const names = layouts.flatMap(({ collect, layout }) => [
    ...layout.words.map(({ name }) => wordColumn(step, collect)(name)),
    ...layout.plain.filter((v) => v.by === undefined || v.keep !== undefined).map(({ name }) => name),
  ]);
  return packed ? [...names, 'size'] : names;
}

/**
 * All passes of a year brought together, a row per member: sums add up over parts, of a variable
 * that keeps it the largest part is taken.
 */
export function knownQuery(
  { key }: Entity,
  step: Pick<MemberStep, 'collects'>,
  layouts: Layouts,
  packed: boolean,
): Query {
  const names = knownNames(step, layouts, packed);
  const doubles = new Set([
    'size',
    ...layouts.flatMap(({ collect, layout }) => layout.words.map(({ name }) => wordColumn(step, collect)(name))),
  ]);
  const largest = new Set(
    layouts.flatMap(({ layout }) => layout.plain.filter((v) => v.keep === 'largest').map((v) => v.name)),
  );
  const counted = new Map(
    layouts.flatMap(({ layout }) =>
      layout.plain.filter((v) => v.keep === 'count').map((v) => [v.name, v.partFrom ?? 1] as const),
    ),
  );
  const passes = layouts.map(({ collect, layout }): Select => {
    const here = new Map([
      ...layout.words.map(({ name }): [string, string] => [wordColumn(step, collect)(name), name]),
      ...layout.plain.map(({ name }): [string, string] => [name, name]),
      ...(layout.packed === null ? [] : [['size', 'size'] as [string, string]]),
    ]);
    return {
      kind: 'select',
      columns: [
        as(key, column(key)),
        ...names.map((name) => {
          const from = here.get(name);
          if (from === undefined) return as(name, cast(NULL, doubles.has(name) ? 'DOUBLE' : 'BIGINT'));
          return as(name, ofPart(column(from), counted.get(name)));
        }),
      ],
      from: table(collect.table),
    };
  });
  const [only] = passes;
  const single = passes.length === 1 && only !== undefined;
  // A pass without parts has a row per member already.
  if (single && layouts[0]?.collect.by === null) return only;
  const together = (name: string): Expression => {
    if (largest.has(name)) return call('MAX', column(name));
    const sum = call('SUM', column(name));
    return doubles.has(name) ? sum : cast(sum, 'BIGINT');
  };
  return {
    kind: 'select',
    columns: [as(key, column(key)), ...names.map((name) => as(name, together(name)))],
    from: subquery(single ? only : { kind: 'union_all', parts: passes }, 'pass'),
    groupBy: [column(key)],
  };
}

/** What a part adds to a member: its sum, or 1 where parts are counted and it is enough. */
function ofPart(sum: Expression, least: number | undefined): Expression {
  if (least === undefined) return sum;
  const counts = all(isNull(column('part'), true), binary('>=', sum, number(least)));
  return choose([{ when: counts, result: number(1) }], number(0));
}
