/** Dimensions of the event: what a claim is, and not whoever it is for. */
import type { ColumnCondition } from './variable.ts';

/** The claims of a dimension: its source, and what a claim of each member meets. */
export interface EventClaims {
  readonly source: string;
  /** In the order of the members. */
  readonly where: readonly (readonly ColumnCondition[])[];
}
