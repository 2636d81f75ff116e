/** Emits the collection: one pass over a source gives every variable of every member. */
import type { Catalogue, CodeList, CollectedVariable, ColumnCondition, Source } from '../../catalogue/index.ts';
import {
  all,
  any,
  as,
  binary,
  call,
  cast,
  choose,
  column,
  date,
  type Expression,
  equal,
  isIn,
  isNull,
  type Join,
  join,
  NULL,
  number,
  printCreate,
  type Query,
  type Select,
  TRUE,
  table,
  text,
  total,
} from '../../query/index.ts';
import type { AssembleStep, CollectStep } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { type Classes, classify } from './classes.ts';

const CLAIM = 'claim';

/**
 * Emits three statements: which code on which day is of which class, which class may feed which variable, and the pass itself. The
 * result has a row per member, variable and part (NULL where a variable has no parts): `<key>, variable, part BIGINT, value BIGINT`.
 */
export function emitCollect(catalogue: Catalogue, step: CollectStep): Statement[] {
  const source = catalogue.sources[step.source] as Source;
  const key = catalogue.entities[step.entity]?.key ?? '';
  const variables = step.variables.map((name) => catalogue.variables[name] as CollectedVariable);
  const classes = classify(variables, catalogue.codeLists);
  const guards = guardsOf(variables, source, catalogue.codeLists);
  const coded = variables.some((v) => v.codes !== undefined);
  const names = { claimClass: `${step.table}_class`, member: `${step.table}_member` };

  const statements: Statement[] = [];
  if (coded)
    statements.push(
      makeTable(
        `classes ${step.table}`,
        names.claimClass,
        'codes and days, and the class of a claim that has them',
        classQuery(classes),
      ),
    );
  statements.push(
    makeTable(
      `members ${step.table}`,
      names.member,
      'the variables that a claim of a class may feed, and the condition that decides',
      memberQuery(classes, variables, guards),
    ),
  );

  const select: Select = {
    kind: 'select',
    columns: [
      as(key, column(key, CLAIM)),
      as('variable', column('variable', 'member')),
      as('part', partOf(variables)),
      as('value', aggregateOf(variables)),
    ],
    from: table(step.source, CLAIM),
    joins: joins(source, variables, coded, names),
    where: all(isNull(column(key, CLAIM), true), ...guardClause(guards)),
    groupBy: [column(key, CLAIM), column('variable', 'member'), partOf(variables)],
  };
  statements.push({
    id: `collect ${step.table}`,
    step: 'collect',
    role: 'table',
    purpose: `one pass over ${step.source}: ${step.variables.join(', ')} of every ${step.entity}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query: select }),
    reads: [step.source, ...(coded ? [names.claimClass] : []), names.member],
    writes: step.table,
    scans: step.source,
  });
  return statements;
}

function makeTable(id: string, name: string, purpose: string, query: Query): Statement {
  return {
    id,
    step: 'collect',
    role: 'table',
    purpose,
    sql: printCreate({ kind: 'create', object: 'table', name, query }),
    reads: [],
    writes: name,
  };
}

function classQuery({ windows }: Classes): Query {
  const rows = windows.map((w) => [number(w.code), date(w.from), date(w.until), number(w.class)]);
  return { kind: 'values', columns: ['code', 'valid_from', 'valid_to', 'class'], rows };
}

function memberQuery(classes: Classes, variables: readonly CollectedVariable[], guards: readonly Guard[]): Query {
  const rows = [...classes.members].flatMap(([number_, fed]) =>
    variables
      .filter((v) => fed.includes(v.name))
      .map((v) => [number(number_), text(v.name), number(guards.findIndex((g) => g.variables.includes(v.name)))]),
  );
  return { kind: 'values', columns: ['class', 'variable', 'guard'], rows };
}

function joins(
  source: Source,
  variables: readonly CollectedVariable[],
  coded: boolean,
  names: { claimClass: string; member: string },
): Join[] {
  if (!coded) return [join('cross', table(names.member, 'member'))];
  const everyClaim = variables.some((v) => v.codes === undefined);
  const day = column(source.date ?? '', CLAIM);
  const onClass = all(
    equal(column('code', 'claim_class'), column(source.code ?? '', CLAIM)),
    binary('>=', day, column('valid_from', 'claim_class')),
    binary('<', day, column('valid_to', 'claim_class')),
  );
  const classOf = column('class', 'claim_class');
  return [
    join(everyClaim ? 'left' : 'inner', table(names.claimClass, 'claim_class'), onClass),
    join(
      'inner',
      table(names.member, 'member'),
      equal(column('class', 'member'), everyClaim ? call('COALESCE', classOf, number(0)) : classOf),
    ),
  ];
}

/** A condition on columns that several variables share; guard 0 asks nothing. */
interface Guard {
  readonly condition: Expression;
  readonly variables: readonly string[];
}

function guardsOf(
  variables: readonly CollectedVariable[],
  source: Source,
  codeLists: Readonly<Record<string, CodeList>>,
): Guard[] {
  const guards = new Map<string, { condition: Expression; variables: string[] }>([
    ['[]', { condition: TRUE, variables: [] }],
  ]);
  for (const variable of variables) {
    const id = JSON.stringify(variable.where);
    const guard = guards.get(id) ?? {
      condition: all(...variable.where.map((c) => conditionOf(c, source, codeLists))),
      variables: [],
    };
    guard.variables.push(variable.name);
    guards.set(id, guard);
  }
  return [...guards.values()];
}

function guardClause(guards: readonly Guard[]): Expression[] {
  const branches = guards
    .slice(1)
    .map(({ condition }, i) => ({ when: equal(column('guard', 'member'), number(i + 1)), result: condition }));
  return branches.length === 0 ? [] : [choose(branches, TRUE)];
}

function conditionOf(
  condition: ColumnCondition,
  source: Source,
  codeLists: Readonly<Record<string, CodeList>>,
): Expression {
  const operand = column(condition.column, CLAIM);
  if (condition.kind === 'equals') return equal(operand, number(condition.value));
  if (condition.kind === 'differs_from') return binary('IS DISTINCT FROM', operand, number(condition.value));
  if (condition.kind === 'between')
    return all(binary('>=', operand, number(condition.low)), binary('<=', operand, number(condition.high)));
  const codes = codeLists[condition.codeList]?.codes ?? [];
  const open = codes.filter((c) => c.validFrom === null && c.validTo === null).map((c) => number(c.code));
  const dated = codes.filter((c) => c.validFrom !== null || c.validTo !== null);
  const day = column(source.date ?? '', CLAIM);
  const options = dated.map(({ code, validFrom, validTo }) =>
    all(
      equal(operand, number(code)),
      ...(validFrom === null ? [] : [binary('>=', day, date(validFrom))]),
      ...(validTo === null ? [] : [binary('<', day, date(validTo))]),
    ),
  );
  return any(...(open.length === 0 ? [] : [isIn(operand, open)]), ...options);
}

/** The column that splits a variable into parts; variables without parts have NULL. */
function partOf(variables: readonly CollectedVariable[]): Expression {
  const branches = variables
    .filter((v) => v.by !== undefined)
    .map((v) => ({ when: equal(column('variable', 'member'), text(v.name)), result: column(v.by ?? '', CLAIM) }));
  return cast(branches.length === 0 ? NULL : choose(branches), 'BIGINT');
}

/** What is made of the rows of a group: all of one variable, so the variable says which aggregate it is. */
function aggregateOf(variables: readonly CollectedVariable[]): Expression {
  const days = variables.flatMap(({ name, value }) =>
    value.kind === 'first_day' ? [{ name, column: value.column }] : [],
  );
  const firstDay = (name: string) => cast(binary('-', call('MIN', column(name, CLAIM)), date('1970-01-01')), 'BIGINT');
  const branches = [...new Set(days.map((day) => day.column))].map((name) => ({
    when: isIn(
      column('variable', 'member'),
      days.filter((day) => day.column === name).map((day) => text(day.name)),
    ),
    result: firstDay(name),
  }));
  return branches.length === 0 ? total(summedOf(variables)) : choose(branches, total(summedOf(variables)));
}

/** What is summed: the column itself, in units of its last decimal place. */
function summedOf(variables: readonly CollectedVariable[]): Expression {
  const amounts = new Map<string, { value: Expression; names: string[] }>();
  for (const { name, value: aggregate } of variables) {
    if (aggregate.kind !== 'sum') continue;
    const { column: sum, scale } = aggregate;
    const value =
      scale === 0 ? column(sum, CLAIM) : cast(binary('*', column(sum, CLAIM), number(10 ** scale)), 'BIGINT');
    const found = amounts.get(sum) ?? { value, names: [] };
    found.names.push(name);
    amounts.set(sum, found);
  }
  const [first, ...rest] = [...amounts.values()];
  if (first === undefined) return number(0);
  if (rest.length === 0) return first.value;
  const branches = rest.map(({ value, names }) => ({
    when: isIn(column('variable', 'member'), names.map(text)),
    result: value,
  }));
  return choose(branches, first.value);
}

/** Emits `<entity>_part` (all that was collected) and `<entity>_value` (one value per member and variable) as views. */
export function emitAssembly(catalogue: Catalogue, step: AssembleStep): Statement {
  const key = catalogue.entities[step.entity]?.key ?? '';
  const name = `${step.entity}_${step.object}`;
  const columns = (...names: string[]) => names.map((n) => as(n, column(n)));
  const parts: Query[] = [];
  if (step.object === 'part') {
    for (const collected of step.tables)
      parts.push({ kind: 'select', columns: columns(key, 'variable', 'part', 'value'), from: table(collected) });
  } else {
    const from = table(`${step.entity}_part`);
    const only = (names: readonly string[]) => isIn(column('variable'), names.map(text));
    if (step.plain.length > 0)
      parts.push({ kind: 'select', columns: columns(key, 'variable', 'value'), from, where: only(step.plain) });
    if (step.largest.length > 0) {
      const largest = [...columns(key, 'variable'), as('value', call('MAX', column('value')))];
      parts.push({
        kind: 'select',
        columns: largest,
        from,
        where: only(step.largest),
        groupBy: [column(key), column('variable')],
      });
    }
    for (const { variable, relation, column: value } of step.related) {
      const related = [as(key, column(key)), as('variable', text(variable)), as('value', column(value))];
      parts.push({ kind: 'select', columns: related, from: table(relation) });
    }
  }
  const query: Query = parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'union_all', parts };
  const purpose =
    step.object === 'part'
      ? `all that was collected of every ${step.entity}, parts apart`
      : `one value per ${step.entity} and variable`;
  const reads =
    step.object === 'part' ? step.tables : [`${step.entity}_part`, ...step.related.map(({ relation }) => relation)];
  return {
    id: `assemble ${name}`,
    step: 'assemble',
    role: 'view',
    purpose,
    sql: printCreate({ kind: 'create', object: 'view', name, query }),
    reads,
    writes: name,
  };
}
