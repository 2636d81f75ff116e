/** Prints queries: uppercase keywords, one clause a line, names quoted only where they must be. */
import type { Dialect } from './dialect.ts';
import { DUCKDB, printText } from './duckdb.ts';
import type { Expression } from './expression.ts';
import type { Create, From, Join, Query, Select, With } from './select.ts';

const INDENT = '  ';

/**
 * A name as SQL: bare when plain, otherwise quoted with quotes doubled, so that no name can be read
 * as SQL.
 */
export function printName(name: string, dialect: Dialect = DUCKDB): string {
  if (/^[a-z_][a-z0-9_]*$/.test(name) && !dialect.reserved.has(name)) return name;
  return `"${name.replaceAll('"', '""')}"`;
}

/** Paths as one argument of a reading function. */
export function printFiles(files: readonly string[]): string {
  return `[${files.map(printText).join(', ')}]`;
}

function printNumber(value: string): string {
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) throw new Error(`\`${value}\` is not a number`);
  return value;
}

/** A query as SQL, without a semicolon. */
export function printQuery(query: Query, dialect: Dialect = DUCKDB): string {
  switch (query.kind) {
    case 'select':
      return printSelect(query, dialect);
    case 'union_all':
      return query.parts.map((part) => printPart(part, dialect)).join('\nUNION ALL\n');
    case 'with':
      return printWith(query, dialect);
    case 'values':
      return `SELECT * FROM (VALUES\n${indent(query.rows.map((row) => `(${list(row, dialect)})`).join(',\n'))}\n) AS v (${query.columns.map((c) => printName(c, dialect)).join(', ')})`;
    case 'written':
      return dialect.written(query.sql, (name) => {
        const value = query.variables?.[name];
        return value && printExpression(value, dialect);
      });
    default:
      return unreachable(query);
  }
}

/** The statement that creates a table or view, over one of that name. */
export function printCreate(create: Create, dialect: Dialect = DUCKDB): string {
  return dialect.create(create.object, printName(create.name, dialect), printQuery(create.query, dialect));
}

/** Adds the rows of a query to a table that is there. */
export function printInsert(name: string, query: Query, dialect: Dialect = DUCKDB): string {
  return dialect.insert(printName(name, dialect), printQuery(query, dialect));
}

/** Named queries within named queries are named side by side: a second WITH in a row is no SQL. */
function printWith({ named, query }: With, dialect: Dialect): string {
  if (query.kind === 'with') return printWith({ ...query, named: [...named, ...query.named] }, dialect);
  const printed = named.map(
    ({ name, query: inner }) => `${printName(name, dialect)} AS (\n${indent(printQuery(inner, dialect))}\n)`,
  );
  const last = printQuery(query, dialect);
  const tail = query.kind === 'written' ? `SELECT *\nFROM (\n${indent(last)}\n) AS written` : last;
  return `WITH ${printed.join(',\n')}\n${tail}`;
}

/**
 * A query where a plain one belongs: one that brings its own WITH or ORDER BY is put in brackets.
 */
function printPart(query: Query, dialect: Dialect): string {
  const printed = printQuery(query, dialect);
  const isPlain = query.kind === 'select' ? query.orderBy === undefined : query.kind === 'values';
  return isPlain ? printed : `(\n${indent(printed)}\n)`;
}

function printSelect(select: Select, dialect: Dialect): string {
  const columns = select.columns.map(({ as, value }) => {
    const printed = printExpression(value, dialect);
    const name = printName(as, dialect);
    return value.kind === 'column' && value.name === as ? printed : `${printed} AS ${name}`;
  });
  const lines = ['SELECT', indent(columns.join(',\n'))];
  if (select.from !== undefined) lines.push(`FROM ${printFrom(select.from, dialect)}`);
  for (const join of select.joins ?? []) lines.push(printJoin(join, dialect));
  if (select.where !== undefined) lines.push(`WHERE ${printClause(select.where, dialect)}`);
  if (select.groupBy !== undefined && select.groupBy.length > 0)
    lines.push(`GROUP BY\n${indent(select.groupBy.map((e) => printExpression(e, dialect)).join(',\n'))}`);
  if (select.having !== undefined) lines.push(`HAVING ${printClause(select.having, dialect)}`);
  if (select.orderBy !== undefined)
    lines.push(`ORDER BY\n${indent(select.orderBy.map((e) => printExpression(e, dialect)).join(',\n'))}`);
  return lines.join('\n');
}

