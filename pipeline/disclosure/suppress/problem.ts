/**
 * A system as the search for moves reads it: the rows of every cell, and how far each cell's value
 * could be thought to lie.
 */
import { at, byteAt, floatAt, intAt } from '../../base/index.ts';
import { type Attacker, STATUS, type System } from '../cells/structure/index.ts';

/** How far the value of every cell may move down and up, in the attacker's eyes: 0 or more. */
export interface Room {
  readonly down: Float64Array;
  readonly up: Float64Array;
}

export interface Problem {
  readonly system: System;
  readonly attacker: Attacker;
  /** The rows of a cell: `row[start[cell]]` up to the next cell's, with its factor there. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly factor: Float64Array;
  /** Of suppressed cells, or cells were they suppressed. */
  readonly suppressed: Room;
  /** Of cells whose status is marked as primary; no more than that of suppressed ones. */
  readonly asPrimary: Room;
  /** By row of the kind `at least`, what it has to spare. */
  readonly slack: Float64Array;
  /** By cell, one of `STATUS`; changed as cells are suppressed. */
  readonly status: Uint8Array;
}

/**
 * Whether every cell stands in at most two rows, all of them equations of single cells: a network,
 * in which the search by paths misses nothing.
 */
export function isNetwork({ start, system }: Problem): boolean {
  const { relations, count } = system;
  for (let cell = 0; cell < count; cell += 1) if (at(start, cell + 1) - at(start, cell) > 2) return false;
  return !relations.atLeast.includes(1) && relations.factor.every((factor) => factor === 1 || factor === -1);
}

/**
 * The problem in which sensitive cells are suppressed, hidden ones unseen, and what `previous`
 * suppressed stays suppressed where it still may; `closes`: room that no other cell can make good
 * is taken away.
 */
export function openProblem(
  system: System,
  attacker: Attacker,
  previous: Uint8Array | undefined,
  closes = true,
): Problem {
  const { count, hidden, sensitive, cost } = system;
  const status = new Uint8Array(count);
  for (let cell = 0; cell < count; cell += 1) {
    if (hidden[cell] === 1) status[cell] = STATUS.hidden;
    else if (sensitive[cell] === 1)
      status[cell] = attacker === 'status' && previous?.[cell] === STATUS.secondary ? STATUS.secondary : STATUS.primary;
    else if (previous?.[cell] && at(cost, cell) < Number.POSITIVE_INFINITY) status[cell] = STATUS.secondary;
  }
  const problem = {
    system,
    attacker,
    ...transpose(system),
    ...roomOf(system, attacker),
    slack: slackOf(system),
    status,
  };
  if (closes) closeRooms(problem);
  return problem;
}

/** Gives a cell the status under which an attacker cannot exclude that it differs by a change. */
export function settle({ status, asPrimary }: Problem, cell: number, change: number): void {
  const isBeyond = change > at(asPrimary.up, cell) || -change > at(asPrimary.down, cell);
  if (status[cell] === STATUS.published || (status[cell] === STATUS.primary && isBeyond))
    status[cell] = STATUS.secondary;
}

/**
 * Takes away room that no other cell of some row could ever make good, whatever is suppressed; in
 * place.
 */
