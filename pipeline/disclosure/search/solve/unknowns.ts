/**
 * What an attacker starts from: the values he does not see, what he knows of each, and the
 * relations with all that is published filled in.
 */
import { at } from '../../../base/index.ts';
import { type Attacker, type Knowledge, type Published, STATUS } from '../../cells/structure/index.ts';

/**
 * Unknown values and rows over them: the sum of factor x value lies between `least` and `most`.
 * Bounds are tightened in place.
 */
export interface Unknowns {
  readonly count: number;
  /** The cell of every unknown, ascending. */
  readonly cell: Int32Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** What a value between the bounds cannot be; none where `holeLow > holeHigh`. */
  readonly holeLow: Float64Array;
  readonly holeHigh: Float64Array;
  readonly rows: number;
  readonly start: Int32Array;
  readonly member: Int32Array;
  readonly factor: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/** The attacker's starting point. */
export function readUnknowns({ count, status, value, known, relations }: Published, attacker: Attacker): Unknowns {
  const index = new Int32Array(count).fill(-1);
  const cell = Int32Array.from(Array.from(status.keys()).filter((each) => status[each] !== STATUS.published));
  cell.forEach((each, place) => {
    index[each] = place;
  });
  const start = [0];
  const member: number[] = [];
  const factor: number[] = [];
  const least: number[] = [];
  const most: number[] = [];
  for (let row = 0; row < relations.count; row += 1) {
    let seen = 0;
    const before = member.length;
    for (let entry = at(relations.start, row); entry < at(relations.start, row + 1); entry += 1) {
      const each = at(relations.cell, entry);
      const times = at(relations.factor, entry);
      if (at(index, each) < 0) seen += times * at(value, each);
      else {
        member.push(at(index, each));
        factor.push(times);
      }
    }
    if (member.length === before) continue;
    start.push(member.length);
    least.push(0 - seen);
    most.push(relations.atLeast[row] === 1 ? Number.POSITIVE_INFINITY : 0 - seen);
  }
  return {
    count: cell.length,
    cell,
    ...beforehand(cell, status, known, attacker),
    rows: least.length,
    start: Int32Array.from(start),
    member: Int32Array.from(member),
    factor: Float64Array.from(factor),
    least: Float64Array.from(least),
    most: Float64Array.from(most),
  };
}

type Beforehand = Pick<Unknowns, 'low' | 'high' | 'holeLow' | 'holeHigh'>;

/**
 * What the attacker knows of each value by itself. Of a hidden cell nobody publishes a status, so
 * no rule discloses anything of it.
 */
function beforehand(cells: Int32Array, status: Uint8Array, known: Knowledge, attacker: Attacker): Beforehand {
  const low = Float64Array.from(cells, (cell) => at(known.low, cell));
  const high = Float64Array.from(cells, (cell) => at(known.high, cell));
  const holeLow = new Float64Array(cells.length).fill(1);
  const holeHigh = new Float64Array(cells.length);
  if (attacker === 'plain') return { low, high, holeLow, holeHigh };
  cells.forEach((cell, place) => {
    if (status[cell] === STATUS.hidden) return;
    const distinguished = attacker === 'status' && status[cell] === STATUS.primary;
    low[place] = Math.max(at(low, place), at(distinguished ? known.primaryLow : known.suppressedLow, cell));
    high[place] = Math.min(at(high, place), at(distinguished ? known.primaryHigh : known.suppressedHigh, cell));
    if (!distinguished) return;
    holeLow[place] = at(known.holeLow, cell);
    holeHigh[place] = at(known.holeHigh, cell);
  });
  return { low, high, holeLow, holeHigh };
}
