/** The dialect of DuckDB, in which everything can be printed. */
import type { Dialect } from './dialect.ts';

/** A text as a literal of DuckDB, its quotes doubled. */
export function printText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

export const DUCKDB: Dialect = {
  name: 'duckdb',
  reserved: new Set(
    'all analyse analyze and anti any array as asc asof asymmetric at authorization between binary both by case cast check collate collation column concurrently constraint create cross current date default deferrable desc describe distinct do else end except exists false fetch for foreign freeze from full glob group having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify references returning right select semi show similar some summarize symmetric table tablesample then to trailing true union unique unpack unpivot using values variadic verbose when where window with year'.split(
      ' ',
    ),
  ),
  text: printText,
  cast: (operand, type, lenient) => `${lenient ? 'TRY_CAST' : 'CAST'}(${operand} AS ${type})`,
  parseDate: (operand, format, lenient) => {
    const directive = format
      .replace(/DD?/, '%d')
      .replace(/MM?/, '%m')
      .replace('YYYY', '%Y')
      .replace('hh', '%H')
      .replace('mm', '%M')
      .replace('ss', '%S');
    return `CAST(${lenient ? 'TRY_STRPTIME' : 'STRPTIME'}(${operand}, ${printText(directive)}) AS DATE)`;
  },
  binary: (operator, left, right) => `${left} ${operator} ${right}`,
  list: (items) => `[${items.join(', ')}]`,
  create: (object, name, query) => `CREATE OR REPLACE ${object.toUpperCase()} ${name} AS\n${query}`,
  insert: (name, query) => `INSERT INTO ${name}\n${query}`,
  written: (sql) => sql,
};
