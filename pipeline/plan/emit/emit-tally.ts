/** Emits what is known per member into counts at the finest cell. */
import type { Catalogue, Entity } from '../../catalogue/index.ts';
import {
  all,
  any,
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
  NULL,
  number,
  type OutputColumn,
  printCreate,
  printInsert,
  type Query,
  type Select,
  table,
  text,
  total,
} from '../../query/index.ts';
import { MEMBERS, type Range } from '../cube-steps.ts';
import { type Derivation, type MemberStep, memberTable, type TallyStep } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { inYear } from '../year-shift.ts';
import { memberValue, wordColumn } from './emit-member.ts';
import { layOut, unpack } from './layout.ts';
import { inPartition } from './partition.ts';
import { type Counted, readEach, readTogether } from './read-tally.ts';

/**
 * Variables whose values are counted together: few enough that most members share theirs with
 * others.
 */
const TOGETHER = 4;

/** A variable within its bounds; TRUE where it has none. */
export function within(range: Range, value: Expression): Expression {
  return all(
    ...(range.low === undefined ? [] : [binary('>=', value, number(range.low))]),
    ...(range.high === undefined ? [] : [binary('<=', value, number(range.high))]),
  );
}

/**
 * Emits a tally: `unit, <dimensions>, variable, events BIGINT, members BIGINT, total BIGINT`.
 * `events` is the value that the members of a row share, or NULL where values are added up; members
 * whose value is 0 are left out, as they add nothing.
 */
export function emitTally(
  catalogue: Catalogue,
  step: TallyStep,
  members: MemberStep,
  packing: boolean,
  dialect: Dialect = DUCKDB,
): Statement {
  const entity = catalogue.entities[step.entity] as Entity;
  const unit = column(step.unit);
  const located = entity.outsiders === 'country_only' ? call('COALESCE', unit, text('')) : unit;
  const cell = [as('unit', located), ...step.dimensions.map((name) => as(name, column(name)))];
  const keys = cell.map(({ as: name }) => column(name));

  const counted = countedTogether(catalogue, step, members, packing);
  const covered = new Set(counted.flatMap(({ values }) => values.map(({ variable }) => variable)));
  const value = (variable: string) => memberValue(catalogue, members, variable, packing);
  const summed = [
    ...step.variables
      .filter(({ variable }) => !covered.has(variable))
      .map(({ variable }) => ({ name: variable, value: value(variable) })),
    ...step.derived
      .filter(({ byValue }) => byValue !== true)
      .map((derivation) => ({ name: derivation.name, value: derived(derivation, value) })),
  ];

  const from = table(inYear(memberTable(step.entity), step.shift));
  const register = inYear(entity.relation, step.shift);
  const named: { name: string; query: Query }[] = counted.map(({ name, columns }) => ({
    name,
    query: {
      kind: 'select',
      columns: [...cell, ...columns, as('members', COUNT_ROWS)],
      from,
      where: any(...columns.map((of) => binary('<>', of.value, number(0)))),
      groupBy: [...cell, ...columns].map((of) => of.value),
    },
  }));
  if (summed.length > 0) named.push({ name: 'summed', query: summedQuery(cell, summed, from) });
  const read = dialect.repeatsNamedQueries ? readTogether : readEach;
  const parts: Query[] = read(counted, summed, keys, step.dimensions);
  if (step.members) {
    parts.push({
      kind: 'select',
      columns: [
        as('unit', unit),
        ...step.dimensions.map((name) => as(name, column(name))),
        as('variable', text(MEMBERS)),
        as('events', cast(NULL, 'BIGINT')),
        as('members', COUNT_ROWS),
        as('total', cast(number(0), 'BIGINT')),
      ],
      from: table(register),
      ...(step.partition && { where: all(...inPartition(column(entity.key), step.partition)) }),
      groupBy: [unit, ...step.dimensions.map((name) => column(name))],
    });
  }
  const union: Query = { kind: 'union_all', parts };
  const query: Query = named.length === 0 ? union : { kind: 'with', named, query: union };
  const names = [...step.variables.map(({ variable }) => variable), ...step.derived.map(({ name }) => name)];
  const origins = step.derived.flatMap(({ conditions }) =>
    conditions.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  );
  const whole = `counts of ${step.entity} by ${[step.unit, ...step.dimensions].join(', ')}: ${names.join(', ')}${step.members ? ' and everybody' : ''}`;
  const later = step.adds === true || (step.partition?.index ?? 0) > 0;
  return {
    id: `tally ${inYear(step.table, step.shift)}`,
    step: 'tally',
    role: 'table',
    purpose: [whole, ...origins].join('; '),
    sql: later
      ? printInsert(step.table, query, dialect)
      : printCreate({ kind: 'create', object: 'table', name: step.table, query }, dialect),
    reads: [
      inYear(memberTable(step.entity), step.shift),
      ...(step.members ? [register] : []),
      ...(later ? [step.table] : []),
    ],
    writes: step.table,
  };
}

