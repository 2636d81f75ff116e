/** The modules of disclosure control whose mistakes are looked for, and examples of theirs. */
import type * as CubeParts from '../../../pipeline/disclosure/cells/cube-parts.ts';
import type * as FiguresShown from '../../../pipeline/disclosure/cells/figures-shown.ts';
import type * as PercentileRule from '../../../pipeline/disclosure/cells/percentile-rule.ts';
import type * as PooledStatuses from '../../../pipeline/disclosure/methods/pooled-statuses.ts';
import type * as Slices from '../../../pipeline/disclosure/methods/slices.ts';
import type * as SuppressPercentiles from '../../../pipeline/disclosure/methods/suppress-percentiles.ts';
import type * as WriteStatuses from '../../../pipeline/disclosure/methods/write-statuses.ts';
import type * as CheckPercentiles from '../../../pipeline/disclosure/search/check-percentiles.ts';
import type * as CheckPooled from '../../../pipeline/disclosure/search/check-pooled.ts';
import type * as JudgePercentile from '../../../pipeline/disclosure/suppress/judge-percentile.ts';
import type * as Rests from '../../../pipeline/disclosure/suppress/percentile-rests.ts';

export interface RuleModules {
  readonly 'cells/cube-parts.ts': typeof CubeParts;
  readonly 'cells/figures-shown.ts': typeof FiguresShown;
  readonly 'cells/percentile-rule.ts': typeof PercentileRule;
  readonly 'methods/pooled-statuses.ts': typeof PooledStatuses;
  readonly 'methods/slices.ts': typeof Slices;
  readonly 'methods/suppress-percentiles.ts': typeof SuppressPercentiles;
  readonly 'methods/write-statuses.ts': typeof WriteStatuses;
  readonly 'search/check-percentiles.ts': typeof CheckPercentiles;
  readonly 'search/check-pooled.ts': typeof CheckPooled;
  readonly 'suppress/judge-percentile.ts': typeof JudgePercentile;
  readonly 'suppress/percentile-rests.ts': typeof Rests;
}

export const RULE_MODULES: readonly (keyof RuleModules)[] = [
  'cells/cube-parts.ts',
  'cells/figures-shown.ts',
  'cells/percentile-rule.ts',
  'methods/pooled-statuses.ts',
  'methods/slices.ts',
  'methods/suppress-percentiles.ts',
  'methods/write-statuses.ts',
  'search/check-percentiles.ts',
  'search/check-pooled.ts',
  'suppress/judge-percentile.ts',
  'suppress/percentile-rests.ts',
];

/** What a rule gives on an example, and what it must. */
export interface RuleExample {
  readonly name: string;
  readonly of: (rules: RuleModules) => unknown;
  readonly expected: unknown;
}
