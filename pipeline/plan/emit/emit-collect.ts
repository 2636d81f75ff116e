/** Emits the collection: one pass over a source gives every variable of every member. */
import type { Catalogue, CollectedVariable, Source } from '../../catalogue/index.ts';
import {
  all,
  any,
  as,
  binary,
  call,
  cast,
  choose,
  column,
  type Dialect,
  DUCKDB,
  date,
  type Expression,
  equal,
  type Join,
  join,
  number,
  type OutputColumn,
  printCreate,
  type Query,
  type Select,
  subquery,
  table,
} from '../../query/index.ts';
import type { CollectStep } from '../plan.ts';
import type { Statement } from '../statement.ts';
import { inYear, isByDay } from '../year-shift.ts';
import { type Classes, classify } from './classes.ts';
import { type Asked, CLAIM, emitLists, type Guard, guardOf, joinLists, type Lists, listsOf } from './conditions.ts';
import { claimed, finestCells } from './finest-cell.ts';
import { type Layout, layOut, weightOf } from './layout.ts';

const CLASS = 'claim_class';

/** What the expressions of a pass are made of. */
interface Pass {
  readonly step: CollectStep;
  readonly source: Source;
  readonly layout: Layout;
  readonly lists: readonly Lists[];
  /** Weights of the classes: by word and guard, and by variable with a column of its own. */
  readonly weights: readonly Weight[];
  readonly classes: Classes;
}

/** What a claim of each class adds to a column: a number, summed only where the guard holds. */
interface Weight {
  readonly name: string;
  readonly word?: string;
  readonly variable?: string;
  readonly guard?: Guard;
  readonly of: ReadonlyMap<string, number>;
}

/**
 * Emits which code on which day is of which class, with what a claim of it adds to every sum; the
 * lists of other columns; and the pass itself: `<key>, part, word_1 DOUBLE …, <variable> …, size
 * DOUBLE`. A row per member, and per part where variables are summed apart (NULL is a part).
 */
export function emitCollect(
  catalogue: Catalogue,
  step: CollectStep,
  packing: boolean,
  dialect: Dialect = DUCKDB,
): Statement[] {
  const source = catalogue.sources[step.source] as Source;
  const variables = step.variables.map((name) => catalogue.variables[name] as CollectedVariable);
  const lists = listsOf(variables, catalogue.codeLists, step.table);
  const layout = layOut(catalogue, step, packing);
  const classes = classify(variables, catalogue.codeLists);
  const pass: Pass = {
    step,
    source,
    layout,
    lists,
    classes,
    weights: weightsOf(layout, { lists, codeLists: catalogue.codeLists, source }),
  };
  const coded = variables.some((variable) => variable.codes !== undefined);
  const classTable = `${step.table}_class`;
  const key = catalogue.entities[step.entity]?.key ?? '';
  const claims = inYear(step.source, step.shift);

  // The first part makes what all parts read.
  const isFirst = (step.partition?.index ?? 0) === 0;
  const statements = isFirst ? lists.map(emitLists) : [];
  if (coded && isFirst)
    statements.push({
      id: `classes ${step.table}`,
      step: 'collect',
      role: 'table',
      purpose: 'codes and days, and what a claim of them adds to every sum',
      sql: printCreate({ kind: 'create', object: 'table', name: classTable, query: classQuery(pass) }),
      reads: [],
      writes: classTable,
    });
  const everyClaim = variables.some((variable) => variable.codes === undefined);
  const joins = [
    ...(coded ? [joinClasses(source, classTable, everyClaim)] : []),
    ...lists.map((list) => joinLists(list, source)),
  ];
  const by = step.by === null ? [] : [column(step.by, CLAIM)];
  // Members with so few cases that counts are packed have hardly fewer cells than claims.
  const guards = guardsOfDays(catalogue, step, variables, { lists, codeLists: catalogue.codeLists, source });
  const cells =
    layout.packed === null && guards.length === 0
      ? finestCells(step, source, key, variables, lists, catalogue.codeLists)
      : undefined;
  const select: Select = {
    kind: 'select',
    columns: [
      as(key, column(key, CLAIM)),
      ...by.map((part) => as('part', part)),
      ...layout.words.map(({ name }) => as(name, wordOf(pass, name))),
      ...layout.plain.map((variable) => as(variable.name, plainOf(pass, variable, coded))),
      ...sizeOf(pass),
    ],
    from: cells === undefined ? table(claims, CLAIM) : subquery(cells, CLAIM),
    joins,
    ...(cells === undefined && {
      where: all(claimed(key, step), ...(guards.length === 0 ? [] : [any(...guards)])),
    }),
    groupBy: [column(key, CLAIM), ...by],
  };
  statements.push({
    id: `collect ${step.table}`,
    step: 'collect',
    role: 'table',
    purpose: `one pass over ${claims}: ${step.variables.join(', ')} of every ${step.entity}`,
    sql: printCreate({ kind: 'create', object: 'table', name: step.table, query: select }, dialect),
    reads: [claims, ...(coded ? [classTable] : []), ...lists.map((list) => list.table)],
    writes: step.table,
    scans: claims,
  });
  return statements;
}

/**
 * What claims of a pass by day have to meet, one condition or another: of hardly any member there
 * is something every day, while all claims together are as many days as claims. Empty where every
 * claim is read.
 */
