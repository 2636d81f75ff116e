/** How many members a percentile must be of, so that it discloses nobody's value. */
import type { ThresholdPolicy } from '../../catalogue/index.ts';

/** Members that a percentile is of at least, and those beyond it on each side, by rank. */
export interface PercentileRule {
  readonly members: number;
  readonly beyond: number;
}

/** Ten members, five on each side (docs/explanation/disclosure.md, Percentiles). */
const USUAL: PercentileRule = { members: 10, beyond: 5 };

/** The rule of a policy. */
export function percentileRuleOf({ percentiles }: Pick<ThresholdPolicy, 'percentiles'>): PercentileRule {
  return percentiles ?? USUAL;
}

/** Members whose rank is below and above a percentile of so many. */
export function beyondOf(members: number, percent: number): { readonly below: number; readonly above: number } {
  const rank = (members * percent) / 100;
  return { below: Math.floor(rank), above: members - Math.ceil(rank) };
}

/** Whether a percentile of so many members may be shown. */
export function isOfEnough(members: number, percent: number, rule: PercentileRule): boolean {
  const { below, above } = beyondOf(members, percent);
  return members >= rule.members && below >= rule.beyond && above >= rule.beyond;
}
