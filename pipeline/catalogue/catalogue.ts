/**
 * What is declared, with its names resolved: the one type that all other layers read. Plain data,
 * JSON-serialisable.
 */

import type { DefinitionTest } from './definition-test.ts';
import type { Gate } from './gate.ts';
import type { Invariant } from './invariant.ts';
import type { DisclosurePolicy, Retention } from './policy.ts';
import type { Publisher } from './publisher.ts';
import type { RelationFile } from './relation.ts';
import type { Source } from './source.ts';
import { LEVELS, type Level, type Texts } from './vocabulary.ts';

export type * from './gate.ts';
export * from './invariant.ts';
export * from './policy.ts';
export type { Publisher } from './publisher.ts';
export type * from './relation.ts';
export type * from './source.ts';
export * from './vocabulary.ts';

/**
 * A year, whose 31 December fixes the municipal map, or the map of each reference year's own 31
 * December.
 */
export type Vintage = number | 'reference_year';

export interface Catalogue {
  /** Absolute path of the YAML file. */
  readonly file: string;
  /** SHA-256 over the YAML, the code lists, the parameters and the SQL files that it names. */
  readonly hash: string;
  readonly vintage: Vintage;
  readonly languages: readonly string[];
  /** Who publishes the figures; null where nobody is declared. */
  readonly publisher: Publisher | null;
  readonly sources: Readonly<Record<string, Source>>;
  readonly checks: Readonly<Record<string, CheckPolicy>>;
  readonly entities: Readonly<Record<string, Entity>>;
  readonly dimensions: Readonly<Record<string, Dimension>>;
  readonly codeLists: Readonly<Record<string, CodeList>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly standardPopulations: Readonly<Record<string, StandardPopulation>>;
  readonly variables: Readonly<Record<string, Variable>>;
  /** Keywords of indicators, by id. */
  readonly keywords: Readonly<Record<string, Texts>>;
  readonly indicators: Readonly<Record<string, Indicator>>;
  /** What must hold between figures, whatever the data. */
  readonly invariants: Readonly<Record<string, Invariant>>;
  /** What figures are checked against before they are published. */
  readonly gates: Readonly<Record<string, Gate>>;
  /** How figures are protected, by entity; an entity without a policy cannot be published. */
  readonly disclosure: Readonly<Record<string, DisclosurePolicy>>;
  readonly releases: Retention;
  /** Where a refresh draws the atlas; null: nowhere, unless `--site` names a folder. */
  readonly site: { readonly out: string } | null;
  /** The worked examples that stand beside the indicators, by code. */
  readonly tests: Readonly<Record<string, readonly DefinitionTest[]>>;
  /** Every hand-written SQL file, by relation name. */
  readonly relations: Readonly<Record<string, RelationFile>>;
}

/**
 * What happens when a data check finds rows: the share of the rows examined, 0 to 1, that is
 * tolerated.
 */
export interface CheckPolicy {
  readonly severity?: 'error' | 'warning';
  readonly tolerance?: number;
}

/** Who is counted. */
export interface Entity {
  readonly name: string;
  readonly label: Texts;
  /** SQL file whose rows are the year's members, one each. */
  readonly relation: string;
  readonly key: string;
  /**
   * Members that appear in facts but not in the relation: left out, or counted at country level
   * only.
   */
  readonly outsiders: 'left_out' | 'country_only';
  /** The finest level at which members are located: a column of the relation. */
  readonly units: readonly Level[];
}

export interface Dimension {
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  readonly members: readonly string[];
}

/**
 * How well the meaning of a code is sourced: a text gives it; a legal text names it in a group; it
 * is only known to exist.
 */
