/** How one figure came about, as data: `cubes explain --json` prints it as it is. */
import type { Level } from '../catalogue/index.ts';
import type { PublishedGate } from '../release/index.ts';
import type { CheckResult, InputFile } from '../run/index.ts';
import type { SheetCode, SheetTexts } from '../sheet/index.ts';

export interface Explanation {
  readonly version: 2;
  readonly cell: ExplainedCell;
  /** Where the figure was read: a release, or the unprotected cubes. */
  readonly of: 'release' | 'work';
  readonly figure: Figure;
  readonly definition: Definition;
  /**
   * In the order in which they run; those of today's catalogue (`changed` says whether that is
   * another).
   */
  readonly statements: readonly ExplainedStatement[];
  /**
   * What the statements read by `getvariable`: name to SQL literal. `.` is the data root,
   * `data/reference` lies beside the catalogue.
   */
  readonly variables: Readonly<Record<string, string>>;
  /** The files that the cube was computed from. */
  readonly inputs: readonly ExplainedInput[];
  /**
   * What stands around and below the cell; nothing for a suppressed one, whose value could be found
   * from it.
   */
  readonly steps: readonly Step[];
  /** Of an unprotected cell: who is behind it. */
  readonly support: Support | null;
  readonly run: ExplainedRun;
  readonly release: ExplainedRelease | null;
  /**
   * What is not any more as it was when the cube was computed: definition, reference data, engine,
   * inputs.
   */
  readonly changed: readonly string[];
  readonly checks: readonly ExplainedCheck[];
  /**
   * What the gates found before it was published first; null where it never was, or that release is
   * not kept any more.
   */
  readonly gates: readonly PublishedGate[] | null;
}

export interface ExplainedCell {
  readonly code: string;
  readonly year: number;
  readonly area_level: Level;
  readonly ref_area: string;
  /** What the area is called, by language. */
  readonly names: Readonly<Record<string, string>>;
  /** The member of every dimension, `total` where none was asked for. */
  readonly members: Readonly<Record<string, string>>;
}

/** A row of a cube (contract, Output). */
export interface Figure {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly obs_value: number | null;
  readonly interval: Limits | null;
  readonly standardised: (Limits & { readonly value: number }) | null;
  readonly obs_status: string;
  readonly conf_status: string;
  /** Why it is not shown; null where it is. */
  readonly suppressed: Suppressed | null;
  /**
   * How it was changed before it was published (`rounded to 5`); null where it is what was counted,
   * or suppressed.
   */
  readonly changed: string | null;
}

export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Primary: a small count. Secondary: one that could be found from this. Both by the rule and below
 * so many members.
 */
export interface Suppressed {
  readonly kind: 'primary' | 'secondary';
  readonly rule: string;
  readonly threshold: number | null;
}

/** From the sheet: the one that was published, or of an unprotected figure the one of today. */
export interface Definition
  extends Pick<
    SheetTexts,
    'title' | 'unit' | 'method' | 'interpretations' | 'source_variables' | 'computed_variables'
  > {
  readonly per: number;
  readonly metadata_date: string;
  readonly code_lists: readonly ExplainedCodeList[];
}

export interface ExplainedCodeList {
  readonly name: string;
  readonly label: string;
  /** CSV below the reference data. */
  readonly file: string;
  readonly codes: readonly (Pick<SheetCode, 'code' | 'valid_from' | 'valid_to'> & {
    /** On some day of the reference year. */
    readonly in_force: boolean;
  })[];
}

export interface ExplainedStatement {
  readonly id: string;
  readonly purpose: string;
  readonly reads: readonly string[];
  /**
   * Of the run that computed the unprotected cube; null where it ran something else or partitioned
   * the members, and in a release.
   */
  readonly rows: number | null;
  /** Where it was asked for. */
  readonly sql?: string;
}

export interface ExplainedInput extends InputFile {
  /** As far as can be inferred without reading it. */
  readonly now: 'unchanged' | 'changed' | 'gone' | 'not read';
}

/**
 * What belongs to the cell: the parts of its area, and the members of a dimension that it is the
 * total of; or the same cell of the country.
 */
export interface Step {
  readonly step: 'country' | 'areas' | 'members';
  /** The level of the parts, or the dimension. */
  readonly by: string;
  readonly cells: number;
  readonly suppressed: number;
  /** Sums; null where they are withheld. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /**
   * Some of it is suppressed; what is left to the cell is of so few that it would be; the indicator
   * has no figures of such areas.
   */
  readonly withheld: 'suppressed' | 'few left' | 'not published' | null;
}

export interface Support {
  readonly numerator_members: number | null;
  /** How many members have how many events. */
  readonly members_by_events: Readonly<Record<string, number>> | null;
}

export interface ExplainedRun {
  readonly id: string;
  readonly engine: string;
  /** From the run's manifest; null where it is not here. */
  readonly started: string | null;
  readonly seconds: number | null;
  readonly catalogue: string | null;
}

export interface ExplainedRelease {
  readonly release: string;
  readonly created: string;
  /** The release in which the cube appeared first as it is. */
  readonly first: string;
  readonly path: string;
  readonly sha256: string;
  /** Hash of the catalogue that it was published by. */
  readonly catalogue: string;
  readonly vintage: number;
}

/** A release does not disclose numbers of rows: null. */
export type ExplainedCheck = Omit<CheckResult, 'offending' | 'examined'> & {
  readonly offending: number | null;
  readonly examined: number | null;
};
