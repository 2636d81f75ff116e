/** What a program sees of a release: indicators, cubes as rows or columns, sheets. */
import type { Level, Publisher } from '../catalogue/index.ts';
import type { ExportLanguage } from '../export/index.ts';
import type { Sheet, SheetTexts } from '../sheet/index.ts';

/** An open release. */
export interface Release {
  /** `2026Q4`, or `2026Q4-2` for the second release of the quarter. */
  readonly name: string;
  /** The quarter that it was published for: `2026Q4`. */
  readonly quarter: string;
  /** When it was published, ISO 8601. */
  readonly created: string;
  /** Whether any figure is of synthetic data: invented people and claims. */
  readonly synthetic: boolean;
  /** Who publishes the figures, by language; null where nobody is declared. */
  readonly publisher: Publisher | null;
  /** Absolute path of the folder that is read, whatever `current` leads to by now. */
  readonly folder: string;
  /**
   * The indicators of the release.
   *
   * @returns Every indicator that has figures, by code.
   * @example
   * ```ts
   * import { openRelease } from 'atlas-cubes';
   *
   * const release = await openRelease('data/releases/current');
   * const byAge = release
   *   .indicators()
   *   .filter(({ dimensions }) => dimensions.some(({ name }) => name === 'age_group'));
   * console.log(byAge.map(({ code, years }) => `${code}: ${years.join(', ')}`));
   * release.close();
   * ```
   */
  readonly indicators: () => readonly Indicator[];
  /**
   * The figures of an indicator; nothing is read until they are asked for.
   *
   * @param code An indicator of the release, such as `cube_013_021`.
   * @param selection Years and levels, by default all that are published.
   * @returns The cube, to be iterated, or read as rows or columns.
   * @throws `Failure` of the kind `usage` where the code is unknown, or a year or level is not
   * published.
   * @example
   * ```ts
   * import { openRelease } from 'atlas-cubes';
   *
   * const release = await openRelease('data/releases/current');
   * for await (const cell of release.cube('cube_013_021', { levels: ['region'], language: 'fr' }))
   *   if (cell.members.age_group === 'total')
   *     console.log(cell.area_name, cell.obs_value ?? cell.obs_status);
   * release.close();
   * ```
   */
  readonly cube: (code: string, selection?: CubeSelection) => Cube;
  /**
   * The sheet of an indicator: what it means and how it is calculated.
   *
   * @param code An indicator of the release.
   * @param language `fr`, `nl`, `en`, …: the texts in this language alone; without it the sheet
   * with all of them.
   * @returns The sheet, or its texts in the language.
   * @throws `Failure` of the kind `usage` where the code or the language is unknown.
   * @example
   * ```ts
   * import { Failure, openRelease } from 'atlas-cubes';
   *
   * const release = await openRelease('data/releases/current');
   * const { title } = release.sheet('cube_013_021', 'nl');
   * console.log(title, release.sheet('cube_013_021').metadata_date);
   * try {
   *   release.sheet('cube_013_02');
   * } catch (error) {
   *   if (error instanceof Failure) console.log(error.help); // did you mean `cube_013_021`?
   * }
   * release.close();
   * ```
   */
  readonly sheet: {
    (code: string): Sheet;
    (code: string, language: string): SheetTexts;
  };
  /** Closes the files of the release; its cubes cannot be read afterwards. May be called twice. */
  readonly close: () => void;
}

/** An indicator of a release, and what is published of it. */
export interface Indicator {
  /** Such as `cube_013_021`. */
  readonly code: string;
  /** By language: `{ fr: …, nl: …, en: … }`. */
  readonly title: Readonly<Record<string, string>>;
  /** What `obs_value` is measured in, by language. */
  readonly unit: Readonly<Record<string, string>>;
  /** `share`, `rate`, `count`, … and by how much the ratio is multiplied. */
  readonly measure: { readonly kind: string; readonly per: number; readonly unit_scale: number };
  /** What it is broken down by; `total` is a member of each. */
  readonly dimensions: readonly { readonly name: string; readonly members: readonly string[] }[];
  /** Years with figures, ascending. */
  readonly years: readonly number[];
  /** Levels with figures, coarsest first. */
  readonly levels: readonly Level[];
}

/** Which figures of an indicator are read. */
export interface CubeSelection {
  /** Reference years; by default all that are published. */
  readonly years?: readonly number[];
  /** Levels; by default all that are published. */
  readonly levels?: readonly Level[];
  /** The language of the names of areas; by default English. */
  readonly language?: ExportLanguage;
}

/**
 * The figures of an indicator. Iterating gives its cells in the order of the release, with one year
 * in memory at a time.
 */
export interface Cube extends AsyncIterable<Cell> {
  readonly code: string;
  /** The years that are read, ascending. */
  readonly years: readonly number[];
  /** The levels that are read, coarsest first. */
  readonly levels: readonly Level[];
  /**
   * All cells at once.
   *
   * @returns The cells in the order of the release.
   * @throws `Failure` of the kind `data` where a file of the release is missing or damaged.
   * @example
   * ```ts
   * import { openRelease } from 'atlas-cubes';
   *
   * const release = await openRelease('data/releases/current');
   * const cells = await release.cube('cube_013_021', { levels: ['region'] }).rows();
   * const suppressed = cells.filter(({ obs_status }) => obs_status === 'Q');
   * console.log(suppressed.length, 'of', cells.length, 'are suppressed');
   * release.close();
   * ```
   */
  readonly rows: () => Promise<Cell[]>;
  /**
   * All cells by column, for calculations over many of them.
   *
   * @returns Columns of one length; figures as `Float64Array`, with NaN where there is no figure.
   * @throws `Failure` of the kind `data` where a file of the release is missing or damaged.
   * @example
   * ```ts
   * import { openRelease } from 'atlas-cubes';
   *
   * const release = await openRelease('data/releases/current');
   * const cube = release.cube('cube_013_021', { levels: ['municipality'] });
   * const { obs_value, length } = await cube.columns();
   * const shown = obs_value.filter((value) => !Number.isNaN(value));
   * console.log(`${shown.length} of ${length}, at most ${Math.max(...shown)}`);
   * release.close();
   * ```
   */
  readonly columns: () => Promise<CubeColumns>;
}

/**
 * Keys, figures and statuses of a cell. A figure is null where it is suppressed (`obs_status` Q),
 * where there is none (M), or where the indicator has no such figure.
 */
export interface Cell {
  /** The reference year. */
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
  /** The directly standardised value, and its 95 % limits. */
  readonly std_value: number | null;
  readonly std_ci_lower: number | null;
  readonly std_ci_upper: number | null;
  /** SDMX CL_OBS_STATUS: normal, missing (denominator 0), suppressed. */
  readonly obs_status: 'A' | 'M' | 'Q';
  /** SDMX CL_CONF_STATUS: free, sensitive (primary suppression), secondary suppression. */
  readonly conf_status: 'F' | 'A' | 'D';
}

/** The names of the figures of a cell. */
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
