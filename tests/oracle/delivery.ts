/**
 * A year's delivery as plain rows, with the physical column names of the contract; a column left
 * out is NULL.
 */

/** Dates are `YYYY-MM-DD`; amounts are decimal text or numbers with at most two decimals. */
export type Field = string | number | bigint | boolean | null;
export type Row = Readonly<Record<string, Field>>;

export interface Delivery {
  readonly year: number;
  readonly healthCare: readonly Row[];
  readonly population: readonly Row[];
  readonly practitioner: readonly Row[];
  /** Left out where they are not delivered: these are optional sources. */
  readonly pharmacy?: readonly Row[];
  readonly hospitalStay?: readonly Row[];
  /** Deliveries of other years, for figures that read them. */
  readonly others?: readonly Delivery[];
}
