/**
 * What variables ask of a claim beside its code: conditions on other columns, and the lists that
 * hold dated values of them.
 */
import type { CodeList, CollectedVariable, ColumnCondition, Source } from '../../catalogue/index.ts';
import {
  all,
  binary,
  call,
  column,
  date,
  type Expression,
  equal,
  type Join,
  join,
  number,
  printCreate,
  type Query,
  table,
} from '../../query/index.ts';
import type { Statement } from '../statement.ts';
import { type Classes, classify } from './classes.ts';
import { onTextList } from './text-list.ts';

export const CLAIM = 'claim';

/** A condition on columns that several variables share. */
export interface Guard {
  readonly id: string;
  readonly condition: Expression;
}

/** Lists of values of a column, joined to a claim as one flag per list. */
export interface Lists {
  readonly column: string;
  readonly table: string;
  readonly classes: Classes;
  readonly names: readonly string[];
}

/**
 * The lists of numbers that the variables name in conditions, by column. A list has windows of
 * value and day, like a list of codes.
 */
export function listsOf(
  variables: readonly CollectedVariable[],
  codeLists: Readonly<Record<string, CodeList>>,
  owner: string,
): Lists[] {
  const found = new Map<string, Set<string>>();
  for (const condition of variables.flatMap(({ where }) => where)) {
    if (condition.kind !== 'in' || codeLists[condition.codeList]?.texts !== undefined) continue;
    found.set(condition.column, (found.get(condition.column) ?? new Set()).add(condition.codeList));
  }
  return [...found].map(([name, lists]) => ({
    column: name,
    table: `${owner}_${name}`,
    classes: classify(
      [...lists].map((list) => ({ name: list, codes: list })),
      codeLists,
    ),
    names: [...lists],
  }));
}

/** Emits the table of a column's lists: `value, valid_from, valid_to, <list> BOOLEAN …`. */
export function emitLists({ column: of, table: name, classes, names }: Lists): Statement {
  const rows = classes.windows.map(({ code, from, until, class: number_ }): Expression[] => [
    number(code),
    date(from),
    date(until),
    ...names.map((list): Expression => {
      const holds = classes.members.get(number_)?.includes(list) ?? false;
      return { kind: 'boolean', value: holds };
    }),
  ]);
  const query: Query = { kind: 'values', columns: ['value', 'valid_from', 'valid_to', ...names], rows };
  return {
    id: `lists ${name}`,
    step: 'collect',
    role: 'table',
    purpose: `values of ${of} and days, and the lists that hold them`,
    sql: printCreate({ kind: 'create', object: 'table', name, query }),
    reads: [],
    writes: name,
  };
}

/**
 * Joins the lists of a column to a claim: at most one row, as windows of a value do not overlap.
 */
export function joinLists({ column: of, table: name }: Lists, source: Source): Join {
  const day = column(source.date ?? '', CLAIM);
  const on = all(
    equal(column('value', name), column(of, CLAIM)),
    ...(source.date === undefined
      ? []
      : [binary('>=', day, column('valid_from', name)), binary('<', day, column('valid_to', name))]),
  );
  return join('left', table(name), on);
}

/** What conditions are asked of: the lists that are joined, those of texts, and the source. */
export interface Asked {
  readonly lists: readonly Lists[];
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly source: Source;
}

/** The condition of a variable; undefined where it asks for nothing but its codes. */
export function guardOf({ where }: CollectedVariable, asked: Asked): Guard | undefined {
  if (where.length === 0) return undefined;
  return { id: JSON.stringify(where), condition: all(...where.map((condition) => conditionOf(condition, asked))) };
}

function conditionOf(condition: ColumnCondition, { lists, codeLists, source }: Asked): Expression {
  const operand = column(condition.column, CLAIM);
  if (condition.kind === 'equals') return equal(operand, number(condition.value));
  if (condition.kind === 'differs_from') return binary('IS DISTINCT FROM', operand, number(condition.value));
  if (condition.kind === 'between')
    return all(binary('>=', operand, number(condition.low)), binary('<=', operand, number(condition.high)));
  if (condition.kind === 'months') {
    const month = call('MONTH', operand);
    return all(binary('>=', month, number(condition.low)), binary('<=', month, number(condition.high)));
  }
  const named = codeLists[condition.codeList];
  if (named?.texts !== undefined) return onTextList(operand, named, source, CLAIM);
  const list = lists.find(({ column: of }) => of === condition.column);
  if (list === undefined) throw new Error(`no list of ${condition.column} is joined`);
  return column(condition.codeList, list.table);
}
