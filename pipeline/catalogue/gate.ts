/**
 * Quality gates: what figures, and the delivery behind them, are checked against before they are
 * published.
 */
import type { Level, Texts } from './vocabulary.ts';

export interface Gate {
  readonly name: string;
  readonly label: Texts;
  readonly rule: GateRule;
  /** What is known to fail and right all the same. */
  readonly accepted: readonly KnownFailure[];
}

/**
 * A decision that holds for good: the subject (an indicator or a source), the reference year, and
 * why.
 */
export interface KnownFailure {
  readonly of: string;
  readonly year: number;
  readonly reason: string;
}

/**
 * What a figure is checked against: that of the year before, or of the same year in the current
 * release.
 */
export type Baseline = 'previous_year' | 'release';

export type GateRule = DeliveryRule | SumsRule | ChangeRule | OutliersRule | AreasRule;

/** Rows of a source against those of the year before, all together or by month or column. */
export interface DeliveryRule {
  readonly kind: 'delivery';
  readonly source: string;
  /** `month` of the date of service, a column, or null: all rows together. */
  readonly by: string | null;
  /** Rows; persons (the key of the source) with rows; or rows for each of these persons. */
  readonly count: 'rows' | 'persons' | 'rows_per_person';
  /** A source by whose rows persons are divided; null: by nothing. */
  readonly per: string | null;
  /** Relative change that is tolerated, up or down. */
  readonly tolerance: number;
  /** Members with less than this share of the rows in both years are not looked at. */
  readonly atLeast: number;
}

/** The areas of one level add up to those of another, numerator and denominator. */
export interface SumsRule {
  readonly kind: 'sums';
}

/**
 * The country's value of every indicator, against a relative tolerance that may be another for
 * some.
 */
export interface ChangeRule {
  readonly kind: 'change';
  readonly since: Baseline;
  readonly tolerance: number;
  readonly toleranceOf: Readonly<Record<string, number>>;
}

/**
 * Areas that do not follow the others: further from their median than so many median absolute
 * deviations.
 */
export interface OutliersRule {
  readonly kind: 'outliers';
  readonly since: Baseline;
  readonly level: Level;
  readonly deviations: number;
  /** Areas of which fewer events or members are expected are not looked at. */
  readonly atLeast: number;
  /** How many areas may be out of line. */
  readonly tolerated: number;
}

/** Areas that had members and have none. */
export interface AreasRule {
  readonly kind: 'areas';
  readonly since: Baseline;
  readonly level: Level;
  readonly atLeast: number;
  /** How many areas may be missing. */
  readonly tolerated: number;
}
