/** Emits what is known per member into counts at the finest cell: derived variables, then tallies. */
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
  type Expression,
  equal,
  isIn,
  join,
  NULL,
  number,
  printCreate,
  type Query,
  type Select,
  subquery,
  table,
  text,
  total,
} from '../../query/index.ts';
import { holdsAtZero } from '../bounds.ts';
import { type Derivation, type DeriveStep, MEMBERS, type Range, type TallyStep } from '../plan.ts';
import type { Statement } from '../statement.ts';

/** A variable within its bounds; TRUE where it has none. */
export function within(range: Range, value: Expression): Expression {
  return all(
    ...(range.low === undefined ? [] : [binary('>=', value, number(range.low))]),
    ...(range.high === undefined ? [] : [binary('<=', value, number(range.high))]),
  );
}

/** Emits the variables that several others decide: `<key>, variable, value BIGINT`, only members for whom the conditions hold. */
export function emitDerive(catalogue: Catalogue, step: DeriveStep): Statement {
  const entity = catalogue.entities[step.entity] as Entity;
  const parts = step.derivations.map((derivation) => derivationQuery(entity, derivation));
  const query: Query = parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'union_all', parts };
  const origins = step.derivations.flatMap(({ conditions }) =>
    conditions.flatMap(({ origin }) => (origin === undefined ? [] : [origin])),
  );
  return {
    id: `derive ${step.table}`,
    step: 'derive',
    role: 'table',
    purpose: [
      `conditions on several variables: ${step.derivations.map(({ name }) => name).join(', ')}`,
      ...origins,
    ].join('; '),
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query }),
    reads: [`${entity.name}_value`, entity.relation],
    writes: step.table,
  };
}

function derivationQuery(entity: Entity, { name, conditions, value }: Derivation): Query {
  const { key } = entity;
  const variables = [...new Set([...conditions.map((c) => c.variable), ...(value === undefined ? [] : [value])])];
  const rows: Select = {
    kind: 'select',
    columns: [as(key, column(key)), as('variable', column('variable')), as('value', column('value'))],
    from: table(`${entity.name}_value`),
    where: isIn(column('variable'), variables.map(text)),
  };
  // Where nothing known of a member satisfies every condition, the members without facts must be looked at as well.
  const everybody: Select = {
    kind: 'select',
    columns: [as(key, column(key)), as('variable', text(MEMBERS)), as('value', number(0))],
    from: table(entity.relation),
  };
  const known: Query = conditions.every(holdsAtZero) ? { kind: 'union_all', parts: [rows, everybody] } : rows;
  const wide: Select = {
    kind: 'select',
    columns: [
      as(key, column(key)),
      ...variables.map((v) =>
        as(v, total(choose([{ when: equal(column('variable'), text(v)), result: column('value') }], number(0)))),
      ),
    ],
    from: subquery(known, 'known'),
    groupBy: [column(key)],
  };
  return {
    kind: 'select',
    columns: [
      as(key, column(key)),
      as('variable', text(name)),
      as('value', value === undefined ? cast(number(1), 'BIGINT') : column(value)),
    ],
    from: subquery(wide, 'member'),
    where: all(...conditions.map((range) => within(range, column(range.variable)))),
  };
}

/**
 * Emits a tally: `unit, <dimensions>, variable, events BIGINT, members BIGINT, total BIGINT`. `events` is the value that the members of
 * a row share, or NULL where values are added up; members whose value is 0 are left out, as they add nothing.
 */
export function emitTally(catalogue: Catalogue, step: TallyStep): Statement {
  const entity = catalogue.entities[step.entity] as Entity;
  const { key } = entity;
  const outsiders = entity.outsiders === 'country_only';
  const unit = column(step.unit, 'entity');
  const located = outsiders ? call('COALESCE', unit, text('')) : unit;
  const dimensions = step.dimensions.map((name) => column(name, 'entity'));
  const value = column('value', 'known');
  const variable = column('variable', 'known');
  const byValue = step.variables.filter((v) => v.byValue).map((v) => text(v.variable));
  const events =
    byValue.length === 0 ? cast(NULL, 'BIGINT') : choose([{ when: isIn(variable, byValue), result: value }]);

  const counted: Select = {
    kind: 'select',
    columns: [
      as('unit', located),
      ...step.dimensions.map((name) => as(name, column(name, 'entity'))),
      as('variable', variable),
      as('events', events),
      as('members', COUNT_ROWS),
      as('total', total(value)),
    ],
    from: subquery(knownQuery(entity, step), 'known'),
    joins: [
      join(
        outsiders ? 'left' : 'inner',
        table(entity.relation, 'entity'),
        equal(column(key, 'entity'), column(key, 'known')),
      ),
    ],
    where: binary('<>', value, number(0)),
    groupBy: [located, ...dimensions, variable, events],
  };
  const everybody: Select = {
    kind: 'select',
    columns: [
      as('unit', unit),
      ...step.dimensions.map((name) => as(name, column(name, 'entity'))),
      as('variable', text(MEMBERS)),
      as('events', cast(NULL, 'BIGINT')),
      as('members', COUNT_ROWS),
      as('total', cast(number(0), 'BIGINT')),
    ],
    from: table(entity.relation, 'entity'),
    groupBy: [unit, ...dimensions],
  };
  const query: Query = step.members ? { kind: 'union_all', parts: [counted, everybody] } : counted;
  const names = [...step.variables.map((v) => v.variable), ...step.derived.flatMap((d) => d.variables)];
  return {
    id: `tally ${step.table}`,
    step: 'tally',
    role: 'table',
    purpose: `counts of ${step.entity} by ${[step.unit, ...step.dimensions].join(', ')}: ${names.join(', ')}${step.members ? ' and everybody' : ''}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query }),
    reads: [`${entity.name}_value`, ...step.derived.map((d) => d.table), entity.relation],
    writes: step.table,
  };
}

function knownQuery(entity: Entity, step: TallyStep): Query {
  const from = (name: string, variables: readonly string[]): Select => ({
    kind: 'select',
    columns: [as(entity.key, column(entity.key)), as('variable', column('variable')), as('value', column('value'))],
    from: table(name),
    where: isIn(column('variable'), variables.map(text)),
  });
  const parts: Query[] = step.derived.map((d) => from(d.table, d.variables));
  if (step.variables.length > 0)
    parts.unshift(
      from(
        `${entity.name}_value`,
        step.variables.map((v) => v.variable),
      ),
    );
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'union_all', parts };
}
