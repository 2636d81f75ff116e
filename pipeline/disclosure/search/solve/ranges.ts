/**
 * The range of values that an attacker cannot exclude, of every unknown of a block: proved from
 * inside by complete solutions, from outside by bounds.
 */
import type { Highs } from 'highs';
import { at, floatAt, intAt, yieldToEventLoop } from '../../../base/index.ts';
import type { Block } from './blocks.ts';
import { type Held, type Near, openNear } from './near.ts';
import { type BlockSolver, type Solved, solveBlock } from './solver.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * By unknown: values known to be possible (`leastSeen` and `mostSeen` each stand in a solution that
 * was checked in whole numbers), and bounds beyond which nothing is possible. Where both agree the
 * range is exact.
 */
export interface Ranges {
  readonly leastSeen: Float64Array;
  readonly mostSeen: Float64Array;
}

/**
 * Takes a complete solution of some cells while all others are as they are. The array is not to be
 * kept.
 */
export type OnSolution = (cells: readonly number[], values: Float64Array) => void;

/** Who looks on while a block is explored: is reported of what is found, and may stop it. */
export interface Watch {
  readonly onSolution?: OnSolution | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Nothing seen yet. */
export function openRanges(count: number): Ranges {
  return {
    leastSeen: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    mostSeen: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
  };
}

/**
 * Rounds of solves that try to widen many ranges at once, before each that is still narrow gets
 * solves of its own.
 */
const ROUNDS = 120;
/** Of those, how many try to widen all ranges as far as wanted, and not only as far as needed. */
const WIDE = 12;
/** Where a round leaves more than this share of its ranges narrow, the others would too. */
const GAIN = 0.99;
/** How many unknowns take part where one is examined by itself, time after time before all do. */
const NEAR = [60, 400, 4_000];
/**
 * Not where they are more than this share of all: a programme over all goes on from the last one, a
 * small one begins anew.
 */
const WORTH = 0.25;
/** How far a bound of the solver may be from the actual value. */
const TOLERANCE = 1e-6;

/** How wide ranges are to be found, where they are. */
export interface Widths {
  /** Of every unknown, as far as pushing many at once does it. */
  readonly wanted: number;
  /** Of one unknown, by solves of its own if need be: less than that is exact. 0: none. */
  readonly needed: (place: number) => number;
}

/**
 * Widens what is seen of a block; tightens the bounds of ranges that are narrower than needed.
 * False where no solution was found at all, so that nothing is proved.
 */
export async function exploreBlock(
  highs: Highs,
  unknowns: Unknowns,
  ranges: Ranges,
  block: Block,
  widths: Widths,
  { onSolution, signal }: Watch,
): Promise<boolean> {
  const cells = block.members.map((place) => at(unknowns.cell, place));
  const notify = (values: Float64Array) => onSolution?.(cells, values);
  for (const times of [1, 1e6]) {
    const cap = times * capOf(unknowns, block);
    if (await explore(highs, { unknowns, ranges, block, notify, signal, cap }, widths)) return true;
  }
  return false;
}

/** A value that what nothing bounds can well reach: beyond all that is published around it. */
function capOf({ low, least, most }: Unknowns, { members, rows }: Block): number {
  let cap = 1000;
  for (const place of members) cap = Math.max(cap, 2 * at(low, place));
  for (const row of rows)
    for (const bound of [at(least, row), at(most, row)])
      if (Number.isFinite(bound)) cap = Math.max(cap, 2 * Math.abs(bound));
  return cap;
}

async function explore(
  highs: Highs,
  around: Omit<Search, 'solver' | 'last'>,
  { wanted, needed }: Widths,
): Promise<boolean> {
  const { block, ranges, signal } = around;
  const solver = solveBlock(highs, around.unknowns, block, around.cap);
  try {
    const search: Search = { ...around, solver, last: new Float64Array(block.members.length) };
    let wide = wanted;
    const narrowNow = () => block.members.filter((place) => isNarrow(search, place, Math.max(needed(place), wide)));
    let open = narrowNow();
    for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
      await yieldToEventLoop(signal);
      const isSimple = push(search, weightsOf(search, new Set(open), round));
      if (round === 0 && at(ranges.leastSeen, at(block.members, 0)) === Number.POSITIVE_INFINITY) return false;
      // To find out more than is needed, whole numbers are too dear.
      if (!isSimple || round + 1 >= WIDE) wide = 0;
      const left = narrowNow();
      if (round > 3 && left.length > GAIN * open.length) break;
      open = left;
    }
    let near: Near | undefined;
    for (const place of block.members) {
      const enough = needed(place);
      if (!isNarrow(search, place, enough)) continue;
      for (const size of NEAR) {
        if (size > WORTH * block.members.length || !isNarrow(search, place, enough)) break;
        near ??= openNear(search.unknowns, block);
        settleNear(highs, search, near([place], size, search.last), place);
        await yieldToEventLoop(signal);
      }
      for (const sign of [1, -1] as const) {
        if (!isNarrow(search, place, enough)) continue;
        await yieldToEventLoop(signal);
        settle(search, place, sign, enough);
      }
    }
    return true;
  } finally {
    solver.close();
  }
}

