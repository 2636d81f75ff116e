/**
 * A family: figures that count members by variables which share atoms, so that what one shows
 * discloses of the others. Atoms are disjoint classes of events; a variable is the number of events
 * in its atoms. Plain data: a manifest holds it.
 */

/** A bound on a variable of a member; both ends included. */
export interface FamilyCondition {
  /** Position in `variables`. */
  readonly variable: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /**
   * Met by whatever corrections have taken below zero besides: whoever is behind a volume has an
   * event or had one taken back.
   */
  readonly orBelow?: true;
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
export function meets(values: ArrayLike<number>, { variable, atLeast, atMost, orBelow }: FamilyCondition): boolean {
  const value = values[variable] ?? 0;
  if (orBelow && value < 0) return true;
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
}

/** What a member whose variables have these values adds to a figure. */
export function addedBy({ where, adds }: FamilyFigure, values: ArrayLike<number>): number {
  if (!where.every((condition) => meets(values, condition))) return 0;
  return adds === null ? 1 : (values[adds] ?? 0);
}

/**
 * The members behind a volume: who meets its conditions and has an event of what it adds up, or had
 * one taken back.
 */
export function membersBehind({ name, adds, where }: FamilyFigure): FamilyFigure {
  const has: FamilyCondition = { variable: adds ?? -1, atLeast: 1, orBelow: true };
  return { name: `members of ${name}`, adds: null, where: [...where, has] };
}

/** Whether two figures count the same members, unless corrections took something below zero. */
export function countsSameMembers(left: FamilyFigure, right: FamilyFigure): boolean {
  return left.adds === null && right.adds === null && conditionsOf(left) === conditionsOf(right);
}

/** What a figure asks of every variable. */
function conditionsOf({ where }: FamilyFigure): string {
  const variables = [...new Set(where.map(({ variable }) => variable))].sort((a, b) => a - b);
  const targets = variables.map((variable) => {
    const own = where.filter((condition) => condition.variable === variable);
    const least = Math.max(...own.map(({ atLeast }) => atLeast ?? Number.NEGATIVE_INFINITY));
    const most = Math.min(...own.map(({ atMost }) => atMost ?? Number.POSITIVE_INFINITY));
    return `${variable} ${least} ${most}`;
  });
  return targets.join();
}
