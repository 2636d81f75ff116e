/**
 * What a language has to say so that sheets can be written in it. A language is one file in
 * `languages/` and one line in its index.
 */
import type {
  ChangedWords,
  Confidence,
  DatedVariable,
  Indicator,
  Level,
  MethodWords,
  Take,
  Term,
  Withheld,
} from '../catalogue/index.ts';

/** The headings of a sheet. */
export interface Headings {
  readonly description: string;
  readonly unit: string;
  readonly status: string;
  readonly interpretations: string;
  readonly remarks: string;
  readonly update: string;
  readonly smallestLevel: string;
  readonly levels: string;
  readonly method: string;
  readonly withheld: string;
  readonly availableFrom: string;
  readonly dimensions: string;
  readonly citation: string;
  readonly publisher: string;
  readonly contact: string;
  readonly licence: string;
  readonly metadataDate: string;
  readonly code: string;
  readonly sourceVariables: string;
  readonly computedVariables: string;
  readonly equivalents: string;
  readonly keywords: string;
  readonly codeLists: string;
}

/**
 * A condition on a variable: its label with its name, and bounds as texts; at least one bound is
 * there.
 */
export interface ConditionWords {
  readonly variable: string;
  readonly atLeast: string | undefined;
  readonly atMost: string | undefined;
}

/** A variable over several years, as a sentence names it. */
export interface WindowWords {
  /** It, and the variable whose years are put together: labels with their names. */
  readonly name: string;
  readonly over: string;
  readonly years: number;
  /** What a year has to reach, as the language writes it. */
  readonly least: string;
}

/** A variable that depends on the days between events, as a sentence names it. */
export interface DatedWords {
  /** It, and the variable whose value it is: labels with their names. */
  readonly name: string;
  readonly over: string;
  readonly days: number;
  /** What a day has to reach, as the language writes it. */
  readonly least: string;
}

/** What is put together from several years. */
export interface YearWords {
  /** A sentence for everything that is made of the years of a window. */
  readonly takes: Readonly<Record<Take, (window: WindowWords) => string>>;
  /** A sentence for every way in which days between events decide. */
  readonly dated: Readonly<Record<DatedVariable['rule'], (dated: DatedWords) => string>>;
  /** Twelve months, from one of the reference year to one of the next, both by number. */
  readonly period: (name: string, from: number, until: number) => string;
  readonly pooled: (years: number) => string;
  /** Of whom is there in every year: the variable that a condition is on. */
  readonly present: string;
}

export interface Language {
  readonly headings: Headings;
  readonly levels: Readonly<Record<Level, string>>;
  readonly status: Readonly<Record<Indicator['status'], string>>;
  readonly method: MethodWords;
  /** Figures that a policy may leave out of every cell. */
  readonly withheld: Readonly<Record<Withheld, string>>;
  /** `commune (à partir de 2005)`: what begins later than the indicator. */
  readonly from: (what: string, year: number) => string;
  /** When which year is added: the quarter (`Q4`), and how many years it lags behind. */
  readonly update: (quarter: string, lag: number) => string;
  /** A label with the name that the catalogue knows it by. */
  readonly quote: (label: string, name: string) => string;
  /** A whole number, thousands apart. */
  readonly number: (value: number) => string;
  /** `5 % of “Median yearly income” (clinical_genetics)`. */
  readonly percentOf: (percent: string, what: string) => string;
  /** Members of dimensions that are words, in small letters. */
  readonly members: Readonly<Record<string, string>>;
  /** One or several members, any of which will do. */
  readonly list: (members: readonly string[]) => string;
  /** Who alone is counted, above and below the line: `where` says who. */
  readonly population: (members: string, where: string) => string;
  /** Of a dimension that groups claims: of members who meet a condition, or of what is added up. */
  readonly groups: Readonly<Record<Term['kind'], (dimension: string) => string>>;
  readonly years: YearWords;
  readonly where: (conditions: readonly ConditionWords[]) => string;
  /** That figures are computed and not released, and why. */
  readonly unreleased: Readonly<Record<'declared' | 'noRule' | 'changed' | 'alone', string>>;
  /** That published figures are rounded to a base, or changed by chance by at most so much. */
  readonly changed: ChangedWords;
  /** That figures are of synthetic data, for whoever meets a single file. */
  readonly synthetic: string;
  /** That values of parameters are invented, for the same reader; names as they are quoted. */
  readonly illustrative: (parameters: readonly string[]) => string;
  /** Which codes the figures were published under before. */
  readonly formerly: (codes: readonly string[]) => string;
  /** How well the meaning of the codes of a list is sourced; said only where it is not for all. */
  readonly confidence: (counts: Readonly<Record<Confidence, number>>) => string;
  /** The same of one code, in a few words. */
  readonly meaning: Readonly<Record<Confidence, string>>;
  /** The validity of a code; null = open, `to` is the first day on which it is valid no more. */
  readonly validity: (from: string | null, to: string | null) => string;
}
