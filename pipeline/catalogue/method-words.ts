/**
 * The sentences on how an indicator is calculated: one for every kind of measure, in every language
 * of the sheets.
 */

/** What a sentence on a calculation is made of. */
export interface MethodParts {
  /** Who is counted, in small letters: beneficiaries. */
  readonly members: string;
  /** Of whom there is a number below the line, where it is another entity. */
  readonly others: string;
  /** The variable that is summed: its label with its name. */
  readonly summed: string;
  /** Of a percentile: which, and the unit that it is rounded to. */
  readonly percent: string;
  readonly unit: string;
  /** The variable that is summed below the line, where one is. */
  readonly divisor: string;
  /**
   * Which members meet the conditions, as `where` of the language says it; undefined when everybody
   * does.
   */
  readonly where: string | undefined;
  /** A number as the language writes it; undefined for one. */
  readonly per: string | undefined;
}

/** One sentence for every measure kind; a kind takes its own (`measures/`). */
export interface MethodWords {
  readonly share: (parts: MethodParts) => string;
  readonly rate: (parts: MethodParts) => string;
  readonly count: (parts: MethodParts) => string;
  readonly density: (parts: MethodParts) => string;
  readonly mean: (parts: MethodParts) => string;
  readonly percentile: (parts: MethodParts) => string;
  readonly perDay: (parts: MethodParts) => string;
  readonly ratio: (parts: MethodParts) => string;
}
