/**
 * What a kind of rule has to say: what it is planned from, and the query that counts the cells that
 * violate it.
 */
import type { Catalogue, Indicator, InvariantCheck, Level } from '../../catalogue/index.ts';
import {
  as,
  binary,
  COUNT_ROWS,
  call,
  choose,
  column,
  type Expression,
  equal,
  number,
  type Query,
  type Select,
  text,
} from '../../query/index.ts';
import type { CellTable, CubeStep, InvariantStep, PlannedInvariant, RollUpStep } from '../cube-steps.ts';
import type { IndicatorSteps } from '../plan.ts';

type Rule = InvariantCheck['rule'];

/** A check that is about to be planned. */
export interface PlannedCheck<Kind extends Rule['kind'] = Rule['kind']> {
  readonly catalogue: Catalogue;
  readonly rule: Extract<Rule, { kind: Kind }>;
  /** Its indicators, and the levels and dimensions that all of them have. */
  readonly indicators: readonly Indicator[];
  readonly levels: readonly Level[];
  readonly dimensions: readonly string[];
  /** The cubes of the year, by indicator. */
  readonly cubes: ReadonlyMap<string, CubeStep>;
  /** The step that it becomes, as far as it is the same for all kinds. */
  readonly step: PlannedInvariant;
  /** The name of a tally of its own. */
  readonly tally: string;
}

/** A kind is one file, and one line in `index.ts`. */
export interface RuleKind<Kind extends Rule['kind'] = Rule['kind']> {
  /**
   * Where it reads what is counted for it alone: at every area, or of whoever is in no part of one.
   */
  readonly areas: RollUpStep['areas'];
  /** Relations that it needs of a year, and those of them that its query reads. */
  readonly relations: readonly string[];
  readonly reads: readonly string[];
  readonly plan: (check: PlannedCheck<Kind>) => IndicatorSteps;
  /**
   * A query of one row: `examined`, in cells, then a column for each check, the cells that violate
   * it.
   */
  readonly query: (step: InvariantStep, cubes: CubeOf) => Query;
}

/** The cube of an indicator of the year. */
export type CubeOf = (code: string) => CubeStep;

/** No steps. */
export const NO_STEPS: IndicatorSteps = { collect: [], tally: [], cube: [], invariant: [] };

/** The column of a check. */
export function checkColumn({ invariant, subject }: Pick<PlannedInvariant, 'invariant' | 'subject'>): string {
  return `${invariant} ${subject}`;
}

/**
 * How many rows there are, and of how many each check does not hold; unknown is not holding.
 */
export function offendingColumns(
  checks: readonly PlannedInvariant[],
  holds: (check: PlannedInvariant) => Expression,
): Select['columns'] {
  const good = (check: PlannedInvariant) => call('COUNT', choose([{ when: holds(check), result: number(1) }]));
  return [
    as('examined', COUNT_ROWS),
    ...checks.map((check) => as(checkColumn(check), binary('-', COUNT_ROWS, good(check)))),
  ];
}

/** That two tables agree in their keys. */
export function sameKeys(one: string, other: string, keys: readonly string[]): Expression[] {
  return keys.map((key) => equal(column(key, one), column(key, other)));
}

/** The margin of every dimension of a table that is not compared. */
export function atTotal({ table, dimensions }: CellTable, compared: readonly string[]): Expression[] {
  return dimensions
    .filter((dimension) => !compared.includes(dimension))
    .map((dimension) => equal(column(dimension, table), text('total')));
}
