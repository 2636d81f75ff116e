/**
 * Emits the figures of a cube out of what was counted: the value, its interval, the standardised
 * value, the statuses.
 */
import {
  as,
  binary,
  call,
  cast,
  choose,
  column,
  type Expression,
  NULL,
  number,
  type OutputColumn,
  type Query,
  table,
  text,
} from '../../query/index.ts';
import type { CubeStep } from '../cube-steps.ts';
import { dobson, INTERVALS } from '../interval/index.ts';

/**
 * The columns of a cube after its keys, in order (contract, Output; docs/explanation/methods.md).
 */
export const FIGURE_COLUMNS = [
  'numerator',
  'denominator',
  'obs_value',
  'ci_lower',
  'ci_upper',
  'std_value',
  'std_ci_lower',
  'std_ci_upper',
  'obs_status',
  'conf_status',
] as const;

/** The type of a column of a cube (contract, Output). */
export function columnType(name: string): string {
  if (name === 'time_period') return 'INTEGER';
  if (name === 'numerator' || name === 'denominator') return 'BIGINT';
  return /^(obs_value|ci_|std_)/.test(name) ? 'DOUBLE' : 'VARCHAR';
}

/**
 * Columns of the support file beside the keys: nobody publishes them. `denominator_members` are
 * those behind a denominator that adds up values. `least_stratum` is the smallest number of
 * members, other than 0, in or behind a stratum of the standardised value: as small as that, its
 * strata could be read out of it. NULL where there is none.
 */
export const SUPPORT_COLUMNS = [
  'numerator_members',
  'members_by_events',
  'denominator_members',
  'least_stratum',
] as const;

/** What is counted for a standardised value, and what the relation `standard` calls it. */
export const STANDARD_COLUMNS = [
  { as: 'standard_events', value: 'events' },
  { as: 'standard_value', value: 'value' },
  { as: 'standard_variance', value: 'variance' },
  { as: 'least_stratum', value: 'least' },
] as const;

/**
 * Adds to every row the limits that its methods give, per member; nothing where there is no method.
 */
export function limitedQuery({ interval, standard }: CubeStep, keys: readonly string[]): Query[] {
  const [numerator, denominator, squares] = [column('numerator'), column('denominator'), column('squares')];
  const limits: OutputColumn[] = [];
  if (interval !== null) {
    const { lower, upper } = INTERVALS[interval]({ numerator, denominator, squares });
    limits.push(as('lower', lower), as('upper', upper));
  }
  if (standard !== null) {
    const [value, variance, events] = [
      column('standard_value'),
      column('standard_variance'),
      column('standard_events'),
    ];
    const { lower, upper } = dobson({ value, variance, events });
    limits.push(as('standard_value', value), as('standard_lower', lower), as('standard_upper', upper));
  }
  if (limits.length === 0) return [];
  const counted = [...keys, 'numerator', 'denominator', ...SUPPORT_COLUMNS].map((name) => as(name, column(name)));
  return [{ kind: 'select', columns: [...counted, ...limits], from: table('counted') }];
}

/** The value of a cube, of what is counted for it; NULL where the denominator is 0. */
export function observedValue(
  step: Pick<CubeStep, 'denominator' | 'per'>,
  numerator: Expression,
  denominator: Expression,
): Expression {
  const per = number(step.per);
  if (step.denominator === null) return cast(binary('*', numerator, per), 'DOUBLE');
  const divisor = cast(denominator, 'DOUBLE');
  // Members are never fewer than none; of a net sum below 0 there is no ratio.
  const above =
    step.denominator.take === 'members'
      ? call('NULLIF', divisor, number(0))
      : choose([{ when: binary('>', divisor, number(0)), result: divisor }]);
  return binary('*', binary('/', cast(numerator, 'DOUBLE'), above), per);
}

/** The rows of a cube with the contract's columns and its support. */
export function figuresQuery(step: CubeStep, keys: readonly string[]): Query {
  const { interval, standard } = step;
  const [numerator, denominator, per] = [column('numerator'), column('denominator'), number(step.per)];
  const plain = step.denominator === null;
  const none = cast(NULL, 'DOUBLE');
  const scaled = (known: unknown, name: string): Expression => (known === null ? none : binary('*', column(name), per));
  // A rate below 0 is none: where a method ends there, it gives no lower limit.
  const lower = (known: unknown, name: string): Expression =>
    known === null
      ? none
      : choose([{ when: binary('>=', column(name), number(0)), result: binary('*', column(name), per) }]);
  const isNothing = step.denominator?.take === 'total' ? '<=' : '=';
  const missing = choose([{ when: binary(isNothing, denominator, number(0)), result: text('M') }], text('A'));
  const figures: Readonly<Record<(typeof FIGURE_COLUMNS)[number], Expression>> = {
    numerator: step.percentile === undefined ? numerator : cast(NULL, 'BIGINT'),
    denominator,
    obs_value:
      step.percentile === undefined
        ? observedValue(step, numerator, denominator)
        : binary('*', column('percentile'), per),
    ci_lower: lower(interval, 'lower'),
    ci_upper: scaled(interval, 'upper'),
    std_value: scaled(standard, 'standard_value'),
    std_ci_lower: lower(standard, 'standard_lower'),
    std_ci_upper: scaled(standard, 'standard_upper'),
    obs_status: plain ? text('A') : missing,
    conf_status: text('N'),
  };
  return {
    kind: 'select',
    columns: [
      ...keys.map((key) => as(key, column(key))),
      ...FIGURE_COLUMNS.map((name) => as(name, figures[name])),
      ...SUPPORT_COLUMNS.map((name) => as(name, column(name))),
    ],
    from: table(interval === null && standard === null ? 'counted' : 'limited'),
  };
}
