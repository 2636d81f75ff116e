/** Where rows come from: the files of a source, and how its columns are read. */
import type { Texts } from './vocabulary.ts';

/** How the text of a CSV file is encoded. */
export const ENCODINGS = ['utf-8', 'utf-16', 'latin-1', 'windows-1252', 'iso-8859-15'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Whether a source is in an encoding that engines do not read: it is decoded before they do. */
export function isDecodedHere({ format, encoding }: Pick<Source, 'format' | 'encoding'>): boolean {
  return format === 'csv' && (encoding === 'windows-1252' || encoding === 'iso-8859-15');
}

export interface Source {
  readonly name: string;
  /** Glob below the data root, or a URI; `{year}` stands for the reference year. */
  readonly files: string;
  readonly format: 'parquet' | 'csv';
  readonly delimiter: string;
  readonly encoding: Encoding;
  /**
   * Between whole and fraction of numbers that are written as text, and between their thousands.
   */
  readonly decimal: string;
  readonly thousands?: string;
  /** Texts that stand for nothing, beside empty and blank ones. */
  readonly nulls: readonly string[];
  /** It need not be delivered: indicators that read it are left out where it is not. */
  readonly optional: boolean;
  /**
   * Logical column of the nomenclature code and of the date of service; absent where rows are not
   * events.
   */
  readonly code?: string;
  readonly date?: string;
  /**
   * Logical column of the year, where a file without `{year}` in its name holds several and rows
   * have no date.
   */
  readonly year?: string;
  /** Logical column of whoever sent a row (a sickness fund), where the delivery says it. */
  readonly sender?: string;
  readonly columns: Readonly<Record<string, SourceColumn>>;
  /** What the data dictionary of the delivery calls its columns, as far as it is public. */
  readonly labels?: Readonly<Record<string, Texts>>;
}

/** A value of the catalogue that stands for a value of a column. */
export type ColumnValue = string | number | boolean;

export interface SourceColumn {
  readonly name: string;
  /** Physical column name in the delivery; the logical one where the column is a constant. */
  readonly from: string;
  /** Logical SQL type. */
  readonly type: string;
  /** How dates are written: `DD/MM/YYYY`, `YYYYMMDD`; a DATE or an ISO date without it. */
  readonly format?: string;
  /** The column holds a part of the delivered date: its year. */
  readonly part?: 'year';
  /** The value of every row, where the delivery does not have the column. */
  readonly constant?: ColumnValue;
  /** What delivered values stand for; others are refused. */
  readonly recode?: Readonly<Record<string, ColumnValue>>;
  /** It need not be delivered: indicators that need it are left out where it is not. */
  readonly optional?: boolean;
  /** The domain: these values, or numbers from the first to the last; others count as outside. */
  readonly values?: readonly ColumnValue[];
  readonly range?: readonly [least: number, most: number];
  /** Share of the values, 0 to 1, that may be outside the domain. */
  readonly tolerance: number;
  /**
   * The column holds the remainder of the delivered value, e.g. the last three digits of an
   * institution number.
   */
  readonly modulo?: number;
  /** What it holds in tests that leave it out. */
  readonly inTests?: number;
}
