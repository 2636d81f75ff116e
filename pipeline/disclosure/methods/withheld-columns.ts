/** Columns that a policy leaves empty in every cell of a release. */
import type { DisclosurePolicy } from '../../catalogue/index.ts';

export const STANDARDISED = ['std_value', 'std_ci_lower', 'std_ci_upper'];

const COLUMNS = {
  numerator: ['numerator'],
  value: ['obs_value'],
  intervals: ['ci_lower', 'ci_upper', 'std_ci_lower', 'std_ci_upper'],
  standardised: STANDARDISED,
} as const;

/** None where nobody has to be protected. */
export function withheldColumns(policy: DisclosurePolicy | undefined): readonly string[] {
  return policy?.kind === 'threshold' ? [...new Set((policy.withhold ?? []).flatMap((name) => COLUMNS[name]))] : [];
}
