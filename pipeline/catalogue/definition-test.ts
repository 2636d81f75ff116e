/**
 * A test of a definition, as it stands beside its indicator: tiny inputs, and the cells that must
 * come out.
 */
import type { FileLocation } from '../base/index.ts';

/**
 * The column of a table of a source without a date: the one year that the row is of; empty, every
 * year that is read.
 */
export const IN_YEAR = 'in_year';

/** A row of a source: the text of each logical column, null = NULL. */
export type TestRow = Readonly<Record<string, string | null>>;

/**
 * A figure of a cell: what must stand there, as the author wrote it (null = NULL), and where the
 * author wrote it.
 */
export interface ExpectedFigure {
  readonly column: string;
  readonly expected: string | null;
  readonly place: FileLocation;
}

/**
 * A cell of a cube: its keys (area_level, ref_area, dimensions), and the figures that are looked
 * at.
 */
export interface ExpectedCell {
  readonly keys: Readonly<Record<string, string>>;
  readonly figures: readonly ExpectedFigure[];
  /**
   * The cube must have no such row: a level that is not available, an area that the map does not
   * have.
   */
  readonly isAbsent: boolean;
  readonly place: FileLocation;
}

export interface DefinitionTest {
  readonly name: string;
  readonly year: number;
  /** Where it is not that of the catalogue. */
  readonly vintage?: number | 'reference_year';
  /** Rows by source; a source that is not there has none. */
  readonly rows: Readonly<Record<string, readonly TestRow[]>>;
  readonly expect: readonly ExpectedCell[];
  readonly place: FileLocation;
}

/**
 * What an interval and a standardised value are given in; computed for a test only where it looks
 * at one of them.
 */
export const LIMIT_FIGURES = ['ci_lower', 'ci_upper', 'std_value', 'std_ci_lower', 'std_ci_upper'] as const;

/** The columns of a cube that a test may look at, after its keys (contract, Output). */
export const TESTED_FIGURES = [
  'numerator',
  'denominator',
  'obs_value',
  ...LIMIT_FIGURES,
  'obs_status',
  'conf_status',
] as const;

/** What stands in an expected figure where the cube has no such row. */
export const NO_ROW = 'no row';

/** What stands in a cell that is empty. */
export const EMPTY_CELL = '-';
