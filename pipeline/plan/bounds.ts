/**
 * Conditions of the catalogue as integer ranges of a year: parameters looked up, percentages taken
 * exactly.
 */
import { Failure } from '../base/index.ts';
import type { Bound, Catalogue, VariableCondition } from '../catalogue/index.ts';
import type { Range } from './cube-steps.ts';

/**
 * Gives the range of a condition in the variable's own unit (cents for amounts). A variable is an
 * integer, so "at least 5 % of 234 600.10" is "at least the next whole cent": the comparison is
 * exact, as between decimals. Refuses a year without the parameter with a data failure.
 */
export function rangeOf(catalogue: Catalogue, condition: VariableCondition, year: number, code: string): Range {
  const { variable, atLeast, atMost } = condition;
  const read = (bound: Bound, round: 'up' | 'down') => readBound(catalogue, bound, round, variable, year, code);
  const low = atLeast && read(atLeast, 'up');
  const high = atMost && read(atMost, 'down');
  const origin = low?.origin ?? high?.origin;
  return {
    variable,
    ...(low && { low: low.value }),
    ...(high && { high: high.value }),
    ...(origin !== undefined && { origin }),
  };
}

/** Whether a member about whom the facts say nothing (0) is within the range. */
export function holdsAtZero({ low, high }: Range): boolean {
  return (low === undefined || low <= 0) && (high === undefined || high >= 0);
}

function readBound(
  catalogue: Catalogue,
  bound: Bound,
  round: 'up' | 'down',
  variable: string,
  year: number,
  code: string,
): { value: number; origin?: string } {
  if (bound.kind === 'number') return { value: bound.value };
  const text = catalogue.parameters[bound.parameter]?.values[bound.group]?.[year];
  if (text === undefined) {
    const years = Object.keys(catalogue.parameters[bound.parameter]?.values[bound.group] ?? {}).sort();
    throw new Failure(
      'data',
      `${code} needs ${bound.parameter} of ${bound.group} in ${year}, and no value is published for that year.`,
      {
        help: `there are values for ${years[0]}..${years.at(-1)}; add ${year} to data/reference/${catalogue.parameters[bound.parameter]?.file} when it is published.`,
      },
    );
  }
  const declared = catalogue.variables[variable];
  const scale = declared?.kind === 'collected' && declared.value.kind === 'sum' ? declared.value.scale : 0;
  const percent = decimal(bound.percent);
  const value = decimal(text);
  // percent / 100 x value x 10^scale, as a fraction of integers.
  const numerator = percent.digits * value.digits * 10n ** BigInt(scale);
  const denominator = 100n * 10n ** BigInt(percent.places + value.places);
  const floor = numerator / denominator;
  const exact = floor * denominator === numerator;
  return {
    value: Number(round === 'up' && !exact ? floor + 1n : floor),
    origin: `${bound.percent} % of ${bound.parameter} (${bound.group}, ${year}): ${text}`,
  };
}

function decimal(text: string): { digits: bigint; places: number } {
  const [whole = '0', fraction = ''] = text.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length };
}
