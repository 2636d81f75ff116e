/** Which parameters of an indicator are invented: a second mark, beside that of synthetic data. */
import type { Catalogue, Indicator, Parameter } from './catalogue.ts';

/**
 * The parameters that the figures of an indicator depend on by a group whose values are
 * illustrative, each once.
 */
export function illustrativeParametersOf(
  { parameters }: Pick<Catalogue, 'parameters'>,
  { measure: { numerator } }: Indicator,
): Parameter[] {
  const bounds = numerator.where.flatMap(({ atLeast, atMost }) => [atLeast, atMost]);
  const found = bounds.flatMap((bound) => {
    const parameter = bound?.kind === 'parameter' ? parameters[bound.parameter] : undefined;
    return bound?.kind === 'parameter' && parameter?.illustrative.includes(bound.group) ? [parameter] : [];
  });
  return [...new Set(found)];
}
