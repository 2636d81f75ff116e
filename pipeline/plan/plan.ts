/**
 * What a run does, as data: for every year the steps, in order. Pure and deterministic; it knows no
 * file and no engine.
 */
import type { AttributeTest, Level } from '../catalogue/index.ts';
import type {
  CountStep,
  CubeStep,
  InvariantStep,
  PercentileStep,
  PlannedInvariant,
  Range,
  RollUpStep,
  StandardStep,
} from './cube-steps.ts';
import type { StoredPass } from './stored-pass.ts';

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
  /** Sources of this year that are checked: those that its own figures read, and other years'. */
  readonly sources: readonly string[];
  /** What its figures read, of this year and of others. */
  readonly reads: readonly YearInput[];
  /** Done for every year before anything is computed: sources, reference data, data checks. */
  readonly inspection: readonly Step[];
  readonly computation: readonly Step[];
}

/** A source in a year. */
export interface YearInput {
  readonly source: string;
  readonly year: number;
}

/**
 * Of a step over another year than the reference year: so many years after it, below 0 before it.
 * What it makes is named by `inYear`.
 */
interface Shifted {
  readonly shift?: number;
}

export type Step =
  | SourceStep
  | CodeListStep
  | MarginStep
  | WeightStep
  | RelationStep
  | CheckStep
  | CollectStep
  | CheckpointStep
  | PartStep
  | WindowStep
  | PresenceStep
  | MemberStep
  | TallyStep
  | DropStep
  | RollUpStep
  | CountStep
  | StandardStep
  | PercentileStep
  | CubeStep
  | InvariantStep;

/**
 * Steps over the members of one entity, which may be done for one partition of them after the
 * other.
 */
export type MemberwiseStep = (
  | CollectStep
  | PartStep
  | RelationStep
  | WindowStep
  | PresenceStep
  | MemberStep
  | CheckStep
  | TallyStep
  | DropStep
) & { readonly entity: string };

/** A source's files as a relation of typed, logical columns. */
export interface SourceStep extends Shifted {
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
export interface RelationStep extends Shifted {
  readonly kind: 'relation';
  readonly relation: string;
  /** Of whose members it has a row each, or more; left out where it is made once a year. */
  readonly entity?: string;
  /** The checkpoint that it is read from; left out where it is made. */
  readonly stored?: string;
  readonly partition?: Partition;
}

/** A data check: how many rows offend, of how many. */
export interface CheckStep {
  readonly kind: 'check';
  readonly check: string;
  /** Whose members it checks; left out where it checks what is delivered. */
  readonly entity?: string;
  readonly partition?: Partition;
}

/** Members are partitioned by their key, so that one part at a time is in memory. */
export interface Partition {
  readonly index: number;
  readonly of: number;
}

/**
 * One pass over a source: every variable of every member, apart by a column of the source where
 * there is one.
 */
export interface CollectStep extends Shifted {
  readonly kind: 'collect';
  readonly entity: string;
  readonly source: string;
  /** The column that some of the variables are summed apart by. */
  readonly by: string | null;
  readonly variables: readonly string[];
  /** Those whose members are counted by value. */
  readonly byValue: readonly string[];
  readonly table: string;
  /** The checkpoint that it is read from; left out where the source is read. */
  readonly stored?: StoredPass;
  readonly partition?: Partition;
}

/** A table that later runs read instead of making it: what a pass has collected, or the members. */
export interface CheckpointStep {
  readonly kind: 'checkpoint';
  /** Names it: a hash of all that it was made from. */
  readonly id: string;
  readonly table: string;
  /** The column that its rows are clustered by. */
  readonly key: string;
  /** The pass; left out of a relation. */
  readonly collect?: CollectStep;
  /** The relation, and of which year; left out of a pass. */
  readonly relation?: string;
  readonly shift?: number;
  readonly partition?: Partition;
}

/**
 * What was collected apart by a column, for the relations that read it: a row per member and part,
 * a column per variable.
 */
export interface PartStep extends Shifted {
  readonly kind: 'part';
  readonly entity: string;
  readonly by: string;
  readonly collects: readonly CollectStep[];
  readonly partition?: Partition;
}

/** A variable that a relation has, or 1 where a column of it passes a test. */
export interface RelatedValue {
  readonly variable: string;
  readonly relation: string;
  readonly column: string;
  readonly test?: AttributeTest;
}

/** The table of parts that come from a checkpoint and a pass, or from several checkpoints. */
export function partsTogether(entity: string, by: string): string {
  return `${entity}_${by}_together`;
}

/** Variables over several years: a row per member of any of them. */
export interface WindowStep extends Shifted {
  readonly kind: 'window';
  readonly entity: string;
  readonly variables: readonly string[];
  /** Of every year that is read. */
  readonly collects: readonly CollectStep[];
  readonly partition?: Partition;
}

/** How many years in a row, the year itself the last, members are in the register. */
export interface PresenceStep extends Shifted {
  readonly kind: 'presence';
  readonly entity: string;
  /** The source that has a row for each of them. */
  readonly register: string;
  readonly years: number;
  readonly partition?: Partition;
}

/** Everything that is known of the members of an entity: a row per member. */
export interface MemberStep extends Shifted {
  readonly kind: 'member';
  readonly entity: string;
  readonly collects: readonly CollectStep[];
  readonly related: readonly RelatedValue[];
  /** Columns of the entity's relation that members are counted by. */
  readonly columns: readonly string[];
  readonly partition?: Partition;
}

/** The table of the members of an entity. */
export function memberTable(entity: string): string {
  return `${entity}_member`;
}

/** Lets go of tables that nothing reads any more. */
export interface DropStep {
  readonly kind: 'drop';
  readonly entity: string;
  readonly tables: readonly string[];
  /** They are views. */
  readonly views?: boolean;
  readonly partition?: Partition;
}

/**
 * A new variable out of conditions on several: 1, or the value of a variable, where all hold; else
 * 0.
 */
export interface Derivation {
  readonly name: string;
  readonly conditions: readonly Range[];
  readonly value?: string;
  /** Keep the values apart, so that members can be counted by value. */
  readonly byValue?: true;
}

/**
 * Members counted at the finest cell: by unit, dimensions, variable and, where asked for, value.
 */
export interface TallyStep extends Shifted {
  readonly kind: 'tally';
  /** Members of so many years are counted, the reference year the last; absent of one. */
  readonly pooled?: number;
  /** Its rows are added to those of years before. */
  readonly adds?: boolean;
  readonly entity: string;
  /** The column of the entity's relation that members are located by. */
  readonly unit: Level;
  readonly dimensions: readonly string[];
  readonly variables: readonly TallyVariable[];
  readonly derived: readonly Derivation[];
  /** Count all members as well, for denominators. */
  readonly members: boolean;
  readonly table: string;
  readonly partition?: Partition;
}

export interface TallyVariable {
  readonly variable: string;
  /** Keep the values apart, so that members can be counted by value. */
  readonly byValue: boolean;
}

/** The steps that serve one indicator. */
export interface IndicatorSteps {
  readonly collect: readonly CollectStep[];
  readonly tally: readonly TallyStep[];
  readonly cube: readonly CubeStep[];
  readonly invariant: readonly PlannedInvariant[];
}