/** 1, or the value of a variable, for whom all conditions hold; else 0. */
function derived({ conditions, value }: Derivation, known: (variable: string) => Expression): Expression {
  const holds = all(...conditions.map((range) => within(range, known(range.variable))));
  return choose([{ when: holds, result: value === undefined ? number(1) : known(value) }], number(0));
}

/**
 * Variables whose values are kept apart: those of a word by the word itself, others a few at a
 * time.
 */
function countedTogether(catalogue: Catalogue, step: TallyStep, members: MemberStep, packing: boolean): Counted[] {
  const wanted = new Map(step.variables.map(({ variable, byValue }) => [variable, byValue]));
  const words = members.collects.flatMap((collect) => {
    const name = wordColumn(members, collect);
    return layOut(catalogue, collect, packing).words.flatMap((word): Counted[] => {
      const values = word.fields.flatMap(({ variables }, field) =>
        variables.flatMap(({ name: variable }) => {
          const byValue = wanted.get(variable);
          const value = cast(unpack(column(name(word.name)), field), 'BIGINT');
          return byValue === undefined ? [] : [{ variable, value, byValue }];
        }),
      );
      if (!values.some(({ byValue }) => byValue)) return [];
      return [{ name: `counted_${name(word.name)}`, columns: [as(name(word.name), column(name(word.name)))], values }];
    });
  });
  const inWords = new Set(words.flatMap(({ values }) => values.map(({ variable }) => variable)));
  const known = (variable: string) => memberValue(catalogue, members, variable, packing);
  const others = [
    ...step.variables
      .filter(({ variable, byValue }) => byValue && !inWords.has(variable))
      .map(({ variable }) => as(variable, known(variable))),
    ...step.derived.filter(({ byValue }) => byValue).map((one) => as(one.name, derived(one, known))),
  ];
  const groups = Array.from({ length: Math.ceil(others.length / TOGETHER) }, (_, i): Counted => {
    const columns = others.slice(i * TOGETHER, (i + 1) * TOGETHER);
    const values = columns.map(({ as: variable }) => ({ variable, value: column(variable), byValue: true }));
    return { name: `counted_${i + 1}`, columns, values };
  });
  return [...words, ...groups];
}

/** Members and totals of variables whose values are not kept apart, side by side. */
function summedQuery(
  cell: readonly OutputColumn[],
  summed: readonly { readonly name: string; readonly value: Expression }[],
  from: Select['from'] & {},
): Query {
  return {
    kind: 'select',
    columns: [
      ...cell,
      ...summed.flatMap(({ value }, i) => [
        as(`members_${i + 1}`, call('COUNT', choose([{ when: binary('<>', value, number(0)), result: number(1) }]))),
        as(`total_${i + 1}`, total(value)),
      ]),
    ],
    from,
    groupBy: cell.map((of) => of.value),
  };
}
