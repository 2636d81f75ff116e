/**
 * A family: figures that count members by variables which share atoms, so that what one shows tells of the others. Atoms are disjoint classes of events; a
 * variable is the number of events in its atoms. Plain data: a manifest holds it.
 */

/** A bound on a variable of a member; both ends included. */
export interface FamilyCondition {
  /** Position in `variables`. */
  readonly variable: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A figure: the members that meet all conditions, or what a variable adds up to over them. */
export interface FamilyFigure {
  readonly name: string;
  readonly where: readonly FamilyCondition[];
  /** The variable that is added up; null: members are counted. */
  readonly adds: number | null;
}

/** What is known of every member: where the first condition holds, one of the others does. */
export interface FamilyRule {
  readonly given: FamilyCondition;
  readonly oneOf: readonly FamilyCondition[];
}

export interface Family {
  /** Names, for people. */
  readonly variables: readonly string[];
  /** Of every atom, the positions of the variables that an event of it adds to. */
  readonly atoms: readonly (readonly number[])[];
  readonly rules: readonly FamilyRule[];
  readonly figures: readonly FamilyFigure[];
}

/** Whether a member whose variables have these values meets a condition. */
export function meets(values: ArrayLike<number>, { variable, atLeast, atMost }: FamilyCondition): boolean {
  const value = values[variable] ?? 0;
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
}