function guardsOfDays(
  catalogue: Catalogue,
  step: CollectStep,
  variables: readonly CollectedVariable[],
  asked: Asked,
): Expression[] {
  // Others are members by having any claim.
  if (catalogue.entities[step.entity]?.outsiders !== 'left_out') return [];
  const guards = variables.flatMap((variable) => guardOf(variable, asked) ?? []);
  const isNarrow = variables.every(({ name, where }) => where.length > 0 && isByDay(catalogue, name));
  return isNarrow ? guards.map(({ condition }) => condition) : [];
}

/**
 * One weight for every word and guard that have fields in common, and one for every variable with a
 * column of its own.
 */
function weightsOf({ words, plain }: Layout, asked: Asked): Weight[] {
  const weights = words.flatMap(({ name, fields }) => {
    const byGuard = new Map<string, { guard?: Guard; of: Map<string, number> }>();
    for (const [i, { variables }] of fields.entries()) {
      const [variable] = variables;
      if (variable === undefined) continue;
      const guard = guardOf(variable, asked);
      const found = byGuard.get(guard?.id ?? '') ?? { ...(guard && { guard }), of: new Map<string, number>() };
      found.of.set(variable.name, weightOf(i));
      byGuard.set(guard?.id ?? '', found);
    }
    return [...byGuard.values()].map(({ guard, of }, i): Weight => {
      const weight = { name: `${name}_${i + 1}`, word: name, of };
      return guard === undefined ? weight : { ...weight, guard };
    });
  });
  const own = plain.map((variable): Weight => {
    const guard = guardOf(variable, asked);
    const weight = { name: variable.name, variable: variable.name, of: new Map([[variable.name, 1]]) };
    return guard === undefined ? weight : { ...weight, guard };
  });
  return [...weights, ...own];
}

/** `code, valid_from, valid_to, <weight> DOUBLE …`: what a claim of a code on a day adds. */
function classQuery({ classes, weights }: Pass): Query {
  const rows = classes.windows.map((window) => {
    const fed = classes.members.get(window.class) ?? [];
    return [
      number(window.code),
      date(window.from),
      date(window.until),
      ...weights.map(({ of }) => number(fed.reduce((sum, name) => sum + (of.get(name) ?? 0), 0))),
    ];
  });
  const keys = ['code', 'valid_from', 'valid_to'];
  const names = weights.map(({ name }) => name);
  return {
    kind: 'select',
    columns: [
      ...keys.map((name) => as(name, column(name))),
      ...names.map((name) => as(name, cast(column(name), 'DOUBLE'))),
    ],
    from: subquery({ kind: 'values', columns: [...keys, ...names], rows }, 'code_window'),
  };
}

function joinClasses(source: Source, classTable: string, everyClaim: boolean): Join {
  const day = column(source.date ?? '', CLAIM);
  const onClass = all(
    equal(column('code', CLASS), column(source.code ?? '', CLAIM)),
    binary('>=', day, column('valid_from', CLASS)),
    binary('<', day, column('valid_to', CLASS)),
  );
  return join(everyClaim ? 'left' : 'inner', table(classTable, CLASS), onClass);
}

/** Whole numbers below 2^53, which doubles add up exactly in any order. */
function wordOf({ weights, layout, classes }: Pass, word: string): Expression {
  const uncoded = classes.members.get(0) ?? [];
  const terms = weights
    .filter((weight) => weight.word === word)
    .map(({ name, guard, of }): Expression => {
      const everywhere = uncoded.reduce((sum, variable) => sum + (of.get(variable) ?? 0), 0);
      const joined = classes.windows.length === 0 ? number(everywhere) : column(name, CLASS);
      // A claim of no class still feeds the variables that ask for no code.
      const weight =
        classes.members.has(0) && classes.windows.length > 0 ? call('COALESCE', joined, number(everywhere)) : joined;
      return guard === undefined ? weight : choose([{ when: guard.condition, result: weight }], number(0));
    });
  const [first = number(0), ...rest] = terms;
  const weight = rest.reduce((left, right) => binary('+', left, right), first);
  return call('SUM', binary('*', cast(column(layout.packed ?? '', CLAIM), 'DOUBLE'), weight));
}

/** A variable with a column of its own: NULL where no claim of the group is its. */
function plainOf({ weights }: Pass, variable: CollectedVariable, coded: boolean): Expression {
  const weight = weights.find((found) => found.variable === variable.name);
  const conditions = [
    ...(coded && variable.codes !== undefined ? [equal(column(variable.name, CLASS), number(1))] : []),
    ...(weight?.guard === undefined ? [] : [weight.guard.condition]),
  ];
  const own = column(variable.value.column, CLAIM);
  const chosen = (value: Expression) =>
    conditions.length === 0 ? value : choose([{ when: all(...conditions), result: value }]);
  if (variable.value.kind === 'first_day') return call('MIN', chosen(own));
  const { scale, since } = variable.value;
  const days = since === undefined ? own : cast(binary('-', own, column(since, CLAIM)), 'BIGINT');
  const sum = call('SUM', chosen(days));
  // In units of the last decimal place: decimals add up exactly, and are made whole once per group.
  return cast(scale === 0 ? sum : binary('*', sum, number(10 ** scale)), 'BIGINT');
}

function sizeOf({ layout: { packed } }: Pass): OutputColumn[] {
  return packed === null ? [] : [as('size', call('SUM', call('ABS', cast(column(packed, CLAIM), 'DOUBLE'))))];
}
