/** What is known of a member as one whole number: the types of variables. */
import type { Texts } from './vocabulary.ts';

/** A condition on a column of a fact. */
export type ColumnCondition =
  | { readonly kind: 'equals'; readonly column: string; readonly value: number }
  | { readonly kind: 'differs_from'; readonly column: string; readonly value: number }
  | { readonly kind: 'between'; readonly column: string; readonly low: number; readonly high: number }
  | { readonly kind: 'in'; readonly column: string; readonly codeList: string }
  /** Months of a date, both included: 7 to 12 is from 1 July to 31 December. */
  | { readonly kind: 'months'; readonly column: string; readonly low: number; readonly high: number };

/** One integer per member of an entity and year; 0 where the facts say nothing. */
export type Variable = CollectedVariable | RelationVariable | WindowVariable | DatedVariable;

/**
 * What is made of a column over the rows: its sum, net of corrections, times ten to the `scale`
 * (decimals are held in units of their last place: cents), or the sum of the days from another date
 * to it (`since`); or the first day in it, in days since 1970-01-01.
 */
export type Aggregate =
  | { readonly kind: 'sum'; readonly column: string; readonly scale: number; readonly since?: string }
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
  /**
   * What becomes of the parts: the largest is the value, or how many there are; none: only a
   * relation may read them.
   */
  readonly keep?: 'largest' | 'count';
  /** A part counts from this sum on, in the unit that is held; 1 where it is left out. */
  readonly partFrom?: number;
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
  /** The value is 1 where the column passes, else 0; an unknown one does not pass. */
  readonly test?: AttributeTest;
}

/** What becomes of the years of a window. */
export const TAKES = ['years', 'sum', 'new'] as const;
export type Take = (typeof TAKES)[number];

/**
 * A value that is put together from those of several years, each net of its own corrections: in how
 * many years it is enough, their sum, or the value of the reference year of whoever had none in the
 * years before.
 */
export interface WindowVariable {
  readonly kind: 'window';
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  /** The variable whose years are put together; of twelve months of two years, itself. */
  readonly over: string;
  /** Collected variables that add up to the value of one year. */
  readonly of: readonly YearPiece[];
  /** The reference year and those before it; with `new`, those before it alone. */
  readonly years: number;
  readonly take: Take;
  /** A year counts from this value on, in the unit that is held. */
  readonly atLeast: number;
  /** Values are held times ten to this. */
  readonly scale: number;
  /** The month in which its twelve months begin, where they are no calendar year. */
  readonly fromMonth?: number;
}

/** A variable of the year that lies so many years after the one that it is counted in. */
export interface YearPiece {
  readonly variable: string;
  readonly shift: number;
}

/**
 * A value that depends on the days between events, each day net of its own corrections: that of the
 * reference year of whoever had no event in some days before the first (`new`), or the sum of the
 * events that another one follows within some days (`followed`).
 */
export interface DatedVariable {
  readonly kind: 'dated';
  readonly name: string;
  readonly label: Texts;
  readonly entity: string;
  readonly rule: 'new' | 'followed';
  /** The collected variable of the events of the reference year, apart by day. */
  readonly of: string;
  /** Those before them, or those that may follow, apart by day as well, each in its year. */
  readonly around: readonly YearPiece[];
  /** How many days before the first event, or after each, are looked at. */
  readonly days: number;
  /** An event of a day counts from this sum on, in the unit that is held. */
  readonly atLeast: number;
  /** Values are held times ten to this. */
  readonly scale: number;
  /** With `new`: the declared variable whose value it is. */
  readonly over?: string;
}

/** The collected variables that one over several years or days is put together from, once each. */
export function piecesIn(variable: Variable): string[] {
  if (variable.kind === 'window') return variable.of.map((piece) => piece.variable);
  if (variable.kind !== 'dated') return [];
  return [...new Set([variable.of, ...variable.around.map((piece) => piece.variable)])];
}

/** What a population asks of a dimension, or of an attribute; both bounds included. */
export type AttributeTest =
  | { readonly kind: 'member'; readonly attribute: string; readonly members: readonly string[] }
  | { readonly kind: 'range'; readonly attribute: string; readonly low?: number; readonly high?: number };
