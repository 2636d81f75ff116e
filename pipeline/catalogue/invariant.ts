/** Invariants: what must hold between figures, whatever the data. */
import type { Texts } from './vocabulary.ts';

/**
 * What must hold between figures; checked after every year is computed, wherever all its indicators
 * are in the run.
 */
export interface Invariant {
  readonly name: string;
  readonly label: Texts;
  readonly kind: string;
  readonly checks: readonly InvariantCheck[];
}

export interface InvariantCheck {
  /** What it is about, for people: codes or variables. */
  readonly subject: string;
  /** All must be in the run; the cells that all of them have are compared. */
  readonly indicators: readonly string[];
  /** Comparisons cell by cell; or an area against its parts and whoever is in none of them. */
  readonly rule:
    | { readonly kind: 'compare'; readonly comparisons: readonly Comparison[] }
    | { readonly kind: 'levels' };
}

/** The comparisons of a check; none where its rule is no comparison of cells. */
export function comparisonsOf({ rule }: Pick<InvariantCheck, 'rule'>): readonly Comparison[] {
  return 'comparisons' in rule ? rule.comparisons : [];
}

/** The terms of all comparisons of a check. */
export function termsCompared(check: Pick<InvariantCheck, 'rule'>): InvariantTerm[] {
  return comparisonsOf(check).flatMap(({ left, right }) => [...left, ...right]);
}

/** Two sums of terms; no term is 0. */
export interface Comparison {
  readonly left: readonly InvariantTerm[];
  readonly operator: '=' | '<=';
  readonly right: readonly InvariantTerm[];
}

/**
 * A figure of an indicator; or the members, or the total, of a variable within bounds (both
 * included). So many times over.
 */
export type InvariantTerm =
  | {
      readonly kind: 'figure';
      readonly indicator: string;
      readonly figure: 'numerator' | 'denominator';
      readonly times: number;
    }
  | {
      readonly kind: 'members' | 'total';
      readonly variable: string;
      readonly range?: { readonly low?: number; readonly high?: number };
      readonly times: number;
    };
