/**
 * In which unit the values of a variable are held: whole numbers of the smallest unit (cents,
 * millionths), while the catalogue declares everything in the reader's unit (euro, shares).
 */
import type { Bound, Measure, Variable, VariableCondition } from './catalogue.ts';
import { lookUp } from './scope.ts';

type Variables = Readonly<Record<string, Variable>>;

/** Values are held times ten to this; 0 for whole numbers. */
export function scaleOf(variable: Variable | undefined): number {
  if (variable !== undefined && variable.kind !== 'collected') return variable.scale ?? 0;
  // How many parts there are is a number, whatever is summed in each.
  if (variable?.keep === 'count') return 0;
  return variable?.value.kind === 'sum' ? variable.value.scale : 0;
}

/**
 * A measure as it is written, in euro, to one on values as they are held, in cents.
 *
 * @param measure whose bounds and `per` are in the reader's unit
 */
export function toHeldUnit(measure: Omit<Measure, 'unitScale'>, variables: Variables): Measure {
  const { numerator, denominator, per, percentile } = measure;
  const scaleOfTerm = (term: Measure['denominator']) =>
    term?.kind === 'total' ? scaleOf(lookUp(variables, term.variable)) : 0;
  const scale = scaleOfTerm(numerator);
  // Doses by doses: both are held in the same parts.
  const parts = scale - scaleOfTerm(denominator);
  const hold = <T extends { readonly where: readonly VariableCondition[] }>(term: T): T => ({
    ...term,
    where: term.where.map((condition) => holdCondition(condition, scaleOf(lookUp(variables, condition.variable)))),
  });
  return {
    ...measure,
    numerator: hold(numerator),
    denominator: denominator && hold(denominator),
    ...(percentile && { percentile: { ...percentile, unit: Math.max(1, Math.round(percentile.unit * 10 ** scale)) } }),
    per: Number((per / 10 ** parts).toPrecision(15)),
    unitScale: Number((10 ** -parts).toPrecision(15)),
  };
}

/** Bounds are included: at least 0.005 euro is at least one cent, at most 0.019 at most one. */
function holdCondition({ variable, atLeast, atMost }: VariableCondition, scale: number): VariableCondition {
  const hold = (bound: Bound, round: (value: number) => number): Bound =>
    bound.kind === 'number' ? { ...bound, value: round(Number((bound.value * 10 ** scale).toPrecision(15))) } : bound;
  return {
    variable,
    ...(atLeast && { atLeast: hold(atLeast, Math.ceil) }),
    ...(atMost && { atMost: hold(atMost, Math.floor) }),
  };
}
