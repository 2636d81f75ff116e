/**
 * What is declared, with its names resolved: the one type that all other layers read. Plain data,
 * JSON-serialisable.
 */

import type { DefinitionTest } from './definition-test.ts';
import type { EventClaims } from './event-claims.ts';
import type { Gate } from './gate.ts';
import type { Invariant } from './invariant.ts';
import type { IntervalMethod, Measure } from './measure.ts';
import type { DisclosurePolicy, Retention } from './policy.ts';
import type { Publisher } from './publisher.ts';
import type { RelationFile } from './relation.ts';
import type { Source } from './source.ts';
import type { Variable } from './variable.ts';
import { LEVELS, type Level, type Texts } from './vocabulary.ts';

export type * from './event-claims.ts';
export type * from './gate.ts';
export * from './invariant.ts';
export * from './measure.ts';
export * from './policy.ts';
export type { Publisher } from './publisher.ts';
export type * from './relation.ts';
export type * from './source.ts';
export * from './variable.ts';
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
  /** Whole numbers that are known of members beside their dimensions: their age. */
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A whole number of every member, NULL where it is unknown: a column of a relation. */
export interface Attribute {
  readonly label: Texts;
  readonly relation: string;
  readonly column: string;
}

export interface Dimension {
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  readonly members: readonly string[];
  /** What a claim of each member is; absent where a member of the entity has the dimension. */
  readonly event?: EventClaims;
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

/**
 * A code that is a text, `N02AX02`, or every code that begins with one, `J01*`; with its validity,
 * and what its file says of it.
 */
export interface DatedText extends Omit<DatedCode, 'code'> {
  readonly text: string;
}

export interface CodeList {
  readonly name: string;
  readonly label: Texts;
  readonly file: string;
  readonly codes: readonly DatedCode[];
  /** Of a list of texts, which has no numbers: conditions on columns of text name it. */
  readonly texts?: readonly DatedText[];
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
  readonly status: 'sheet' | 'interpreted' | 'ours' | 'example';
  /** False: the catalogue keeps it out of releases. */
  readonly released?: false;
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
