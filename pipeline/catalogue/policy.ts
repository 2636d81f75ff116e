/** What is kept from the public, and for how long releases are kept. */
import { isPerturbation, METHODS, type MethodName, type PerturbationName } from './methods/index.ts';
import type { Level } from './vocabulary.ts';

/** How figures on an entity are protected; or nobody has to be protected. */
export type DisclosurePolicy = ThresholdPolicy | { readonly kind: 'none' };

/**
 * Cells of few members are suppressed, and others so that nobody can work them out
 * (docs/explanation/disclosure.md). A cell of nobody is not small.
 */
export interface ThresholdPolicy {
  readonly kind: 'threshold';
  /**
   * `primary`: sensitive cells are suppressed, and nothing else; `linked`: others as well, so that
   * nobody can work them out, which is audited before publication; `rounded`, `noise`: nothing is
   * suppressed, and no figure is published exactly.
   */
  readonly method: MethodName;
  /** Of `rounded` alone: what figures are multiples of; at least `threshold`. */
  readonly base?: number | undefined;
  /** Of `noise` alone: by how much a count is changed at most. */
  readonly noise?: number | undefined;
  /** Cells of 1 to `threshold` - 1 members are small. */
  readonly threshold: number;
  /** Small are also cells that leave 1 to `threshold` - 1 members of their denominator out. */
  readonly complements: boolean;
  /** Small are also cells whose denominator is. */
  readonly denominators: boolean;
  /**
   * Whether who is in no part of an area or dimension (unknown domicile) is protected like a cell.
   */
  readonly gaps: boolean;
  /**
   * What becomes of two shown counts of which one contains the other by definition, where they
   * differ by a sensitive count.
   */
  readonly nested_differences: 'protect' | 'report' | 'ignore';
  /** Whether `conf_status` distinguishes sensitive cells (A) from other suppressed cells (D). */
  readonly distinguish_primary: boolean;
  /**
   * The smallest width of the feasibility interval of a sensitive cell.
   */
  readonly width: number;
  /**
   * Of what adds up values, small are also cells of which the `contributors` largest make more than
   * `share` (0 to 1).
   */
  readonly dominance: { readonly contributors: number; readonly share: number } | null;
  /**
   * How many members a percentile is shown of at least, and how many lie beyond it on each side;
   * absent: ten, and five.
   */
  readonly percentiles?: { readonly members: number; readonly beyond: number } | undefined;
  /** Figures that no cell of a release shows, small or not. */
  readonly withhold: readonly Withheld[];
  /**
   * A level with a set of dimensions, of which a larger share of the cells of anybody is sensitive,
   * is withheld with all finer ones.
   */
  readonly sparse: number;
  readonly costs: CostPolicy;
}

/** Figures that a policy may leave out everywhere. */
export type Withheld = 'numerator' | 'value' | 'intervals' | 'standardised';

/** What suppressing a cell costs, in cells of the cheapest kind. */
export interface CostPolicy {
  readonly levels: Readonly<Record<Level, number>>;
  /** Times this where every dimension is at its total. */
  readonly total: number;
  /** Instead of it in the country, a region or a province, of which everybody reads the totals. */
  readonly headlines: number;
}

/** How many releases are kept, the newest first; null: all of them. */
export interface Retention {
  readonly keep: number | null;
}

/**
 * Figures as multiples of `amount`, or changed by chance by at most as much; figures of 1 to
 * `threshold` - 1 are never shown.
 */
export interface Perturbation {
  readonly method: PerturbationName;
  readonly amount: number;
  readonly threshold: number;
}

/** How a policy changes figures; null where it changes none. */
export function perturbationOf(policy: DisclosurePolicy | undefined): Perturbation | null {
  if (policy === undefined || policy.kind === 'none' || !isPerturbation(policy.method)) return null;
  const { method, threshold } = policy;
  const amount = policy[METHODS[method].amount];
  return amount === undefined ? null : { method, amount, threshold };
}

/** `rounded to 5`, `noise of at most 3`. */
export function printPerturbation({ method, amount }: Perturbation): string {
  return METHODS[method].describe(amount);
}

/**
 * Whether a policy suppresses cells against an attacker who has all cubes of a year and the
 * releases before.
 */
export function isLinked(policy: DisclosurePolicy | undefined): policy is ThresholdPolicy {
  return policy?.kind === 'threshold' && METHODS[policy.method].isLinked;
}

/** Whether published figures add up; where they do not, no sum is promised. */
export function addsUp(policy: DisclosurePolicy | undefined): boolean {
  const perturbation = perturbationOf(policy);
  return perturbation === null || METHODS[perturbation.method].addsUp;
}

/** Whether figures depend on the secret seed of the data root. */
export function isSeeded(policy: DisclosurePolicy | undefined): boolean {
  const perturbation = perturbationOf(policy);
  return perturbation !== null && METHODS[perturbation.method].isSeeded;
}
