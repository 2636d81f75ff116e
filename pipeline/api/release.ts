/** What a program sees of a release: indicators, cubes as rows or columns, sheets. */
import type { Level } from '../catalogue/index.ts';
import type { ExportLanguage } from '../export/index.ts';
import type { Sheet, SheetTexts } from '../sheet/index.ts';

export interface Release {
  /** Such as 2026Q4. */
  readonly name: string;
  readonly quarter: string;
  /** When it was published, ISO 8601. */
  readonly created: string;
  /** Absolute path of the folder that is read, whatever `current` leads to by now. */
  readonly folder: string;
  /** Every indicator, by code. */
  readonly indicators: () => readonly Indicator[];
  /** The figures of an indicator; nothing is read until they are asked for. Refuses an unknown code, year or level with a `Failure`. */
  readonly cube: (code: string, selection?: CubeSelection) => Cube;
  /** The sheet of an indicator, or what it says in a language. Refuses an unknown code or language with a `Failure`. */
  readonly sheet: {
    (code: string): Sheet;
    (code: string, language: string): SheetTexts;
  };
  /** Lets go of the files; cubes cannot be read any more. */
  readonly close: () => void;
}

export interface Indicator {
  readonly code: string;
  /** By language. */
  readonly title: Readonly<Record<string, string>>;
  readonly unit: Readonly<Record<string, string>>;
  /** `share`, `rate`, `count`, … and by how much the ratio is multiplied. */
  readonly measure: { readonly kind: string; readonly per: number };
  /** What it is broken down by; `total` is a member of each. */
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[];
  readonly years: readonly number[];
  /** Coarsest first. */
  readonly levels: readonly Level[];
}

export interface CubeSelection {
  /** All that are published unless some are named. */
  readonly years?: readonly number[];
  readonly levels?: readonly Level[];
  /** Of the names of areas; English unless another is named. */
  readonly language?: ExportLanguage;
}

/** Iterating gives the cells in the order of the release, a year in memory at a time. */
export interface Cube extends AsyncIterable<Cell> {
  readonly code: string;
  readonly years: readonly number[];
  readonly levels: readonly Level[];
  readonly rows: () => Promise<Cell[]>;
  readonly columns: () => Promise<CubeColumns>;
}

/** Keys, figures and statuses of a cell. A figure is null where it is masked (`obs_status` Q), where there is none (M), or where the indicator has none. */
export interface Cell {
  readonly time_period: number;
  readonly area_level: Level;
  /** NIS code, or code of a statistical sector. */
  readonly ref_area: string;
  readonly area_name: string;
  /** The member of every dimension; `total` is the margin. */
  readonly members: Readonly<Record<string, string>>;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly obs_value: number | null;
  /** 95 % limits of `obs_value`. */
  readonly ci_lower: number | null;
  readonly ci_upper: number | null;
  readonly std_value: number | null;
  readonly std_ci_lower: number | null;
  readonly std_ci_upper: number | null;
  /** SDMX CL_OBS_STATUS: normal, missing (denominator 0), suppressed. */
  readonly obs_status: 'A' | 'M' | 'Q';
  /** SDMX CL_CONF_STATUS: free, primary (small count), secondary. */
  readonly conf_status: 'F' | 'A' | 'D';
}

export type FigureName = Extract<keyof Cell, 'numerator' | 'denominator' | `${string}_value` | `${string}ci_${string}`>;

/** A cube by column, all of one length. NaN stands where a cell has no such figure: never 0. */
export interface CubeColumns extends Readonly<Record<FigureName, Float64Array>> {
  readonly length: number;
  readonly time_period: Int32Array;
  readonly area_level: readonly Level[];
  readonly ref_area: readonly string[];
  readonly area_name: readonly string[];
  /** A column for every dimension. */
  readonly members: Readonly<Record<string, readonly string[]>>;
  readonly obs_status: readonly Cell['obs_status'][];
  readonly conf_status: readonly Cell['conf_status'][];
}
