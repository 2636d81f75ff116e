/** What earlier releases of a year disclosed of the cells of its tables. */
import { at, Failure } from '../../base/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid } from '../cells/grid.ts';
import { STATUS } from '../cells/structure/system.ts';
import { sizeOf } from '../cells/structure/table.ts';
import type { EarlierCube } from './protection.ts';
import { type CubeRows, readCubeRows, tableOf } from './read-figures.ts';

/** What earlier releases disclosed of a table, by cell. */
export interface Before {
  /** Suppressed in one of them, marked as primary or as secondary (`STATUS`); 0: in none. */
  readonly earlierStatus: Uint8Array;
  /** Where it was marked as primary: at most so many members. */
  readonly most: Float64Array;
  /** 1: shown in one of them, and still the same. */
  readonly known: Uint8Array;
  /** 1: shown in one of them, with another figure. */
  readonly changed: Uint8Array;
  /**
   * One of them was published without an audit, or by a policy under which fewer cells are
   * sensitive.
   */
  readonly loose: boolean;
}

export interface EarlierOfCube {
  readonly grid: Grid;
  readonly figureRelations: FigureRelations;
  readonly code: string;
  /** The cube as it was computed, with `numerator`, `denominator` and `obs_value`. */
  readonly now: CubeRows;
  readonly earlier: readonly EarlierCube[];
  /** The smallest number of persons that is not sensitive now. */
  readonly threshold: number;
}

/**
 * Records by table what earlier versions of a cube disclosed: nothing where their cells were
 * others.
 */
export async function recordEarlier(
  engine: Engine,
  { grid, figureRelations, code, now, earlier, threshold }: EarlierOfCube,
  before: Record<string, Before>,
): Promise<void> {
  const table = tableOf(grid, code);
  const divisor = grid.cubes[code]?.denominator ?? null;
  const isCount = figureRelations.cubes[code]?.adds === 'members';
  const recorded = (name: string): Before => {
    const size = sizeOf(table.axes);
    before[name] ??= {
      earlierStatus: new Uint8Array(size),
      most: new Float64Array(size).fill(Number.POSITIVE_INFINITY),
      known: new Uint8Array(size),
      changed: new Uint8Array(size),
      // What was not sensitive then was not examined.
      loose: earlier.some(({ audited, few }) => !audited || few < threshold - 1),
    };
    return before[name];
  };
  for (const { relation, few } of earlier) {
    const columns = ['numerator', 'denominator', 'obs_value', 'conf_status'];
    const shown = await readCubeRows(engine, table, relation, columns).catch(otherCells);
    if (shown === undefined) continue;
    const [counted, divided] = [recorded(table.name), divisor === null ? undefined : recorded(divisor)];
    shown.rows.forEach((then, index) => {
      const cell = at(shown.cells, index);
      const is = now.rows[index] ?? {};
      if (then.conf_status === 'A') {
        counted.earlierStatus[cell] = STATUS.primary;
        if (isCount) counted.most[cell] = Math.min(at(counted.most, cell), few);
      } else if (then.conf_status !== 'F') counted.earlierStatus[cell] ||= STATUS.secondary;
      else {
        // A numerator that was withheld is reported by its value and denominator.
        const isSame = then.numerator === null ? then.obs_value === is.obs_value : then.numerator === is.numerator;
        const isSameWhole = then.denominator === is.denominator;
        if (isSame && (then.numerator !== null || isSameWhole)) counted.known[cell] = 1;
        if (!isSame) counted.changed[cell] = 1;
        if (divided && !isSameWhole) divided.changed[cell] = 1;
        if (divided && isSameWhole) divided.known[cell] = 1;
      }
    });
  }
}

/** With other dimensions, or on another map, a cube discloses nothing of these cells. */
function otherCells(error: unknown): undefined {
  if (error instanceof Failure && error.kind !== 'interrupted') return undefined;
  throw error;
}
