/** Sums, products and roots of SQL, as formulas are written. */
import { binary, call, type Expression, number } from '../../query/index.ts';

type Operand = Expression | number;

export const plus = (left: Operand, right: Operand): Expression => binary('+', term(left), term(right));
export const minus = (left: Operand, right: Operand): Expression => binary('-', term(left), term(right));
export const times = (left: Operand, right: Operand): Expression => binary('*', term(left), term(right));
export const over = (left: Operand, right: Operand): Expression => binary('/', term(left), term(right));
export const root = (of: Expression): Expression => call('SQRT', of);

/**
 * A number that the engine takes for a DOUBLE: without an exponent it would be a DECIMAL, and sums
 * of those are cut off.
 */
export const double = (value: number): Expression => number(`${value}${String(value).includes('e') ? '' : 'e0'}`);

function term(operand: Operand): Expression {
  if (typeof operand !== 'number') return operand;
  return Number.isInteger(operand) ? number(operand) : double(operand);
}
