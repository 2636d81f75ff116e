/** SQL expressions as data: a dozen kinds, immutable, JSON-serialisable. */

export type Expression =
  | { readonly kind: 'column'; readonly table?: string; readonly name: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'date'; readonly value: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'all' | 'any'; readonly operands: readonly Expression[] }
  | { readonly kind: 'in'; readonly operand: Expression; readonly items: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | { readonly kind: 'is_null'; readonly operand: Expression; readonly negated: boolean }
  | { readonly kind: 'case'; readonly branches: readonly Branch[]; readonly otherwise?: Expression }
  /** A text as a day; `format` of DD or D, MM or M and YYYY. */
  | {
      readonly kind: 'parse_date';
      readonly operand: Expression;
      readonly format: string;
      readonly lenient: boolean;
    }
  /** `from`: the type of the operand, where engines differ in how it is turned into the other. */
  | {
      readonly kind: 'cast';
      readonly operand: Expression;
      readonly type: string;
      readonly lenient?: boolean;
      readonly from?: string;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Expression[];
      readonly orderBy?: Expression;
      /** Over the rows that have the same values, up to each in order where there is one. */
      readonly over?: { readonly partitionBy: readonly Expression[]; readonly orderBy: readonly Expression[] };
    };

export type BinaryOperator =
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '>>'
  | '&'
  | '||'
  | 'LIKE'
  | 'IS DISTINCT FROM'
  | 'IS NOT DISTINCT FROM';

export interface Branch {
  readonly when: Expression;
  readonly result: Expression;
}

/** `table.name`, or `name` alone. */
export function column(name: string, table?: string): Expression {
  return table === undefined ? { kind: 'column', name } : { kind: 'column', table, name };
}

export const text = (value: string): Expression => ({ kind: 'text', value });
export const date = (value: string): Expression => ({ kind: 'date', value });
export const NULL: Expression = { kind: 'null' };
export const TRUE: Expression = { kind: 'boolean', value: true };

/** A number; give it as text where a double would lose digits. */
export const number = (value: number | bigint | string): Expression => ({ kind: 'number', value: String(value) });

/** Two operands and what stands between them. */
export function binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right };
}

export const equal = (left: Expression, right: Expression): Expression => binary('=', left, right);

/** Every operand holds; TRUE for none. */
export function all(...operands: readonly Expression[]): Expression {
  const [only] = operands;
  if (operands.length === 1 && only !== undefined) return only;
  return operands.length === 0 ? TRUE : { kind: 'all', operands };
}

/** At least one operand holds. */
export function any(...operands: readonly Expression[]): Expression {
  const [only] = operands;
  return operands.length === 1 && only !== undefined ? only : { kind: 'any', operands };
}

/** Whether an operand is one of the items. */
export function isIn(operand: Expression, items: readonly Expression[]): Expression {
  return { kind: 'in', operand, items };
}

/** Whether an operand is NULL; `negated`: whether it is not. */
export function isNull(operand: Expression, negated = false): Expression {
  return { kind: 'is_null', operand, negated };
}

/** NOT: the operand does not hold. */
export function negate(operand: Expression): Expression {
  return { kind: 'not', operand };
}

/** CASE: the value of the first branch whose condition holds, otherwise `otherwise` or NULL. */
export function choose(branches: readonly Branch[], otherwise?: Expression): Expression {
  return otherwise === undefined ? { kind: 'case', branches } : { kind: 'case', branches, otherwise };
}

/** An operand as another type. */
export function cast(operand: Expression, type: string): Expression {
  return { kind: 'cast', operand, type };
}

/** A function with its arguments. */
export function call(name: string, ...args: readonly Expression[]): Expression {
  return { kind: 'call', name, args };
}

/** A sum that is 0 where there is nothing, as BIGINT (sums of integers are wider). */
export function total(operand: Expression): Expression {
  return cast(call('COALESCE', call('SUM', operand), number(0)), 'BIGINT');
}

export const COUNT_ROWS: Expression = { kind: 'call', name: 'COUNT', args: [] };
