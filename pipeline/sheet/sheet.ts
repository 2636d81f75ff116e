/**
 * The sheet of an indicator: all that its readers are given, as data. A release holds one per
 * indicator in `metadata/<code>.json`.
 */
import type { Confidence, Indicator, Level, Withheld } from '../catalogue/index.ts';

/** Of this shape; a shape that readers of the old one would misread gets another number. */
export const SHEET_VERSION = 2;

export interface Sheet {
  readonly version: typeof SHEET_VERSION;
  readonly code: string;
  /** The code on the published sheet; null where there is no such sheet. */
  readonly atlas_code: string | null;
  readonly status: Indicator['status'];
  /**
   * Codes under which its figures were published before, newest first; left out where there are
   * none.
   */
  readonly formerly?: readonly string[];
  /** In a release: whether any figure of it is of synthetic data, and describes nobody. */
  readonly synthetic?: boolean;
  /**
   * Parameters with invented values that its figures depend on; left out where there are none.
   */
  readonly illustrative?: readonly string[];
  /** ISO date. */
  readonly metadata_date: string;
  readonly available_from: number;
  readonly smallest_level: Level;
  /** Coarsest first, each with its first year. */
  readonly levels: readonly { readonly level: Level; readonly from: number }[];
  readonly schedule: { readonly refresh: string; readonly lag_years: number };
  /**
   * The value is numerator x unit_scale / denominator x per: `per` is in the reader's unit, the
   * numerator in its smallest (cents: 0.01).
   */
  readonly measure: { readonly kind: string; readonly per: number; readonly unit_scale: number };
  /** Figures that no cell of a release shows; left out where there are none. */
  readonly withheld?: readonly Withheld[];
  /** One that groups claims is marked: a person may be in several of its members, or in none. */
  readonly dimensions: readonly {
    readonly name: string;
    readonly members: readonly string[];
    readonly groups_claims?: true;
  }[];
  readonly source_variables: readonly string[];
  readonly computed_variables: readonly string[];
  readonly equivalents: readonly string[];
  readonly keywords: readonly string[];
  readonly code_lists: readonly SheetCodeList[];
  readonly texts: Readonly<Record<string, SheetTexts>>;
}

export interface SheetCodeList {
  readonly name: string;
  /** CSV below the reference data. */
  readonly file: string;
  /** Number of codes by how well their meaning is sourced; null where the file does not say. */
  readonly confidence: Readonly<Record<Confidence, number>> | null;
  readonly codes: readonly SheetCode[];
}

/**
 * A code; `valid_from` included, `valid_to` excluded, null = open. Label and category as in the
 * file.
 */
export interface SheetCode {
  readonly code: number | string;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
  readonly label: string | null;
  readonly category: string | null;
  readonly confidence: Confidence | null;
}

/** Who publishes the figures, in one language; null where it is not declared. */
export interface SheetPublisher {
  readonly name: string;
  readonly url: string | null;
  readonly contact: string | null;
  readonly licence: { readonly name: string; readonly url: string } | null;
}

/** The sheet in one language. */
export interface SheetTexts {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly status: string;
  /** Its former codes, in a sentence; only where there are any. */
  readonly formerly?: string;
  readonly interpretations: readonly string[];
  readonly remarks: readonly string[];
  readonly update: string;
  readonly smallest_level: string;
  readonly levels: readonly string[];
  readonly method: string;
  readonly withheld?: readonly string[];
  readonly dimensions: readonly string[];
  readonly citation: string;
  /** Null where the catalogue declares none. */
  readonly publisher: SheetPublisher | null;
  /** What synthetic data is, in a sentence; only where `synthetic` is true. */
  readonly synthetic?: string;
  /** That values of parameters are invented, in a sentence; only where `illustrative` is there. */
  readonly illustrative?: string;
  readonly source_variables: readonly NamedText[];
  readonly computed_variables: readonly NamedText[];
  readonly equivalents: readonly NamedText[];
  readonly keywords: readonly string[];
  readonly code_lists: readonly (NamedText & { readonly confidence: string | null })[];
}

/**
 * What whoever meets a single file has to know before its figures: that they are of synthetic data,
 * that they depend on invented values.
 */
export function noticesOf({ synthetic, illustrative }: SheetTexts): string[] {
  return [synthetic, illustrative].flatMap((notice) => notice ?? []);
}

/** The factor of a numerator as it is held: the value is numerator / denominator x this. */
export function heldPer({ per, unit_scale }: Sheet['measure']): number {
  return Number((per * unit_scale).toPrecision(15));
}

/** A name of the catalogue or of the delivery with what it means. */
export interface NamedText {
  readonly name: string;
  readonly label: string;
}
