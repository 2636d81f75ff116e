/**
 * What a member adds to a term of a measure: one, or the value of a variable, if the conditions
 * hold.
 */
import type { Bound, Catalogue, Term, VariableCondition } from '../../pipeline/catalogue/index.ts';
import { compareDecimals, type Decimal, multiplyDecimals, readDecimal } from './decimal.ts';

export type Contribution = (member: string) => bigint;
export type Values = (variable: string) => ReadonlyMap<string, bigint>;

/** Refuses a year for which a parameter has no value. */
export function readTerm(catalogue: Catalogue, term: Term, year: number, values: Values): Contribution {
  const conditions = term.where.map((condition) => readCondition(catalogue, condition, year, values));
  const value = term.kind === 'total' ? values(term.variable) : undefined;
  return (member) => {
    if (!conditions.every((holds) => holds(member))) return 0n;
    return value === undefined ? 1n : (value.get(member) ?? 0n);
  };
}

function readCondition(
  catalogue: Catalogue,
  condition: VariableCondition,
  year: number,
  values: Values,
): (member: string) => boolean {
  const variable = catalogue.variables[condition.variable];
  const isSum = variable?.kind === 'collected' && variable.value.kind === 'sum' && variable.keep !== 'count';
  const places = isSum && variable.value.kind === 'sum' ? variable.value.scale : 0;
  const held = values(condition.variable);
  const atLeast = condition.atLeast && readBound(catalogue, condition.atLeast, year, places);
  const atMost = condition.atMost && readBound(catalogue, condition.atMost, year, places);
  return (member) => {
    const value: Decimal = { units: held.get(member) ?? 0n, places };
    if (atLeast !== undefined && compareDecimals(value, atLeast) < 0) return false;
    return atMost === undefined || compareDecimals(value, atMost) <= 0;
  };
}

/** A number is in the unit that values are held in; a parameter in its own, with its decimals. */
function readBound(catalogue: Catalogue, bound: Bound, year: number, places: number): Decimal {
  if (bound.kind === 'number') return { units: BigInt(bound.value), places };
  const published = catalogue.parameters[bound.parameter]?.values[bound.group]?.[year];
  if (published === undefined) throw new Error(`no ${bound.parameter} of ${bound.group} for ${year}`);
  const percent = multiplyDecimals(readDecimal(bound.percent), { units: 1n, places: 2 });
  return multiplyDecimals(percent, readDecimal(published));
}
