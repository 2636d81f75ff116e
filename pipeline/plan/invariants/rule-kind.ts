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
} from '../../query/index.ts';
import { type CubeStep, type IndicatorSteps, type InvariantStep, type RollUpStep, rollUpTable } from '../plan.ts';

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
  readonly step: InvariantStep;
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
  /** A query of one row, `offending, examined`, in cells. */
  readonly query: (catalogue: Catalogue, step: InvariantStep, rule: Extract<Rule, { kind: Kind }>) => Query;
}

/** No steps. */
export const NO_STEPS: IndicatorSteps = { collect: [], tally: [], cube: [], invariant: [] };

/** The roll-up that holds what is counted for an invariant. */
export function rolledUp({ tally, dimensions }: InvariantStep, areas: RollUpStep['areas']): string {
  return rollUpTable({ tally: tally ?? '', dimensions, areas });
}

/** How many rows there are, and of how many the condition does not hold; unknown is not holding. */
export function offendingColumns(holds: Expression): Select['columns'] {
  const good = call('COUNT', choose([{ when: holds, result: number(1) }]));
  return [as('offending', binary('-', COUNT_ROWS, good)), as('examined', COUNT_ROWS)];
}

/** That two tables agree in their keys. */
export function sameKeys(one: string, other: string, keys: readonly string[]): Expression[] {
  return keys.map((key) => equal(column(key, one), column(key, other)));
}
