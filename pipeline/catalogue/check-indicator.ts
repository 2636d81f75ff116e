/** What a careful colleague would say of an indicator in a catalogue without errors. */
import type { Indicator, Parameter, Variable } from './catalogue.ts';
import { checkParameters } from './check-parameter.ts';
import { checkUnit } from './check-unit.ts';
import type { Scope } from './scope.ts';

/** Warns of an indicator that is valid and yet not what its author can have meant. */
export function checkIndicator(
  scope: Scope,
  indicator: Indicator,
  variables: Readonly<Record<string, Variable>>,
  parameters: Readonly<Record<string, Parameter>>,
): void {
  const { code, status, readings } = indicator;
  checkUnit(scope, indicator, variables);
  checkParameters(scope, indicator, parameters);
  if (status !== 'sheet' && readings.length === 0)
    scope.report.add('no-reading', scope.yaml.spotOf(['indicators', code, 'status']), { code, status });
}
