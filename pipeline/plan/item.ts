/** What is computed and published by itself: one indicator of one year. */

/** One indicator and reference year. */
export interface Item {
  readonly code: string;
  readonly year: number;
}
