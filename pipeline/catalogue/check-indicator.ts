/** What a careful colleague would say of an indicator that is well formed. */
import type { Indicator, Parameter, Variable } from './catalogue.ts';
import { checkParameters } from './check-parameter.ts';
import { checkUnit } from './check-unit.ts';
import type { Scope } from './scope.ts';

export function checkIndicator(
  scope: Scope,
  indicator: Indicator,
  variables: Readonly<Record<string, Variable>>,
  parameters: Readonly<Record<string, Parameter>>,
): void {
  const { code, measure, status, readings } = indicator;
  // A measure without a kind has been told.
  if (measure.kind === '') return;
  checkUnit(scope, indicator, variables);
  checkParameters(scope, indicator, parameters);
  const written = scope.document.indicators[code]?.readings ?? [];
  if (status !== 'sheet' && readings.length === 0 && written.length === 0)
    scope.report.add('no-reading', scope.yaml.spotOf(['indicators', code, 'status']), { code, status });
}
