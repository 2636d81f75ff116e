/** The range of values that an attacker cannot exclude, of every unknown of a block: proved from inside by complete solutions, from outside by bounds. */
import type { Highs } from 'highs';
import { at } from '../../base/index.ts';
import type { Block } from './blocks.ts';
import { type BlockSolver, type Solved, solveBlock } from './solver.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * By unknown: values known to be possible (`leastSeen` and `mostSeen` each stand in a solution that was checked in whole numbers), and bounds beyond which nothing is
 * possible. Where both agree the range is exact.
 */
export interface Ranges {
  readonly leastSeen: Float64Array;
  readonly mostSeen: Float64Array;
}

/** Nothing seen yet. */
export function openRanges(count: number): Ranges {
  return {
    leastSeen: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    mostSeen: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
  };
}

/** Rounds of solves that try to widen many ranges at once, before each that is still narrow gets solves of its own. */
const ROUNDS = 12;
/** How far a bound of the solver may be from the truth. */
const TOLERANCE = 1e-6;

/**
 * Widens what is seen of a block until every range is at least `enough` wide, or exact; tightens the bounds of those that are not. False where no solution was found
 * at all, so that nothing is proved.
 */
export function exploreBlock(highs: Highs, unknowns: Unknowns, ranges: Ranges, block: Block, enough: number): boolean {
  const solver = solveBlock(highs, unknowns, block);
  try {
    const search: Search = { unknowns, ranges, block, solver };
    const narrow = () => block.members.filter((place) => isNarrow(search, place, enough));
    for (let round = 0, open = block.members.length; round < ROUNDS && open > 0; round += 1) {
      const targets = new Set(narrow());
      explore(search, weightsOf(search, targets, round));
      const left = narrow().length;
      if (left === open && round > 3) break;
      open = left;
    }
    for (const place of narrow()) {
      settle(search, place, 1, enough);
      if (isNarrow(search, place, enough)) settle(search, place, -1, enough);
    }
    return block.members.every((place) => at(ranges.leastSeen, place) <= at(ranges.mostSeen, place));
  } finally {
    solver.close();
  }
}

interface Search {
  readonly unknowns: Unknowns;
  readonly ranges: Ranges;
  readonly block: Block;
  readonly solver: BlockSolver;
}

function isNarrow({ unknowns, ranges }: Search, place: number, enough: number): boolean {
  const seen = at(ranges.mostSeen, place) - at(ranges.leastSeen, place);
  return !(seen >= enough || seen >= at(unknowns.high, place) - at(unknowns.low, place));
}

/** Pushes unknowns that are still narrow apart, in patterns of signs that differ from round to round, each towards its nearer open end every other round. */
function weightsOf({ block }: Search, targets: ReadonlySet<number>, round: number): Float64Array {
  return Float64Array.from(block.members, (place, index) => {
    if (!targets.has(place)) return 0;
    const sign = ((index * 2654435761) >>> (round >> 1)) & 1 ? 1 : -1;
    return round % 2 === 0 ? sign : -sign;
  });
}

/** Solves for a sum over many unknowns and notes what is seen; whole numbers are asked for only where the simpler answer is not whole. */
function explore(search: Search, weights: Float64Array): void {
  const loose = search.solver.maximise(weights, false);
  if (loose && note(search, loose)) return;
  const whole = search.solver.maximise(weights, true);
  if (whole) note(search, whole);
}

/** The exact end of one unknown's range, or as much as is enough. */
function settle(search: Search, place: number, sign: 1 | -1, enough: number): void {
  const { unknowns, ranges, block, solver } = search;
  const weights = Float64Array.from(block.members, (other) => (other === place ? sign : 0));
  const loose = solver.maximise(weights, false);
  if (loose) tighten(unknowns, place, sign, loose);
  if (loose && note(search, loose)) return;
  if (!isNarrow({ ...search, ranges }, place, enough)) return;
  const whole = solver.maximise(weights, true);
  if (!whole) return;
  tighten(unknowns, place, sign, whole);
  note(search, whole);
}

function tighten({ low, high }: Unknowns, place: number, sign: 1 | -1, { bound }: Solved): void {
  if (sign > 0) high[place] = Math.min(at(high, place), Math.floor(bound + TOLERANCE) + 0);
  else low[place] = Math.max(at(low, place), Math.ceil(-bound - TOLERANCE) + 0);
}

/** Notes the values of a solution if it is one, in whole numbers and without any tolerance. */
function note({ unknowns, ranges, block }: Search, { point }: Solved): boolean {
  if (!isSolution(unknowns, block, point)) return false;
  block.members.forEach((place, index) => {
    const value = at(point, index);
    ranges.leastSeen[place] = Math.min(at(ranges.leastSeen, place), value);
    ranges.mostSeen[place] = Math.max(at(ranges.mostSeen, place), value);
  });
  return true;
}

function isSolution(unknowns: Unknowns, { members, rows }: Block, point: Float64Array): boolean {
  const { low, high, holeLow, holeHigh, start, member, factor, least, most } = unknowns;
  const values = new Map(members.map((place, index) => [place, at(point, index)]));
  for (const [place, value] of values) {
    if (value < at(low, place) || value > at(high, place)) return false;
    if (value >= at(holeLow, place) && value <= at(holeHigh, place)) return false;
  }
  return rows.every((row) => {
    let sum = 0;
    for (let entry = at(start, row); entry < at(start, row + 1); entry += 1) {
      const place = at(member, entry);
      sum += at(factor, entry) * (values.get(place) ?? at(low, place));
    }
    return sum >= at(least, row) && sum <= at(most, row);
  });
}