interface Search {
  readonly unknowns: Unknowns;
  readonly ranges: Ranges;
  readonly block: Block;
  readonly solver: BlockSolver;
  readonly cap: number;
  readonly signal: AbortSignal | undefined;
  /** Receives every solution, by member. */
  readonly notify: (values: Float64Array) => void;
  /** The solution noted last, by member. */
  readonly last: Float64Array;
}

function isNarrow({ unknowns, ranges }: Search, place: number, enough: number): boolean {
  const seen = floatAt(ranges.mostSeen, place) - floatAt(ranges.leastSeen, place);
  return !(seen >= enough || seen >= floatAt(unknowns.high, place) - floatAt(unknowns.low, place));
}

/**
 * Pushes unknowns that are still narrow apart, in patterns of signs that differ from round to
 * round, and both ways.
 */
function weightsOf({ block }: Search, targets: ReadonlySet<number>, round: number): Float64Array {
  return Float64Array.from(block.members, (place, index) => {
    if (!targets.has(place)) return 0;
    const mixed = Math.imul(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul((round >> 1) + 1, 0x85ebca6b), 0xc2b2ae35);
    return mixed >>> 31 === round % 2 ? 1 : -1;
  });
}

/**
 * Solves for a sum over many unknowns and notes what is seen; whole numbers are asked for only
 * where the simpler answer is not whole, then it gives false.
 */
function push(search: Search, weights: Float64Array): boolean {
  const loose = search.solver.maximise(weights, false);
  if (loose && record(search, loose)) return true;
  const whole = search.solver.maximise(weights, true);
  if (whole) record(search, whole);
  return false;
}

/** The exact end of one unknown's range, or as much as is enough. */
function settle(search: Search, place: number, sign: 1 | -1, enough: number): void {
  const weights = Float64Array.from(search.block.members, (other) => (other === place ? sign : 0));
  for (const whole of [false, true]) {
    const solved = search.solver.maximise(weights, whole);
    if (solved === undefined) continue;
    tighten(search, place, sign, solved);
    if (record(search, solved) || !isNarrow(search, place, enough)) return;
  }
}

/**
 * The ends of an unknown's range while what is far from it stays as it was last: seen, if not the
 * ends. Finds most of what is there, in no time.
 */
function settleNear(highs: Highs, { ranges, cap, block, last, notify }: Search, held: Held, place: number): void {
  const { members } = held.block;
  const positions = new Map(block.members.map((other, index) => [other, index]));
  const solver = solveBlock(highs, held.unknowns, held.block, cap);
  try {
    for (const sign of [1, -1]) {
      const weights = Float64Array.from(members, (other) => (other === place ? sign : 0));
      const isSeen = [false, true].some((isWhole) => {
        const point = solver.maximise(weights, isWhole)?.point;
        if (point === undefined || !isSolution(held.unknowns, held.block, point)) return false;
        see(ranges, members, point);
        const whole = last.slice();
        members.forEach((other, index) => {
          whole[positions.get(other) ?? -1] = at(point, index);
        });
        notify(whole);
        return true;
      });
      if (!isSeen) return;
    }
  } finally {
    solver.close();
  }
}

/**
 * An end that only the cap keeps in is no end: the cap is twice of all that is published around.
 */
function tighten({ unknowns: { low, high }, cap }: Search, place: number, sign: 1 | -1, { bound }: Solved): void {
  if (sign < 0) low[place] = Math.max(floatAt(low, place), Math.ceil(-bound - TOLERANCE) + 0);
  else if (bound < cap / 2) high[place] = Math.min(floatAt(high, place), Math.floor(bound + TOLERANCE) + 0);
}

/** Notes the values of a solution if it is one, in whole numbers and without any tolerance. */
function record({ unknowns, ranges, block, last, notify }: Search, { point }: Solved): boolean {
  if (!isSolution(unknowns, block, point)) return false;
  last.set(point);
  notify(last);
  see(ranges, block.members, point);
  return true;
}

function see({ leastSeen, mostSeen }: Ranges, members: readonly number[], point: Float64Array): void {
  members.forEach((place, index) => {
    leastSeen[place] = Math.min(floatAt(leastSeen, place), floatAt(point, index));
    mostSeen[place] = Math.max(floatAt(mostSeen, place), floatAt(point, index));
  });
}

/** Whether values of the members are possible, in whole numbers and without any tolerance. */
export function isSolution(unknowns: Unknowns, block: Block, point: Float64Array): boolean {
  const { low, high, holeLow, holeHigh } = unknowns;
  const { members } = block;
  for (let index = 0; index < members.length; index += 1) {
    const [place, value] = [at(members, index), floatAt(point, index)];
    if (value < floatAt(low, place) || value > floatAt(high, place)) return false;
    if (value >= floatAt(holeLow, place) && value <= floatAt(holeHigh, place)) return false;
  }
  return brokenRows(unknowns, block, point).length === 0;
}

/** The rows that values of the members break. */
export function brokenRows(unknowns: Unknowns, { members, rows }: Block, point: Float64Array): number[] {
  const { low, start, member, factor, least, most } = unknowns;
  const values = low.slice();
  members.forEach((place, index) => {
    values[place] = floatAt(point, index);
  });
  return rows.filter((row) => {
    let sum = 0;
    for (let entry = intAt(start, row); entry < intAt(start, row + 1); entry += 1)
      sum += floatAt(factor, entry) * floatAt(values, intAt(member, entry));
    return sum < floatAt(least, row) || sum > floatAt(most, row);
  });
}
