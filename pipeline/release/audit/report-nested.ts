/** What a refresh says of nested differences before a release is put in place. */
import type { ReleaseAudit } from './audit-release.ts';

export interface NestedReport {
  readonly entity: string;
  readonly year: number;
  /**
   * Pairs of shown counts of which one contains the other by definition; and those of them whose
   * difference is sensitive.
   */
  readonly examined: number;
  readonly disclosed: number;
  /** Cells that show a numerator as large as the denominator. */
  readonly everybody: number;
}

/**
 * By entity and year; where the policy ignores nested differences, and where figures are changed so
 * that none is exact, nothing.
 */
export function reportNested({ years }: ReleaseAudit): NestedReport[] {
  return years.flatMap(({ entity, year, changed, nestedPolicy, nestedDifferences, everybody }) =>
    nestedPolicy === 'ignore' || changed !== null
      ? []
      : [{ entity, year, examined: nestedDifferences.examined, disclosed: nestedDifferences.disclosed, everybody }],
  );
}
