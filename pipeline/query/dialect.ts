/** What differs between engines in the text of SQL. */
import type { BinaryOperator } from './expression.ts';

export interface Dialect {
  readonly name: string;
  /** Words that cannot stand as a bare name. */
  readonly reserved: ReadonlySet<string>;
  /** A text as a literal. */
  readonly text: (value: string) => string;
  /**
   * An operand as another type, named as DuckDB names it; `lenient` gives NULL where that is
   * impossible. `from` is the type of the operand, where it is known.
   */
  readonly cast: (operand: string, type: string, lenient: boolean, from?: string) => string;
  /**
   * A text as a day, by a format of DD or D, MM or M and YYYY; `lenient` gives NULL where that is
   * impossible.
   */
  readonly parseDate: (operand: string, format: string, lenient: boolean) => string;
  /** A named query is computed again wherever it is read. */
  readonly repeatsNamedQueries?: true;
  /** It takes bytes that are no UTF-8 for text, and puts U+FFFD in their place. */
  readonly acceptsBrokenText?: true;
  readonly binary: (operator: BinaryOperator, left: string, right: string) => string;
  /** A list of values; throws where the engine has none. */
  readonly list: (items: readonly string[]) => string;
  /** A function that is called otherwise; undefined where it is called as in DuckDB. */
  readonly call?: (name: string, args: readonly string[]) => string | undefined;
  /** The statement that makes a table or view; the name is printed already. */
  readonly create: (object: 'table' | 'view', name: string, query: string) => string;
  /** The statement that adds rows to a table; the name is printed already. */
  readonly insert: (name: string, query: string) => string;
  /**
   * SQL that a person wrote for DuckDB.
   * @param variable a variable of DuckDB as a literal of this dialect
   */
  readonly written: (sql: string, variable: (name: string) => string | undefined) => string;
}
