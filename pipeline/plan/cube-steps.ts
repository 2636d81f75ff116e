/** The steps from tallies to cubes, and to what must hold between them. */
import type { IntervalMethod, InvariantCheck, Level, Percentile } from '../catalogue/index.ts';

/** A variable within bounds, both included. */
export interface Range {
  readonly variable: string;
  readonly low?: number;
  readonly high?: number;
  /** Where a bound comes from, for the reader of the SQL. */
  readonly origin?: string;
}

/** What a cube takes from a tally: members, or the sum of their values, of one variable. */
export interface TallyFigure {
  readonly take: 'members' | 'total';
  /** Null: all members. */
  readonly variable: string | null;
  readonly range?: Range;
}

/**
 * A tally counted at every area of some levels and at every margin, for all that is read of it
 * there: by area, dimensions, variable and value.
 */
export interface RollUpStep {
  readonly kind: 'roll_up';
  readonly tally: string;
  readonly dimensions: readonly string[];
  readonly levels: readonly Level[];
  readonly variables: readonly string[];
  /** The relation that says which areas count a unit. */
  readonly areas: 'area_closure' | 'area_gap';
  readonly table: string;
}

/** The roll-up of a tally over some dimensions. */
export function rollUpTable({ tally, dimensions, areas }: Pick<RollUpStep, 'tally' | 'dimensions' | 'areas'>): string {
  const by = dimensions.length === 0 ? [] : ['by', ...dimensions];
  return [areas === 'area_gap' ? 'gap' : 'roll_up', tally.replace(/^tally_/, ''), ...by].join('_');
}

/**
 * What is read of a roll-up, side by side: every cell of its levels and dimensions, a column a
 * figure. Nothing is 0 for want of a row.
 */
export interface CountStep extends CellTable {
  readonly kind: 'count';
  readonly rollUp: string;
  readonly levels: readonly Level[];
  readonly figures: readonly TallyFigure[];
  /** Those of events, of which squares and members by number of events are held too. */
  readonly events: readonly TallyFigure[];
}

/** The table of what is counted for a cube, or beside the cubes. */
export function countTable(of: Pick<RollUpStep, 'tally' | 'dimensions'>): string {
  return rollUpTable({ ...of, areas: 'area_closure' }).replace(/^roll_up/, 'count');
}

/** The cells that a cube reads. */
export function cellsOf(cube: Pick<CubeStep, 'tally' | 'dimensions' | 'standard'>): CellTable {
  const dimensions = talliedDimensions(cube);
  return { table: countTable({ tally: cube.tally, dimensions }), dimensions };
}

/** The members that a figure adds up. */
export function membersBehind(figure: TallyFigure): TallyFigure {
  return { ...figure, take: 'members' };
}

/** What a cube counts: of all claims first, then of those of each group. */
export function pairsOf(cube: Pick<CubeStep, 'numerator' | 'denominator' | 'groups'>): CountedPair[] {
  return [cube, ...(cube.groups?.members ?? [])];
}

/** The members behind a cube's numerators, and behind denominators that add up values. */
export function behindOf(cube: Pick<CubeStep, 'numerator' | 'denominator' | 'groups'>): TallyFigure[] {
  return pairsOf(cube).flatMap(({ numerator, denominator }) =>
    [numerator, ...(denominator?.take === 'total' ? [denominator] : [])].map(membersBehind),
  );
}

/** The column of a figure: `members IMAG_DIAG_N from 1`. */
export function figureColumn(figure: TallyFigure): string {
  const { low, high } = figure.range ?? {};
  const bounds = [...(low === undefined ? [] : ['from', low]), ...(high === undefined ? [] : ['to', high])];
  return [figure.take, variableRead(figure), ...bounds].join(' ');
}

/** The standardised values of all cubes that read the same cells: a row per area. */
export interface StandardStep {
  readonly kind: 'standard';
  readonly population: string;
  readonly dimension: string;
  readonly from: CellTable;
  readonly cubes: readonly Pick<CubeStep, 'numerator' | 'denominator' | 'events'>[];
  readonly table: string;
}

/** The table of the standardised values of a cube. */
export function standardTable(cells: string, population: string): string {
  return `${cells.replace(/^count/, 'standard')}_${population}`;
}

/** What is standardised, as its columns name it. */
export function standardised({ numerator, denominator }: Pick<CubeStep, 'numerator' | 'denominator'>): string {
  return [numerator, ...(denominator === null ? [] : [denominator])].map(figureColumn).join(' / ');
}

