/**
 * A delivered column as its logical type: what the map of its source declares, as an expression.
 */
import type { ColumnValue, Source, SourceColumn } from '../../catalogue/index.ts';
import { binary, call, cast, choose, column, type Expression, isIn, NULL, number, text } from '../../query/index.ts';

/**
 * What files are like: the type of every column by its delivered name, as the engine calls it; none
 * where they have not been looked at.
 */
export type DeliveredTypes = Readonly<Record<string, string>>;

export interface ReadOptions {
  readonly delivered?: DeliveredTypes | undefined;
  /** NULL instead of an error where a value does not fit. */
  readonly lenient?: boolean;
}

/**
 * The expression of a declared column. Every lossless type is taken as it is; text goes through
 * blanks, null tokens and decimal signs first. An optional column that the files do not have is
 * NULL. Without `delivered`, Parquet columns are taken to be typed, unless the map speaks of text.
 */
export function typedColumn(
  source: Source,
  declared: SourceColumn,
  { delivered, lenient = false }: ReadOptions = {},
): Expression {
  const { type, constant, optional, modulo, format, part } = declared;
  if (part !== undefined) {
    const { part: _, ...date } = declared;
    return cast(call('YEAR', typedColumn(source, { ...date, type: 'DATE' }, { delivered, lenient })), type);
  }
  if (constant !== undefined) return cast(literalOf(constant), type);
  const found = delivered?.[declared.from];
  if (found === 'NULL' || (optional === true && delivered !== undefined && found === undefined))
    return cast(NULL, type);
  const written = filledColumn(source, declared, delivered);
  const from = source.format === 'csv' ? 'VARCHAR' : found;
  const turn = (operand: Expression, to: string, of = from): Expression => ({
    kind: 'cast',
    operand,
    type: to,
    ...(lenient && { lenient }),
    ...(of !== undefined && { from: of }),
  });
  if (declared.recode !== undefined) return recoded(declared, written);
  if (format !== undefined && !/^(DATE|TIMESTAMP)/.test(found ?? ''))
    return { kind: 'parse_date', operand: cast(written, 'VARCHAR'), format, lenient };
  if (found === 'TIMESTAMP WITH TIME ZONE' && type === 'DATE')
    return turn(call('TIMEZONE', text('UTC'), written), type, 'TIMESTAMP');
  if (/^(DOUBLE|FLOAT)$/.test(found ?? '') && type === 'VARCHAR') return turn(turn(written, 'BIGINT'), type, 'BIGINT');
  const plain = isNumber(type) && isText(source, found) ? plainNumber(source, written) : written;
  return modulo === undefined
    ? turn(plain, type)
    : turn(binary('%', turn(plain, 'BIGINT'), number(modulo)), type, 'BIGINT');
}

/**
 * A column as it was delivered, where it says something: NULL for empty and blank text, null
 * tokens, and what is not a number.
 */
export function filledColumn(source: Source, { from, type }: SourceColumn, delivered?: DeliveredTypes): Expression {
  const written = column(from);
  const found = delivered?.[from];
  if (/^(DOUBLE|FLOAT)$/.test(found ?? '')) return choose([{ when: call('ISNAN', written), result: NULL }], written);
  const isWritten = source.format === 'csv' || found === 'VARCHAR' || (found === undefined && type === 'VARCHAR');
  if (!isWritten) return written;
  const nothing = isIn(call('TRIM', written), ['', ...source.nulls].map(text));
  return choose([{ when: nothing, result: NULL }], written);
}

/** Whether values come as text, whatever they stand for. */
export function isText(source: Source, found: string | undefined): boolean {
  return source.format === 'csv' || found === 'VARCHAR';
}

/** Whether a logical type is a number. */
export function isNumber(type: string): boolean {
  return /INT|DECIMAL/.test(type);
}

/** Digits as the engine reads them, less the signs of the delivery. */
export function plainNumber({ decimal, thousands }: Source, written: Expression): Expression {
  const joined = thousands === undefined ? written : call('REPLACE', written, text(thousands), text(''));
  return decimal === '.' ? joined : call('REPLACE', joined, text(decimal), text('.'));
}

/**
 * What values stand for; a value that is not in the table is NULL here, and refused where values
 * are counted.
 */
function recoded({ type, recode = {} }: SourceColumn, written: Expression): Expression {
  const trimmed = call('TRIM', cast(written, 'VARCHAR'));
  const branches = Object.entries(recode).map(([value, meaning]) => ({
    when: binary('=', trimmed, text(value)),
    result: literalOf(meaning),
  }));
  return cast(choose(branches), type);
}

/** A value of the catalogue as a literal. */
export function literalOf(value: ColumnValue): Expression {
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return typeof value === 'number' ? number(value) : text(value);
}
