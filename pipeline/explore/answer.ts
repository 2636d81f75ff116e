/** What a statement gives: columns, and rows that are read as they are needed. */
import {
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';

/**
 * A value as JSON has it: dates as text, whole numbers beyond 2^53 as text, lists and structs as
 * they are.
 */
export type AnswerValue =
  | string
  | number
  | boolean
  | null
  | readonly AnswerValue[]
  | { readonly [name: string]: AnswerValue };

export interface Column {
  readonly name: string;
  /** As the engine writes it, such as `DOUBLE`. */
  readonly type: string;
  readonly isNumber: boolean;
}

export interface Answer {
  readonly columns: readonly Column[];
  /** Rows that there are here. */
  readonly count: number;
  /** There were more than were asked for. */
  readonly isCut: boolean;
  /** Rows in batches, in order; to be read once. */
  readonly rows: AsyncIterable<readonly (readonly AnswerValue[])[]>;
  /** Milliseconds that the engine took. */
  readonly elapsed: number;
}

const NUMBERS = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
]);

/** A column of an answer, from its name and the type that the engine gives it. */
export function describeColumn(name: string, type: DuckDBType): Column {
  return { name, type: String(type), isNumber: NUMBERS.has(type.typeId) };
}

/** Digits that a double keeps of a decimal number. */
const EXACT_DIGITS = 15;

/** A value of the engine as JSON holds it; a number that JSON cannot keep exactly becomes text. */
export function cellOf(value: DuckDBValue): AnswerValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof DuckDBDecimalValue) return value.width <= EXACT_DIGITS ? value.toDouble() : String(value);
  if (value instanceof DuckDBListValue) return value.items.map(cellOf);
  if (value instanceof DuckDBStructValue)
    return Object.fromEntries(Object.entries(value.entries).map(([name, one]) => [name, cellOf(one)]));
  if (value instanceof DuckDBMapValue) return value.entries.map(({ key, value: one }) => [cellOf(key), cellOf(one)]);
  return String(value);
}
