/** What a careful colleague would say of an indicator in a catalogue without errors. */
import type { Indicator, Parameter } from './catalogue.ts';
import { checkParameters } from './check-parameter.ts';
import { checkUnit } from './check-unit.ts';
import type { Scope } from './scope.ts';

/** Warns of an indicator that is valid and yet not what its author can have meant. */
export function checkIndicator(
  scope: Scope,
  indicator: Indicator,
  parameters: Readonly<Record<string, Parameter>>,
): void {
  const { code, status, interpretations } = indicator;
  checkUnit(scope, indicator);
  checkParameters(scope, indicator, parameters);
  if (status !== 'sheet' && interpretations.length === 0)
    scope.report.add('no-interpretation', scope.yaml.positionOf(['indicators', code, 'status']), { code, status });
}
