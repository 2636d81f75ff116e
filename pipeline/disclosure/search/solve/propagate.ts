/** Interval propagation: what each relation by itself excludes, until nothing more is excluded. */
import { at, byteAt, floatAt, intAt } from '../../../base/index.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * A row is looked at this often at most: bounds that creep up one by one are left to the solver.
 */
const VISITS = 50;

/**
 * Tightens the bounds in place; false where no values are left, so that what is published
 * contradicts itself. With `onContradiction` it goes on without the rows that leave none, and names
 * them.
 */
export function propagate(unknowns: Unknowns, onContradiction?: (row: number) => void): boolean {
  const { count, rows, start, member } = unknowns;
  const rowsOf = transpose(count, rows, start, member);
  const queue = Array.from({ length: rows }, (_, row) => row);
  const waiting = new Uint8Array(rows).fill(1);
  const visits = new Uint8Array(rows);
  let consistent = true;
  for (let next = 0; next < queue.length; next += 1) {
    const row = at(queue, next);
    waiting[row] = 0;
    if (byteAt(visits, row) >= VISITS) continue;
    visits[row] = byteAt(visits, row) + 1;
    const changed = tighten(unknowns, row);
    if (changed === undefined) {
      if (onContradiction === undefined) return false;
      onContradiction(row);
      consistent = false;
      visits[row] = VISITS;
      continue;
    }
    for (const place of changed)
      for (let entry = intAt(rowsOf.start, place); entry < intAt(rowsOf.start, place + 1); entry += 1) {
        const other = intAt(rowsOf.row, entry);
        if (waiting[other] === 1) continue;
        waiting[other] = 1;
        queue.push(other);
      }
  }
  return consistent;
}

/** Of every unknown, the rows it stands in. */
export function transpose(
  count: number,
  rows: number,
  start: Int32Array,
  member: Int32Array,
): { start: Int32Array; row: Int32Array } {
  const first = new Int32Array(count + 1);
  for (const place of member) first[place + 1] = intAt(first, place + 1) + 1;
  for (let place = 0; place < count; place += 1) first[place + 1] = intAt(first, place + 1) + intAt(first, place);
  const next = first.slice(0, count);
  const row = new Int32Array(member.length);
  for (let index = 0; index < rows; index += 1)
    for (let entry = intAt(start, index); entry < intAt(start, index + 1); entry += 1) {
      const place = intAt(member, entry);
      row[intAt(next, place)] = index;
      next[place] = intAt(next, place) + 1;
    }
  return { start: first, row };
}

/**
 * Least and greatest sum of a row under the bounds. Infinite parts are counted, so that one of them
 * can be taken out again.
 */
export function sumBounds(
  { start, member, factor, low, high }: Unknowns,
  row: number,
): { least: number; most: number; openBelow: number; openAbove: number } {
  let [least, most, openBelow, openAbove] = [0, 0, 0, 0];
  for (let entry = intAt(start, row); entry < intAt(start, row + 1); entry += 1) {
    const times = floatAt(factor, entry);
    const place = intAt(member, entry);
    const below = times > 0 ? times * floatAt(low, place) : times * floatAt(high, place);
    const above = times > 0 ? times * floatAt(high, place) : times * floatAt(low, place);
    if (Number.isFinite(below)) least += below;
    else openBelow += 1;
    if (Number.isFinite(above)) most += above;
    else openAbove += 1;
  }
  return { least, most, openBelow, openAbove };
}

/** Unknowns of a row whose bounds became tighter; undefined where some bounds crossed. */
function tighten(unknowns: Unknowns, row: number): number[] | undefined {
  const { start, member, factor, low, high } = unknowns;
  const sums = sumBounds(unknowns, row);
  const changed: number[] = [];
  for (let entry = intAt(start, row); entry < intAt(start, row + 1); entry += 1) {
    const place = intAt(member, entry);
    const times = floatAt(factor, entry);
    const below = times > 0 ? times * floatAt(low, place) : times * floatAt(high, place);
    const above = times > 0 ? times * floatAt(high, place) : times * floatAt(low, place);
    const othersLeast = without(sums.least, sums.openBelow, below, Number.NEGATIVE_INFINITY);
    const othersMost = without(sums.most, sums.openAbove, above, Number.POSITIVE_INFINITY);
    const part = [floatAt(unknowns.least, row) - othersMost, floatAt(unknowns.most, row) - othersLeast] as const;
    const bounds = (times > 0 ? part : [part[1], part[0]]).map((bound) => bound / times);
    // Adding 0 turns a negative zero into zero.
    const before = [floatAt(low, place), floatAt(high, place)] as const;
    if (!narrow(unknowns, place, Math.ceil(at(bounds, 0)) + 0, Math.floor(at(bounds, 1)) + 0)) continue;
    if (floatAt(low, place) > floatAt(high, place)) {
      [low[place], high[place]] = before;
      return undefined;
    }
    changed.push(place);
  }
  return changed;
}

function without(sum: number, open: number, part: number, infinite: number): number {
  if (Number.isFinite(part)) return open > 0 ? infinite : sum - part;
  return open > 1 ? infinite : sum;
}

/**
 * Cuts the bounds of an unknown to those given, and past its hole; whether that changed anything.
 */
export function narrow(
  { low, high, holeLow, holeHigh }: Unknowns,
  place: number,
  least: number,
  most: number,
): boolean {
  const past = (value: number, jump: number) =>
    value >= floatAt(holeLow, place) && value <= floatAt(holeHigh, place) ? jump : value;
  const newLow = past(Math.max(floatAt(low, place), least), floatAt(holeHigh, place) + 1);
  const newHigh = past(Math.min(floatAt(high, place), most), floatAt(holeLow, place) - 1);
  if (newLow === floatAt(low, place) && newHigh === floatAt(high, place)) return false;
  low[place] = newLow;
  high[place] = newHigh;
  return true;
}
