/** What a figure adds up, in normal form: the types of measures. */

/** A bound: an integer, or a percentage of a parameter of the year. */
export type Bound =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'parameter'; readonly parameter: string; readonly group: string; readonly percent: string };

/** A condition on a variable; both bounds included. */
export interface VariableCondition {
  readonly variable: string;
  readonly atLeast?: Bound;
  readonly atMost?: Bound;
}

/**
 * What is added up over members: each counts once, or with the value of a variable, if all
 * conditions hold.
 */
export type Term =
  | {
      readonly kind: 'members';
      readonly where: readonly VariableCondition[];
      /** Whose members, where it is not the entity of the measure. */
      readonly entity?: string;
    }
  | { readonly kind: 'total'; readonly variable: string; readonly where: readonly VariableCondition[] };

/** A measure in normal form, whatever its kind. */
export interface Measure {
  readonly kind: string;
  readonly entity: string;
  readonly numerator: Term;
  /** Null for a plain count. */
  readonly denominator: Term | null;
  /**
   * Who is counted, above and below the line: these conditions stand in both terms as well. Absent
   * where everybody is.
   */
  readonly population?: readonly VariableCondition[];
  /**
   * Numerator and denominator are added up over so many years, the reference year the last. Absent
   * of one.
   */
  readonly pooled?: number;
  /** The value is the numerator, as it is held, / denominator x this. */
  readonly per: number;
  /**
   * What one of the numerator stands for in the reader's unit: 0.01 where it is held in cents. The
   * `per` of the catalogue is in the reader's unit.
   */
  readonly unitScale: number;
  /**
   * The numerator counts events of a member, so that support files hold members by number of
   * events.
   */
  readonly events: boolean;
  /** Collected as well, so that members whom claims alone show are known if they have nothing. */
  readonly outsiders?: readonly string[];
  /** The denominator is members times the days of the year: person-days. */
  readonly perDay?: true;
  /**
   * The value is that of the numerator's variable at a percentage of the members of the
   * denominator, in order. Then the numerator is not a figure.
   */
  readonly percentile?: Percentile;
  /** The same of the claims of each group of a dimension of the event, where it has one. */
  readonly groups?: EventGroups;
}

/** What a measure counts of the claims of each member of a dimension of the event. */
export interface EventGroups {
  readonly dimension: string;
  readonly members: readonly EventGroup[];
}

export interface EventGroup {
  readonly member: string;
  readonly numerator: Term;
  readonly denominator: Term | null;
}

/** Every term of a measure: of all claims, and of those of each group. */
export function termsOf({
  numerator,
  denominator,
  groups,
}: Pick<Measure, 'numerator' | 'denominator' | 'groups'>): Term[] {
  const pairs = [{ numerator, denominator }, ...(groups?.members ?? [])];
  return pairs.flatMap((pair) => [pair.numerator, ...(pair.denominator === null ? [] : [pair.denominator])]);
}

/** A percentile, and the unit that its value is rounded to, as it is held. */
export interface Percentile {
  readonly percent: number;
  readonly unit: number;
}

/** How the 95 % interval of a value is found (docs/explanation/methods.md). */
export type IntervalMethod = 'wilson' | 'byar';

/** The other entity whose members a measure divides by; undefined where it has none. */
export function otherEntity({ denominator }: Pick<Measure, 'denominator'>): string | undefined {
  return denominator?.kind === 'members' ? denominator.entity : undefined;
}

/**
 * Whose members the figures of a measure could disclose: those of the numerator; where members of
 * another entity are divided by, theirs, as what stands above the line is of nobody protected then.
 */
export function protectedEntity(measure: Pick<Measure, 'entity' | 'denominator'>): string {
  return otherEntity(measure) ?? measure.entity;
}

/** The conditions of a measure's numerator less those of its population, which come last. */
export function ownConditions({
  numerator,
  population = [],
}: Pick<Measure, 'numerator' | 'population'>): VariableCondition[] {
  return numerator.where.slice(0, numerator.where.length - population.length);
}
