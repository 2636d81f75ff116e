/** Binds what a measure asks of several years: who was there in all of them, and pooling. */
import type { Measure, RelationVariable, Variable, VariableCondition } from './catalogue.ts';
import { otherEntity } from './measure.ts';
import type { MeasureForm } from './measures/measure-kind.ts';
import { lookUp, type Scope } from './scope.ts';
import { variablesOf } from './unused.ts';

/** The key of a population that asks who was there in every year of a window. */
export const PRESENT = 'present';
const EVERY_YEAR = 'every_year';

/** A condition, and the variable that it is on; undefined where nothing is asked. */
export interface Presence {
  readonly condition: VariableCondition;
  readonly variable: RelationVariable;
}

/**
 * Who was in the population of every year of the widest window of a measure. Reports another word
 * than `every_year`, and a measure that reads one year alone.
 *
 * @param asked the value of `present`
 */
export function bindPresence(
  scope: Scope,
  code: string,
  asked: unknown,
  form: MeasureForm,
  variables: Readonly<Record<string, Variable>>,
  others: readonly VariableCondition[],
): Presence | undefined {
  const path = ['indicators', code, 'measure', 'population', PRESENT];
  if (asked !== EVERY_YEAR) {
    scope.report.add('present-form', scope.yaml.positionOf(path), { code });
    return undefined;
  }
  const names = [
    ...variablesOf(form.numerator),
    ...variablesOf(form.denominator),
    ...others.map((one) => one.variable),
  ];
  const years = Math.max(1, ...names.map((name) => widthOf(lookUp(variables, name))));
  if (years === 1) {
    // A variable that is wrong has been reported.
    if (names.every((name) => lookUp(variables, name) !== undefined))
      scope.report.add('present-without-window', scope.yaml.positionOfKey(path), { code });
    return undefined;
  }
  const name = `${form.entity} in every one of ${years} years`;
  return {
    condition: { variable: name, atLeast: { kind: 'number', value: 1 } },
    variable: {
      kind: 'relation',
      name,
      label: {},
      entity: form.entity,
      relation: `${form.entity}_presence`,
      column: 'years',
      test: { kind: 'range', attribute: PRESENT, low: years },
    },
  };
}

/** Whether a variable stands for who was there in every year: languages have words of their own. */
export function isPresence(variable: Variable | undefined): boolean {
  return variable?.kind === 'relation' && variable.test?.attribute === PRESENT;
}

/** How many years a variable looks back over, the reference year among them. */
function widthOf(variable: Variable | undefined): number {
  if (variable?.kind === 'dated') return 1 - Math.min(0, ...variable.around.map(({ shift }) => shift));
  if (variable?.kind !== 'window') return 1;
  return variable.take === 'new' ? variable.years + 1 : variable.years;
}

/** Reports a measure that cannot be added up over several years. */
export function checkPooled(scope: Scope, code: string, measure: Measure): void {
  const { pooled, percentile, perDay, numerator, denominator } = measure;
  if (pooled === undefined) return;
  const bounds = [...numerator.where, ...(denominator?.where ?? [])].flatMap(({ atLeast, atMost }) => [
    atLeast,
    atMost,
  ]);
  const reason =
    percentile !== undefined
      ? 'a percentile is no sum'
      : perDay
        ? 'years have not as many days'
        : denominator === null
          ? 'a count has no denominator'
          : otherEntity(measure) !== undefined
            ? 'it divides by the members of another entity'
            : bounds.some((bound) => bound?.kind === 'parameter')
              ? 'a bound depends on the year'
              : undefined;
  if (reason !== undefined)
    scope.report.add('pooled-measure', scope.yaml.positionOfKey(['indicators', code, 'measure', 'pooled_years']), {
      code,
      reason,
    });
}
