/**
 * What an examination of a delivery found: files, columns, rows and persons beside the year before,
 * and what a refresh would refuse. Counts only.
 */
import type { InventoryFile } from '../run/index.ts';

export interface DeliveryReport {
  readonly version: 1;
  readonly years: readonly { readonly year: number; readonly synthetic: boolean | null }[];
  readonly inventory: readonly InventoryFile[];
  readonly sources: readonly SourceReport[];
  /** What a run would refuse. */
  readonly problems: readonly string[];
  /** Data checks and gates of the delivery; those that fail stop a refresh. */
  readonly gates: readonly DeliveryGate[];
}

export interface SourceReport {
  readonly source: string;
  readonly year: number;
  readonly files: number;
  readonly rows: Compared;
  /** Persons (or practitioners) with rows; null where the source distinguishes none. */
  readonly persons: Compared | null;
  readonly columns: readonly ColumnReport[];
  /** Rows by month, profession and sender, as far as the source has them. */
  readonly breakdowns: readonly {
    readonly by: string;
    readonly members: readonly (Compared & { readonly member: string })[];
  }[];
}

/**
 * A count and that of the year before; null where there is none, or of 1 to 4, which may not be
 * passed on.
 */
export interface Compared {
  readonly count: number | null;
  readonly before: number | null;
}

export interface ColumnReport {
  readonly column: string;
  /** Its name in the delivery; null where it is a constant. */
  readonly from: string | null;
  readonly type: string;
  /** Types that files have; empty where none has the column. */
  readonly delivered: readonly string[];
  /** Share of the rows that have a value, 0 to 1, to three digits. */
  readonly filled: number | null;
  /** Share of the values outside the declared domain; null where none is declared. */
  readonly outside: number | null;
}

export interface DeliveryGate {
  readonly gate: string;
  readonly subject: string;
  readonly outcome: 'pass' | 'warning' | 'accepted' | 'fail';
  readonly message: string;
}
