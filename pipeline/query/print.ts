/** Prints queries: uppercase keywords, one clause a line, names quoted only where they must be. */
import type { Expression } from './expression.ts';
import type { Create, From, Join, Query, Select } from './select.ts';

/** What differs between engines. */
export interface Dialect {
  readonly name: string;
  /** Words that cannot stand as a bare name. */
  readonly reserved: ReadonlySet<string>;
  readonly lenientCast: (operand: string, type: string) => string;
}

export const DUCKDB: Dialect = {
  name: 'duckdb',
  reserved: new Set(
    'all and any as asc between case cast check column create cross current date default desc distinct else end except exists false for foreign from full group having in inner is join left like limit natural not null offset on or order outer primary references right select some table then to true union unique using values when where window with year'.split(
      ' ',
    ),
  ),
  lenientCast: (operand, type) => `TRY_CAST(${operand} AS ${type})`,
};

const INDENT = '  ';

/** A name as SQL: bare when plain, otherwise quoted with quotes doubled, so that no name can be read as SQL. */
export function printName(name: string, dialect: Dialect = DUCKDB): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !dialect.reserved.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

export function printText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A query as SQL, without a semicolon. */
export function printQuery(query: Query, dialect: Dialect = DUCKDB): string {
  switch (query.kind) {
    case 'select':
      return printSelect(query, dialect);
    case 'union_all':
      return query.parts.map((part) => printQuery(part, dialect)).join('\nUNION ALL\n');
    case 'with': {
      const named = query.named.map(
        ({ name, query: inner }) => `${printName(name, dialect)} AS (\n${indent(printQuery(inner, dialect))}\n)`,
      );
      return `WITH ${named.join(',\n')}\n${printQuery(query.query, dialect)}`;
    }
    case 'values':
      return `SELECT * FROM (VALUES\n${indent(query.rows.map((row) => `(${list(row, dialect)})`).join(',\n'))}\n) AS v (${query.columns.map((c) => printName(c, dialect)).join(', ')})`;
    case 'written':
      return query.sql;
    default:
      return unreachable(query);
  }
}

export function printCreate(create: Create, dialect: Dialect = DUCKDB): string {
  return `CREATE OR REPLACE ${create.object.toUpperCase()} ${printName(create.name, dialect)} AS\n${printQuery(create.query, dialect)}`;
}

function printSelect(select: Select, dialect: Dialect): string {
  const columns = select.columns.map(({ as, value }) => {
    const printed = printExpression(value, dialect);
    const name = printName(as, dialect);
    return printed === name || printed.endsWith(`.${name}`) ? printed : `${printed} AS ${name}`;
  });
  const lines = ['SELECT', indent(columns.join(',\n'))];
  if (select.from !== undefined) lines.push(`FROM ${printFrom(select.from, dialect)}`);
  for (const join of select.joins ?? []) lines.push(printJoin(join, dialect));
  if (select.where !== undefined) lines.push(`WHERE ${printClause(select.where, dialect)}`);
  if (select.groupBy !== undefined && select.groupBy.length > 0)
    lines.push(`GROUP BY\n${indent(select.groupBy.map((e) => printExpression(e, dialect)).join(',\n'))}`);
  if (select.orderBy !== undefined)
    lines.push(`ORDER BY\n${indent(select.orderBy.map((e) => printExpression(e, dialect)).join(',\n'))}`);
  return lines.join('\n');
}

function printJoin(join: Join, dialect: Dialect): string {
  const keyword = { inner: 'JOIN', left: 'LEFT JOIN', cross: 'CROSS JOIN' }[join.kind];
  const on = join.on === undefined ? '' : ` ON ${printClause(join.on, dialect)}`;
  return `${keyword} ${printFrom(join.with, dialect)}${on}`;
}

/** What stands after FROM. */
export function printFrom(from: From, dialect: Dialect = DUCKDB): string {
  switch (from.kind) {
    case 'table':
      return from.alias === undefined
        ? printName(from.name, dialect)
        : `${printName(from.name, dialect)} AS ${printName(from.alias, dialect)}`;
    case 'query':
      return `(\n${indent(printQuery(from.query, dialect))}\n) AS ${printName(from.alias, dialect)}`;
    case 'function': {
      const options = Object.entries(from.options).map(
        ([name, value]) => `${name} = ${printExpression(value, dialect)}`,
      );
      return `${from.name}(${[...from.args.map((arg) => printExpression(arg, dialect)), ...options].join(', ')})`;
    }
    default:
      return unreachable(from);
  }
}

/** A condition at the top of a clause: its parts on lines of their own. */
function printClause(condition: Expression, dialect: Dialect): string {
  if (condition.kind !== 'all') return printExpression(condition, dialect);
  return condition.operands.map((operand) => printOperand(operand, dialect)).join(`\n${INDENT}AND `);
}

export function printExpression(e: Expression, dialect: Dialect = DUCKDB): string {
  const print = (inner: Expression) => printExpression(inner, dialect);
  switch (e.kind) {
    case 'column':
      return e.table === undefined
        ? printName(e.name, dialect)
        : `${printName(e.table, dialect)}.${printName(e.name, dialect)}`;
    case 'text':
      return printText(e.value);
    case 'number':
      return e.value;
    case 'date':
      return `DATE ${printText(e.value)}`;
    case 'null':
      return 'NULL';
    case 'boolean':
      return e.value ? 'TRUE' : 'FALSE';
    case 'list':
      return `[${list(e.items, dialect)}]`;
    case 'binary':
      return `${printOperand(e.left, dialect)} ${e.operator} ${printOperand(e.right, dialect)}`;
    case 'all':
      return e.operands.map((operand) => printOperand(operand, dialect)).join(' AND ');
    case 'any':
      return e.operands.map((operand) => printOperand(operand, dialect)).join(' OR ');
    case 'in':
      return `${printOperand(e.operand, dialect)} IN (${list(e.items, dialect)})`;
    case 'is_null':
      return `${printOperand(e.operand, dialect)} IS ${e.negated ? 'NOT ' : ''}NULL`;
    case 'case': {
      const branches = e.branches.map(({ when, result }) => `WHEN ${print(when)} THEN ${print(result)}`);
      return `CASE ${branches.join(' ')}${e.otherwise === undefined ? '' : ` ELSE ${print(e.otherwise)}`} END`;
    }
    case 'cast':
      return e.lenient === true
        ? dialect.lenientCast(print(e.operand), e.type)
        : `CAST(${print(e.operand)} AS ${e.type})`;
    case 'call': {
      const order = e.orderBy === undefined ? '' : ` ORDER BY ${print(e.orderBy)}`;
      return e.name === 'COUNT' && e.args.length === 0 ? 'COUNT(*)' : `${e.name}(${list(e.args, dialect)}${order})`;
    }
    default:
      return unreachable(e);
  }
}

function printOperand(e: Expression, dialect: Dialect): string {
  const printed = printExpression(e, dialect);
  return ['binary', 'all', 'any', 'in', 'is_null'].includes(e.kind) ? `(${printed})` : printed;
}

function list(items: readonly Expression[], dialect: Dialect): string {
  return items.map((item) => printExpression(item, dialect)).join(', ');
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, INDENT);
}

function unreachable(value: never): never {
  throw new Error(`no way to print ${JSON.stringify(value)}`);
}