export const CONFIDENCES = ['label', 'group', 'existence'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * A code with its validity: `validFrom` included, `validTo` excluded, ISO dates, null = open; and
 * what its file says of it.
 */
export interface DatedCode {
  readonly code: number;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly label?: string;
  readonly category?: string;
  readonly confidence?: Confidence;
}

export interface CodeList {
  readonly name: string;
  readonly label: Texts;
  readonly file: string;
  readonly codes: readonly DatedCode[];
}

/**
 * A number by group and year, held as the decimal text of its file so that no precision is lost.
 */
export interface Parameter {
  readonly name: string;
  readonly label: Texts;
  readonly file: string;
  readonly values: Readonly<Record<string, Readonly<Record<number, string>>>>;
  /**
   * Groups of which a value is invented, to be replaced by a published one: `confidence` of their
   * rows is `illustrative`.
   */
  readonly illustrative: readonly string[];
}

/** A population whose composition by the members of a dimension areas are compared on. */
export interface StandardPopulation {
  readonly name: string;
  readonly label: Texts;
  readonly file: string;
  readonly dimension: string;
  /** Weight of every member of the dimension, in its order: whole numbers above 0. */
  readonly weights: readonly { readonly member: string; readonly weight: number }[];
}

/** A condition on a column of a fact. */
export type ColumnCondition =
  | { readonly kind: 'equals'; readonly column: string; readonly value: number }
  | { readonly kind: 'differs_from'; readonly column: string; readonly value: number }
  | { readonly kind: 'between'; readonly column: string; readonly low: number; readonly high: number }
  | { readonly kind: 'in'; readonly column: string; readonly codeList: string };

/** One integer per member of an entity and year; 0 where the facts say nothing. */
export type Variable = CollectedVariable | RelationVariable;

/**
 * What is made of a column over the rows: its sum, net of corrections, times ten to the `scale`
 * (decimals are held in units of their last place: cents); or the first day in it, in days since
 * 1970-01-01.
 */
export type Aggregate =
  | { readonly kind: 'sum'; readonly column: string; readonly scale: number }
  | { readonly kind: 'first_day'; readonly column: string };

export interface CollectedVariable {
  readonly kind: 'collected';
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  readonly source: string;
  readonly value: Aggregate;
  readonly codes?: string;
  readonly where: readonly ColumnCondition[];
  /** Summed apart by this column of the fact, NULL being a part of its own. */
  readonly by?: string;
  /** The agency publishes a variable of this name: sheets name it as their source. */
  readonly published?: boolean;
  /** What becomes of the parts: the largest is the value; none: only a relation may read them. */
  readonly keep?: 'largest';
}

export interface RelationVariable {
  readonly kind: 'relation';
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  readonly relation: string;
  readonly column: string;
  /** A fraction is held as a whole number, times ten to the scale; a whole number without it. */
  readonly scale?: number;
}

/** A bound: an integer, or a percentage of a parameter of the year. */
export type Bound =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'parameter'; readonly parameter: string; readonly group: string; readonly percent: string };

/** A condition on a variable; both bounds included. */
export interface VariableCondition {
  readonly variable: string;
  readonly atLeast?: Bound;
  readonly atMost?: Bound;
}

/**
 * What is added up over members: each counts once, or with the value of a variable, if all
 * conditions hold.
 */
export type Term =
  | { readonly kind: 'members'; readonly where: readonly VariableCondition[] }
  | { readonly kind: 'total'; readonly variable: string; readonly where: readonly VariableCondition[] };

/** A measure in normal form, whatever its kind. */
export interface Measure {
  readonly kind: string;
  readonly entity: string;
  readonly numerator: Term;
  /** Null for a plain count. */
  readonly denominator: Term | null;
  /** The value is the numerator, as it is held, / denominator x this. */
  readonly per: number;
  /**
   * What one of the numerator stands for in the reader's unit: 0.01 where it is held in cents. The
   * `per` of the catalogue is in the reader's unit.
   */
  readonly unitScale: number;
  /**
   * The numerator counts events of a member, so that support files hold members by number of
   * events.
   */
  readonly events: boolean;
}

/** How the 95 % interval of a value is found (docs/explanation/methods.md). */
export type IntervalMethod = 'wilson' | 'byar';

export interface Indicator {
  readonly code: string;
  readonly title: Texts;
  readonly description: Texts;
  readonly unit: Texts;
  readonly remarks: readonly Texts[];
  /** Ids of keywords. */
  readonly keywords: readonly string[];
  /** Indicators that its sheet lists as equivalent and no rule finds (`sheet/equivalents.ts`). */
  readonly related: readonly string[];
  /** Codes under which its figures were published before, newest first; none is ever used again. */
  readonly replaces: readonly string[];
  /**
   * Who defines it: a published sheet, our interpretation of a name that a sheet gives, or
   * ourselves.
   */
  readonly status: 'sheet' | 'interpreted' | 'ours';
  readonly measure: Measure;
  /** Null: none is asked for. */
  readonly interval: IntervalMethod | null;
  /** The standard population that values are standardised to; null: none. */
  readonly standard: string | null;
  readonly dimensions: readonly string[];
  readonly smallestLevel: Level;
  readonly availableFrom: number;
  /** First year of a level that is available later than the indicator. */
  readonly levelsFrom: Readonly<Partial<Record<Level, number>>>;
  readonly schedule: { readonly refresh: string; readonly lagYears: number };
  readonly metadataDate: string;
  readonly interpretations: readonly Texts[];
}

/** The levels of an indicator that are available in a year, coarsest first (contract: Levels). */
export function levelsOf(indicator: Indicator, year: number): Level[] {
  const last = LEVELS.indexOf(indicator.smallestLevel);
  return LEVELS.slice(0, last + 1).filter((level) => year >= (indicator.levelsFrom[level] ?? indicator.availableFrom));
}
