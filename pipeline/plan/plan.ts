/** What a run does, as data: for every year the steps, in order. Pure and deterministic; it knows no file and no engine. */
import type { IntervalMethod, InvariantCheck, Level } from '../catalogue/index.ts';

export interface Plan {
  readonly catalogueHash: string;
  readonly fused: boolean;
  readonly years: readonly YearPlan[];
  /** Indicators left out of a year, and why. */
  readonly skipped: readonly { readonly code: string; readonly year: number; readonly reason: string }[];
}

export interface YearPlan {
  readonly year: number;
  /** The day whose municipal map figures are expressed on. */
  readonly mapDate: string;
  readonly indicators: readonly string[];
  /** Sources that are read, by name. */
  readonly sources: readonly string[];
  /** Done for every year before anything is computed: sources, reference data, data checks. */
  readonly inspection: readonly Step[];
  readonly computation: readonly Step[];
}

export type Step =
  | SourceStep
  | CodeListStep
  | MarginStep
  | WeightStep
  | RelationStep
  | CheckStep
  | CollectStep
  | AssembleStep
  | DeriveStep
  | TallyStep
  | CubeStep
  | InvariantStep;

/** A source's files as a relation of typed, logical columns. */
export interface SourceStep {
  readonly kind: 'source';
  readonly source: string;
}

/** All code lists as one relation, for checks. */
export interface CodeListStep {
  readonly kind: 'code_list';
}

/** A dimension's members and the rows of a cube that count them: their own and `total`. */
export interface MarginStep {
  readonly kind: 'margin';
  readonly dimension: string;
}

/** A standard population: a weight for every member of a dimension. */
export interface WeightStep {
  readonly kind: 'weight';
  readonly population: string;
}

/** A hand-written SQL file. */
export interface RelationStep {
  readonly kind: 'relation';
  readonly relation: string;
}

/** A data check: how many rows offend, of how many. */
export interface CheckStep {
  readonly kind: 'check';
  readonly check: string;
}

/** One pass over a source: an integer per member, variable and part. */
export interface CollectStep {
  readonly kind: 'collect';
  readonly entity: string;
  readonly source: string;
  readonly variables: readonly string[];
  readonly table: string;
}

/** Everything that is known of the members of an entity, as `<entity>_part` and `<entity>_value`. */
export interface AssembleStep {
  readonly kind: 'assemble';
  readonly entity: string;
  readonly object: 'part' | 'value';
  readonly tables: readonly string[];
  /** Variables with one value per member: as they are, from their largest part, or from a relation. */
  readonly plain: readonly string[];
  readonly largest: readonly string[];
  readonly related: readonly { readonly variable: string; readonly relation: string; readonly column: string }[];
}

/** A new variable out of conditions on several: 1, or the value of a variable, where all hold. */
export interface Derivation {
  readonly name: string;
  readonly conditions: readonly Range[];
  readonly value?: string;
}

/** A variable within bounds, both included. */
export interface Range {
  readonly variable: string;
  readonly low?: number;
  readonly high?: number;
  /** Where a bound comes from, for the reader of the SQL. */
  readonly origin?: string;
}

export interface DeriveStep {
  readonly kind: 'derive';
  readonly entity: string;
  readonly derivations: readonly Derivation[];
  readonly table: string;
}

/** Members counted at the finest cell: by unit, dimensions, variable and, where asked for, value. */
export interface TallyStep {
  readonly kind: 'tally';
  readonly entity: string;
  /** The column of the entity's relation that members are located by. */
  readonly unit: Level;
  readonly dimensions: readonly string[];
  readonly variables: readonly TallyVariable[];
  readonly derived: readonly { readonly table: string; readonly variables: readonly string[] }[];
  /** Count all members as well, for denominators. */
  readonly members: boolean;
  readonly table: string;
}

export interface TallyVariable {
  readonly variable: string;
  /** Keep the values apart, so that members can be counted by value. */
  readonly byValue: boolean;
}

/** What a cube takes from a tally: members, or the sum of their values, of one variable. */
export interface Reading {
  readonly take: 'members' | 'total';
  /** Null: all members. */
  readonly variable: string | null;
  readonly range?: Range;
}

/** One indicator's cube: rolled up to every level and margin, dense, with its support. */
export interface CubeStep {
  readonly kind: 'cube';
  readonly indicator: string;
  readonly levels: readonly Level[];
  readonly dimensions: readonly string[];
  readonly tally: string;
  readonly numerator: Reading;
  readonly denominator: Reading | null;
  readonly per: number;
  /** Hold members by number of events in the support. */
  readonly events: boolean;
  readonly interval: IntervalMethod | null;
  /** The standard population, and the dimension that it weights: the strata, tallied also where the cube is not broken down by it. */
  readonly standard: { readonly population: string; readonly dimension: string } | null;
}

/** The dimensions of the tally that a cube reads: its own, and the one that it is standardised over. */
export function talliedDimensions({ dimensions, standard }: Pick<CubeStep, 'dimensions' | 'standard'>): string[] {
  return [...new Set([...dimensions, ...(standard === null ? [] : [standard.dimension])])];
}

/** What must hold between the figures of a year: how many cells offend, of how many. */
export interface InvariantStep {
  readonly kind: 'invariant';
  readonly invariant: string;
  readonly subject: string;
  /** The cells that all of them have are compared: these levels, these dimensions, every other one at its total. */
  readonly indicators: readonly string[];
  readonly levels: readonly Level[];
  readonly dimensions: readonly string[];
  readonly rule: InvariantCheck['rule'];
  /** Where variables that no indicator publishes are counted, and whoever is in no part of an area. */
  readonly tally: string | null;
  /** Of the one indicator whose areas are added up. */
  readonly cube?: Pick<CubeStep, 'numerator' | 'denominator'>;
}

/** The name under which all members are counted in a tally. */
export const MEMBERS = '*';

/** The steps that serve one indicator. */
export interface IndicatorSteps {
  readonly collect: readonly CollectStep[];
  readonly derive: readonly DeriveStep[];
  readonly tally: readonly TallyStep[];
  readonly cube: readonly CubeStep[];
  readonly invariant: readonly InvariantStep[];
}
