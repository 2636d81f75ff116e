/**
 * Reports which years of an indicator nobody can compute yet, because a parameter that it needs has
 * no value for them.
 */
import type { Indicator, Parameter } from './catalogue.ts';
import { lookUp, type Scope } from './scope.ts';

/** Warns of years of an indicator for which a parameter that it needs has no value. */
export function checkParameters(
  scope: Scope,
  { code, measure, availableFrom }: Indicator,
  parameters: Readonly<Record<string, Parameter>>,
): void {
  for (const { variable, atLeast, atMost } of measure.numerator.where) {
    for (const [key, bound] of [
      ['at_least', atLeast],
      ['at_most', atMost],
    ] as const) {
      if (bound?.kind !== 'parameter') continue;
      const { parameter, group } = bound;
      const groups = lookUp(parameters, parameter)?.values ?? {};
      const values = lookUp(groups, group);
      // What is not declared at all is reported where it is named.
      if (values === undefined) continue;
      const path = ['indicators', code, 'measure', measure.kind, 'where', variable, key, 'for'];
      const last = Math.max(...Object.values(groups).flatMap((years) => Object.keys(years).map(Number)));
      const years = Array.from({ length: Math.max(0, last - availableFrom + 1) }, (_, i) => availableFrom + i);
      const missing = years.filter((year) => values[year] === undefined);
      const params = { code, parameter, group, from: availableFrom };
      if (missing.length === years.length)
        scope.report.add('parameter-without-value', scope.yaml.positionOf(path), params);
      else if (missing.length > 0)
        scope.report.add('parameter-gap', scope.yaml.positionOf(path), { ...params, years: missing });
    }
  }
}
