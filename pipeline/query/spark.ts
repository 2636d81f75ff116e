/**
 * The dialect of Spark SQL 3.5 and later, for sessions with `spark.sql.ansi.enabled`,
 * `spark.sql.ansi.doubleQuotedIdentifiers`, `spark.sql.caseSensitive` and the time zone UTC.
 *
 * A statement that makes something is printed as its query alone: whoever runs it writes what comes
 * of it, as Spark cannot replace a table, and a catalogue of tables is none of ours.
 */
import type { Dialect } from './dialect.ts';
import { tokensOf } from './tokens.ts';

/** Places after the point that a number in a text may have, and still be read as it is written. */
const TEXT_NUMBER = 'DECIMAL(38, 18)';
const WHOLE = /^(TINYINT|SMALLINT|INTEGER|BIGINT)$/;
const FLOAT = /^(DOUBLE|FLOAT)$/;

/** Adjacent literals are one text, so a quote is escaped by a backslash, and that by another. */
function printSparkText(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&')}'`;
}

/** A day as it is written, with the signs of ISO 8601 between its parts. */
const isoDay = (operand: string) => `TRANSLATE(TRIM(${operand}), ${printSparkText('/ \\')}, '---')`;
const DAY = '^\\d{4,}-\\d{1,2}-\\d{1,2}$';

/**
 * Whoever asks for a conversion has seen that it loses nothing; where a text or a float becomes a
 * whole number or a decimal, it is rounded to the nearest, as Spark would cut it off or read the
 * digits of a float.
 */
function convert(operand: string, type: string, from: string | undefined): string {
  const to = type === 'VARCHAR' ? 'STRING' : type;
  if (from === 'VARCHAR' && WHOLE.test(type)) return `CAST(ROUND(CAST(${operand} AS ${TEXT_NUMBER}), 0) AS ${to})`;
  if (from === 'VARCHAR' && type === 'DATE') return `CAST(${isoDay(operand)} AS DATE)`;
  if (FLOAT.test(from ?? '') && WHOLE.test(type)) return `CAST(RINT(${operand}) AS ${to})`;
  const scale = Number(/^DECIMAL\(\d+, ?(\d+)\)$/.exec(type)?.[1] ?? 0);
  if (FLOAT.test(from ?? '') && type.startsWith('DECIMAL')) {
    const units = `CAST(RINT(CAST(${operand} AS DOUBLE) * ${10 ** scale}) AS DECIMAL(38, 0))`;
    return `CAST(${scale === 0 ? units : `${units} * ${(10 ** -scale).toFixed(scale)}`} AS ${to})`;
  }
  return `CAST(${operand} AS ${to})`;
}

/** Functions by their names in DuckDB. */
const CALLS: Readonly<Record<string, (args: readonly string[]) => string>> = {
  // A moment with a time zone is a moment in UTC, which is the time zone of the session.
  TIMEZONE: ([, moment]) => `CAST(${moment} AS TIMESTAMP_NTZ)`,
  // Of use within one query alone: no two engines hash alike.
  HASH: (args) => `XXHASH64(${args.join(', ')})`,
  REGEXP_MATCHES: (args) => `REGEXP_LIKE(${args.join(', ')})`,
  // Every match is replaced; DuckDB asks for that by an option.
  REGEXP_REPLACE: (args) => `REGEXP_REPLACE(${args.slice(0, 3).join(', ')})`,
};

export const SPARK: Dialect = {
  name: 'spark',
  reserved: new Set(
    'all and anti any as authorization both case cast check collate column constraint create cross current_date current_time current_timestamp current_user date distinct else end escape except exists false fetch filter for foreign from full grant group having in inner intersect into is join lateral leading left minus natural not null offset on only or order outer overlaps percentile_cont percentile_disc primary references right select semi session_user set some sql table then time to trailing true union unique unknown user using values when where with within year'.split(
      ' ',
    ),
  ),
  text: printSparkText,
  cast: (operand, type, lenient, from) => {
    const converted = convert(operand, type, from);
    // Spark reads a year alone as its first day.
    if (lenient && from === 'VARCHAR' && type === 'DATE')
      return `CASE WHEN REGEXP_LIKE(${isoDay(operand)}, ${printSparkText(DAY)}) THEN TRY_${converted} END`;
    return lenient ? converted.replace(/\bCAST\(/g, 'TRY_CAST(') : converted;
  },
  parseDate: (operand, format, lenient) => {
    // One letter takes one digit or two; digits without signs between them are counted.
    const isSeparated = /[^DMYhms]/.test(format);
    const pattern = (isSeparated ? format.replace(/DD?/, 'D').replace(/MM?/, 'M') : format)
      .replaceAll('D', 'd')
      .replace('YYYY', 'yyyy')
      .replace('hh', 'HH');
    const args = `TRIM(${operand}), ${printSparkText(pattern)}`;
    return lenient ? `CAST(TRY_TO_TIMESTAMP(${args}) AS DATE)` : `TO_DATE(${args})`;
  },
  repeatsNamedQueries: true,
  acceptsBrokenText: true,
  binary: (operator, left, right) =>
    operator === '>>' ? `SHIFTRIGHT(${left}, ${right})` : `${left} ${operator} ${right}`,
  list: () => {
    throw new Error('Spark has no list of this kind');
  },
  call: (name, args) => CALLS[name]?.(args),
  create: (_object, _name, query) => query,
  insert: (_name, query) => query,
  written: (sql, variable) => translate(sql, variable),
};

/**
 * Hand-written SQL keeps to the core that engines share (`outsideCore`), but for variables, the
 * division of whole numbers and how texts are quoted.
 */
function translate(sql: string, variable: (name: string) => string | undefined): string {
  const filled = sql.replace(/\bgetvariable\('(\w+)'\)/g, (call, name: string) => {
    const value = variable(name);
    if (value === undefined) throw new Error(`${call} has no value`);
    return `${VARIABLE}${value}${VARIABLE}`;
  });
  // What a variable stands for is printed for Spark already.
  return filled
    .split(VARIABLE)
    .map((part, i) => (i % 2 === 1 ? part : tokensOf(part).map(translateToken).join('')))
    .join('');
}

/** No text of SQL holds it. */
const VARIABLE = '\u0000';

function translateToken({ kind, text }: { readonly kind: string; readonly text: string }): string {
  if (kind === 'text') return printSparkText(text.slice(1, -1).replaceAll("''", "'"));
  if (kind === 'sign' && text === '//') return 'DIV';
  return kind === 'word' && text === 'VARCHAR' ? 'STRING' : text;
}