function printJoin(join: Join, dialect: Dialect): string {
  const keyword = { inner: 'JOIN', left: 'LEFT JOIN', full: 'FULL JOIN', cross: 'CROSS JOIN' }[join.kind];
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
  return condition.operands.map((operand) => printOperand(operand, dialect)).join(`\n${INDENT}AND `) || 'TRUE';
}

/** An expression as SQL in a dialect. */
export function printExpression(e: Expression, dialect: Dialect = DUCKDB): string {
  const print = (inner: Expression) => printExpression(inner, dialect);
  switch (e.kind) {
    case 'column':
      return e.table === undefined
        ? printName(e.name, dialect)
        : `${printName(e.table, dialect)}.${printName(e.name, dialect)}`;
    case 'text':
      return dialect.text(e.value);
    case 'number':
      return printNumber(e.value);
    case 'date':
      return `DATE ${dialect.text(e.value)}`;
    case 'null':
      return 'NULL';
    case 'boolean':
      return e.value ? 'TRUE' : 'FALSE';
    case 'list':
      return dialect.list(e.items.map(print));
    case 'binary':
      return dialect.binary(e.operator, printOperand(e.left, dialect), printOperand(e.right, dialect));
    case 'all':
      return e.operands.map((operand) => printOperand(operand, dialect)).join(' AND ') || 'TRUE';
    case 'any':
      return e.operands.map((operand) => printOperand(operand, dialect)).join(' OR ') || 'FALSE';
    case 'in':
      // Nothing is in an empty list, which SQL has no way to write.
      return e.items.length === 0 ? 'FALSE' : `${printOperand(e.operand, dialect)} IN (${list(e.items, dialect)})`;
    case 'not':
      return `NOT (${print(e.operand)})`;
    case 'is_null':
      return `${printOperand(e.operand, dialect)} IS ${e.negated ? 'NOT ' : ''}NULL`;
    case 'case': {
      const branches = e.branches.map(({ when, result }) => `WHEN ${print(when)} THEN ${print(result)}`);
      return `CASE ${branches.join(' ')}${e.otherwise === undefined ? '' : ` ELSE ${print(e.otherwise)}`} END`;
    }
    case 'parse_date':
      return dialect.parseDate(print(e.operand), e.format, e.lenient);
    case 'cast':
      return dialect.cast(print(e.operand), e.type, e.lenient === true, e.from);
    case 'call': {
      const order = e.orderBy === undefined ? '' : ` ORDER BY ${print(e.orderBy)}`;
      const called =
        e.name === 'COUNT' && e.args.length === 0
          ? 'COUNT(*)'
          : (dialect.call?.(e.name, e.args.map(print)) ?? `${e.name}(${list(e.args, dialect)}${order})`);
      if (e.over === undefined) return called;
      const { partitionBy, orderBy } = e.over;
      const sorted = orderBy.length === 0 ? '' : ` ORDER BY ${list(orderBy, dialect)}`;
      return `${called} OVER (PARTITION BY ${list(partitionBy, dialect)}${sorted})`;
    }
    default:
      return unreachable(e);
  }
}

function printOperand(e: Expression, dialect: Dialect): string {
  const printed = printExpression(e, dialect);
  return ['binary', 'all', 'any', 'in', 'is_null', 'not'].includes(e.kind) ? `(${printed})` : printed;
}

function list(items: readonly Expression[], dialect: Dialect): string {
  return items.map((item) => printExpression(item, dialect)).join(', ');
}

/**
 * What stands in quotes or in a comment may hold line breaks that mean something, and quotes that
 * do not.
 */
const LINE_BREAK = /'[^']*'|"[^"]*"|--[^\n]*|\/\*[\s\S]*?\*\/|\n(?=[^\n])/g;

function indent(text: string): string {
  return INDENT + text.replace(LINE_BREAK, (found) => (found.startsWith('\n') ? `\n${INDENT}` : found));
}

function unreachable(value: never): never {
  throw new Error(`no way to print ${JSON.stringify(value)}`);
}