function closeRooms({ system, start, row, factor, suppressed, asPrimary, slack }: Problem): void {
  const { relations, hidden, cost, sensitive, count } = system;
  /** By row, how many of its cells could raise the sum, and lower it. */
  const [raising, lowering] = [new Int32Array(relations.count), new Int32Array(relations.count)];
  const side = (place: number, sign: number) => (floatAt(factor, place) * sign > 0 ? raising : lowering);
  const waiting: number[] = [];
  const close = (cell: number, sign: 1 | -1): void => {
    const [room, roomAsPrimary] = sign === 1 ? [suppressed.up, asPrimary.up] : [suppressed.down, asPrimary.down];
    room[cell] = 0;
    roomAsPrimary[cell] = 0;
    for (let place = intAt(start, cell); place < intAt(start, cell + 1); place += 1) {
      const index = intAt(row, place);
      const counts = side(place, sign);
      counts[index] = intAt(counts, index) - 1;
      if (intAt(counts, index) <= 1) waiting.push(index);
    }
  };
  for (let cell = 0; cell < count; cell += 1) {
    const isFixed = hidden[cell] === 0 && sensitive[cell] === 0 && floatAt(cost, cell) === Number.POSITIVE_INFINITY;
    if (isFixed) for (const room of [suppressed.up, suppressed.down, asPrimary.up, asPrimary.down]) room[cell] = 0;
    for (const sign of [1, -1] as const) {
      if (floatAt(sign === 1 ? suppressed.up : suppressed.down, cell) <= 0) continue;
      for (let place = intAt(start, cell); place < intAt(start, cell + 1); place += 1) {
        const counts = side(place, sign);
        const index = intAt(row, place);
        counts[index] = intAt(counts, index) + 1;
      }
    }
  }
  for (let index = 0; index < relations.count; index += 1) waiting.push(index);
  for (let next = 0; next < waiting.length; next += 1) {
    const index = waiting[next] as number;
    const isLeast = byteAt(relations.atLeast, index) === 1;
    for (let entry = intAt(relations.start, index); entry < intAt(relations.start, index + 1); entry += 1) {
      const cell = intAt(relations.cell, entry);
      for (const sign of [1, -1] as const) {
        if (floatAt(sign === 1 ? suppressed.up : suppressed.down, cell) <= 0) continue;
        const raises = floatAt(relations.factor, entry) * sign > 0;
        // What raises a sum that must be 0 needs another cell that lowers it, and the other way
        // round; the cell itself cannot do both.
        const others = raises ? lowering : raising;
        const own = floatAt(sign === 1 ? suppressed.down : suppressed.up, cell) > 0 ? 1 : 0;
        if (intAt(others, index) > own) continue;
        if (isLeast && (raises || floatAt(slack, index) >= Math.abs(floatAt(relations.factor, entry)))) continue;
        close(cell, sign);
      }
    }
  }
}

function transpose({ count, relations }: System): Pick<Problem, 'start' | 'row' | 'factor'> {
  const start = new Int32Array(count + 1);
  for (const cell of relations.cell) start[cell + 1] = at(start, cell + 1) + 1;
  for (let cell = 0; cell < count; cell += 1) start[cell + 1] = at(start, cell + 1) + at(start, cell);
  const next = start.slice(0, count);
  const row = new Int32Array(relations.cell.length);
  const factor = new Float64Array(relations.cell.length);
  for (let index = 0; index < relations.count; index += 1)
    for (let entry = at(relations.start, index); entry < at(relations.start, index + 1); entry += 1) {
      const cell = at(relations.cell, entry);
      const place = at(next, cell);
      next[cell] = place + 1;
      row[place] = index;
      factor[place] = at(relations.factor, entry);
    }
  return { start, row, factor };
}

/**
 * Room below and above the true value. What an attacker who sees statuses knows of a primary cell
 * may have a hole (small, or nearly everybody): we count on the side of the hole where the value
 * is, which can only make us suppress more.
 */
function roomOf(
  { count, value, hidden, sensitive, known }: System,
  attacker: Attacker,
): Pick<Problem, 'suppressed' | 'asPrimary'> {
  const [suppressed, asPrimary] = [openRoom(count), openRoom(count)];
  for (let cell = 0; cell < count; cell += 1) {
    const figure = at(value, cell);
    let [low, high] = [at(known.low, cell), at(known.high, cell)];
    if (attacker !== 'plain' && hidden[cell] === 0) {
      low = Math.max(low, at(known.suppressedLow, cell));
      high = Math.min(high, at(known.suppressedHigh, cell));
    }
    setRoom(suppressed, cell, figure - low, high - figure);
    if (attacker === 'status' && hidden[cell] === 0 && sensitive[cell] === 1) {
      low = Math.max(low, at(known.primaryLow, cell));
      high = Math.min(high, at(known.primaryHigh, cell));
      if (at(known.holeLow, cell) <= at(known.holeHigh, cell)) {
        if (figure < at(known.holeLow, cell)) high = Math.min(high, at(known.holeLow, cell) - 1);
        else low = Math.max(low, at(known.holeHigh, cell) + 1);
      }
    }
    setRoom(asPrimary, cell, figure - low, high - figure);
  }
  return { suppressed, asPrimary };
}

function openRoom(count: number): Room {
  return { down: new Float64Array(count), up: new Float64Array(count) };
}

function setRoom({ down, up }: Room, cell: number, below: number, above: number): void {
  down[cell] = Math.max(0, below);
  up[cell] = Math.max(0, above);
}

function slackOf({ value, relations }: System): Float64Array {
  return Float64Array.from({ length: relations.count }, (_, row) => {
    if (relations.atLeast[row] === 0) return 0;
    let sum = 0;
    for (let entry = at(relations.start, row); entry < at(relations.start, row + 1); entry += 1)
      sum += at(relations.factor, entry) * at(value, at(relations.cell, entry));
    return sum;
  });
}