/** A percentile of every cell of a cube: a row for each that has members. */
export interface PercentileStep {
  readonly kind: 'percentile';
  readonly table: string;
  readonly rollUp: string;
  readonly from: CellTable;
  readonly levels: readonly Level[];
  readonly numerator: TallyFigure;
  readonly denominator: TallyFigure;
  readonly percent: number;
  /** What the value is rounded to, as it is held. */
  readonly unit: number;
  /** Members without anything are left out. */
  readonly casesOnly: boolean;
}

/** The table of the percentile of a cube. */
export function percentileTable(code: string): string {
  return `percentile_${code}`;
}

/** What is counted of all claims, or of those of one group. */
export interface CountedPair {
  readonly numerator: TallyFigure;
  readonly denominator: TallyFigure | null;
}

/** What a cube counts of the claims of each member of a dimension of the event. */
export interface CubeGroups {
  readonly dimension: string;
  readonly members: readonly (CountedPair & { readonly member: string })[];
}

/** One indicator's cube: rolled up to every level and margin, dense, with its support. */
export interface CubeStep {
  readonly kind: 'cube';
  readonly indicator: string;
  readonly levels: readonly Level[];
  /** Those of members; one of the event stands in `groups`. */
  readonly dimensions: readonly string[];
  readonly tally: string;
  readonly numerator: TallyFigure;
  readonly denominator: TallyFigure | null;
  /** The same of the claims of each group, where there are any: rows beside the total. */
  readonly groups?: CubeGroups;
  /** The tally of another entity that the denominator is read of. */
  readonly over?: string;
  readonly per: number;
  /** Hold members by number of events in the support. */
  readonly events: boolean;
  /** The days of the period, where a member counts for every one of them. */
  readonly days?: number;
  /** The value is a percentile, of members with something alone or of all. */
  readonly percentile?: Percentile & { readonly casesOnly: boolean };
  readonly interval: IntervalMethod | null;
  /**
   * The standard population, and the dimension that it weights: the strata, tallied also where the
   * cube is not broken down by it.
   */
  readonly standard: { readonly population: string; readonly dimension: string } | null;
}

/** What a cube reads of its tally. */
export function tallyFiguresOf(cube: Pick<CubeStep, 'numerator' | 'denominator' | 'groups' | 'over'>): TallyFigure[] {
  return pairsOf(cube).flatMap(({ numerator, denominator }) =>
    denominator === null || cube.over !== undefined ? [numerator] : [numerator, denominator],
  );
}

/** Where a cube reads the members of another entity, and what; undefined where it reads none. */
export function readOver({ denominator, over, levels }: Pick<CubeStep, 'denominator' | 'over' | 'levels'>):
  | (Required<Pick<CubeStep, 'levels'>> & {
      readonly tally: string;
      readonly dimensions: readonly string[];
      readonly figure: TallyFigure;
    })
  | undefined {
  return over === undefined || denominator === null
    ? undefined
    : { tally: over, dimensions: [], levels, figure: denominator };
}

/**
 * The dimensions of the tally that a cube reads: its own, and the one that it is standardised over.
 */
export function talliedDimensions({ dimensions, standard }: Pick<CubeStep, 'dimensions' | 'standard'>): string[] {
  return [...new Set([...dimensions, ...(standard === null ? [] : [standard.dimension])])];
}

/** One check of an invariant: what must hold between the figures of a year, in which cells. */
export interface PlannedInvariant {
  readonly invariant: string;
  readonly subject: string;
  /**
   * The cells that all of them have are compared: these levels, these dimensions, every other one
   * at its total.
   */
  readonly indicators: readonly string[];
  readonly levels: readonly Level[];
  readonly dimensions: readonly string[];
  readonly rule: InvariantCheck['rule'];
  /** What is counted for it beside the cubes, in a tally by some dimensions. */
  readonly beside: {
    readonly tally: string;
    readonly dimensions: readonly string[];
    readonly figures: readonly TallyFigure[];
  } | null;
}

/** A table with a row per cell of its dimensions. */
export interface CellTable {
  readonly table: string;
  readonly dimensions: readonly string[];
}

/** Checks of one kind of rule that look at the same cells of the same tables. */
export interface InvariantStep {
  readonly kind: 'invariant';
  readonly rule: InvariantCheck['rule']['kind'];
  /** The first has every cell that is compared. */
  readonly from: readonly [CellTable, ...CellTable[]];
  /** Whoever is in no part of an area, where areas are added up. */
  readonly gap: string | null;
  readonly levels: readonly Level[];
  readonly dimensions: readonly string[];
  readonly checks: readonly PlannedInvariant[];
}

/** The name under which all members are counted in a tally. */
export const MEMBERS = '*';

/** The name under which a tally holds what is read. */
export function variableRead({ variable }: TallyFigure): string {
  return variable ?? MEMBERS;
}
