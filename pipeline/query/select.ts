/** Queries and statements as data. */
import type { Expression } from './expression.ts';

export interface Select {
  readonly kind: 'select';
  readonly columns: readonly OutputColumn[];
  readonly from?: From;
  readonly joins?: readonly Join[];
  readonly where?: Expression;
  readonly groupBy?: readonly Expression[];
  readonly having?: Expression;
  readonly orderBy?: readonly Expression[];
}

export interface UnionAll {
  readonly kind: 'union_all';
  readonly parts: readonly Query[];
}

/** Named queries, then the query that uses them. */
export interface With {
  readonly kind: 'with';
  readonly named: readonly { readonly name: string; readonly query: Query }[];
  readonly query: Query;
}

/** Literal rows; the columns are named where the rows are used. */
export interface Values {
  readonly kind: 'values';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Expression[])[];
}

/**
 * SQL that a person wrote for DuckDB. `variables` are what `getvariable` gives there, for dialects
 * that have no variables.
 */
export interface Written {
  readonly kind: 'written';
  readonly sql: string;
  readonly variables?: Readonly<Record<string, Expression>>;
}

export type Query = Select | UnionAll | With | Values | Written;

export interface OutputColumn {
  readonly as: string;
  readonly value: Expression;
}

export type From =
  | { readonly kind: 'table'; readonly name: string; readonly alias?: string }
  | { readonly kind: 'query'; readonly query: Query; readonly alias: string }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly options: Readonly<Record<string, Expression>>;
    };

export interface Join {
  readonly kind: 'inner' | 'left' | 'full' | 'cross';
  readonly with: From;
  readonly on?: Expression;
}

/** A statement that makes a table or a view out of a query. */
export interface Create {
  readonly kind: 'create';
  readonly object: 'table' | 'view';
  readonly name: string;
  readonly query: Query;
}

/** A column of the output: a value under a name. */
export function as(name: string, value: Expression): OutputColumn {
  return { as: name, value };
}

/** A table to read from. */
export function table(name: string, alias?: string): From {
  return alias === undefined ? { kind: 'table', name } : { kind: 'table', name, alias };
}

/** A query to read from. */
export function subquery(query: Query, alias: string): From {
  return { kind: 'query', query, alias };
}

/** A join with another table or query; CROSS has no condition. */
export function join(kind: Join['kind'], other: From, on?: Expression): Join {
  return on === undefined ? { kind, with: other } : { kind, with: other, on };
}
