/**
 * Controlled rounding: the cells that no other cell is a part of are rounded to a base, every
 * margin is the sum of its rounded parts.
 */
import { at, Failure } from '../../base/index.ts';
import { type Axis, leafCells, nodesOf } from '../cells/structure/index.ts';
import { add, exchange, gain, improve, type Leaf, MANY, meet, neighbours, partsOf, turn } from './leaves.ts';

export interface RoundingOptions {
  /** At least 2. */
  readonly base: number;
  /**
   * `small`: only counts below the base, to 0 or the base; `all`: every count, to a multiple next
   * to it.
   */
  readonly counts: 'small' | 'all';
  /**
   * By cell: it does not come above this, a multiple of the base; Infinity: nothing keeps it down.
   */
  readonly cap?: Float64Array;
  /** By cell: it does not come below this, a multiple of the base; 0: nothing keeps it up. */
  readonly floor?: Float64Array;
  /**
   * Such cells that must not disclose even roughly what they are (events of few persons): each
   * becomes 0 or `most`, a multiple of the base, as it helps the margins.
   */
  readonly few?: { readonly cells: Uint8Array; readonly most: number };
  /**
   * Sums that such cells must come to, if caps let them: by cell the number of its sum, and the
   * sums, multiples of the base. A cell may then be moved further.
   */
  readonly given?: { readonly of: Int32Array; readonly sums: Float64Array };
}

export interface Rounded {
  /** In the order of the table. */
  readonly value: Float64Array;
  /** The largest difference between a cell, margins included, and what it was. */
  readonly largestChange: number;
}

/**
 * Passes over the cells to make margins better; each can only lower the error, and there is seldom
 * one left after three.
 */
const PASSES = 20;
/**
 * A table rounded so that its margins add up and stay as close as we find: each cell goes to a
 * multiple of the base next to it, up or down as it helps the margins above it. Figures are whole
 * numbers of at least 0, in row-major order (hidden nodes too, `fillHidden`); those of margins need
 * not be sums: they are what the rounded sums should come near to. The same for the same table.
 */
export function roundControlled(axes: readonly Axis[], value: Float64Array, options: RoundingOptions): Rounded {
  const { base, given } = options;
  if (!Number.isInteger(base) || base < 2)
    throw new Failure('disclosure', `Rounding to a base of ${base} hides nothing.`, {
      help: 'Use a whole number of at least 2.',
    });
  const leaves = leavesOf(axes, value, options);
  const error = value.map((figure) => -figure);
  for (const leaf of leaves) add(error, leaf, leaf.shown);
  const moved = leaves.filter(({ low, high }) => low < high);
  for (const leaf of leaves) if (leaf.low === leaf.high) turn(error, leaf, leaf.low);
  moved.sort((a, b) => partUp(b) - partUp(a) || at(a.margins, 0) - at(b.margins, 0));
  for (const leaf of moved) {
    const [up, down] = [leaf.high - leaf.count, leaf.low - leaf.count];
    turn(error, leaf, gain(error, leaf, up) <= gain(error, leaf, down) ? leaf.high : leaf.low);
  }
  const near = neighbours(moved);
  for (let pass = 0, better = true; pass < PASSES && better; pass += 1) {
    better = false;
    for (const [index, leaf] of moved.entries()) if (improve(error, leaf, at(near, index))) better = true;
  }
  if (given) {
    const sums = partsOf(leaves, given.of);
    for (const [sum, parts] of sums) meet(error, parts, at(given.sums, sum), base);
    for (let pass = 0, better = true; pass < PASSES && better; pass += 1) {
      better = false;
      for (const parts of sums.values()) if (parts.length <= MANY && exchange(error, parts, base)) better = true;
    }
  }
  keepMargins(error, leaves, value, options);
  return {
    value: value.map((figure, cell) => figure + at(error, cell)),
    largestChange: error.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  };
}

function leavesOf(
  axes: readonly Axis[],
  value: Float64Array,
  { base, counts, cap, floor, few }: RoundingOptions,
): Leaf[] {
  const leaves: Leaf[] = [];
  leafCells(axes).forEach((isLeaf, cell) => {
    if (isLeaf === 0) return;
    const nodes = nodesOf(axes, cell);
    const count = at(value, cell);
    const most = cap === undefined ? Number.POSITIVE_INFINITY : at(cap, cell);
    const rest = counts === 'all' || count < base ? count % base : 0;
    const isFew = few?.cells[cell] === 1;
    // Where both cannot be kept, what keeps it up wins.
    const least = floor === undefined ? 0 : at(floor, cell);
    const within = (figure: number) => Math.max(Math.min(figure, most), least);
    // What few persons have is 0 or `most` also where something keeps it up.
    const low = within(isFew ? (least > 0 ? few.most : 0) : count - rest);
    const up = isFew ? few.most : rest > 0 ? count - rest + base : low;
    const high = up <= most ? Math.max(up, low) : low;
    const aim = isFew ? few.most / 2 : count;
    leaves.push({ margins: marginsOf(axes, nodes), count, low, high, least, most, aim, shown: count });
  });
  return leaves;
}

/** How far up a leaf lies between its two multiples. */
function partUp({ count, low, high }: Leaf): number {
  return (count - low) / (high - low);
}

function marginsOf(axes: readonly Axis[], nodes: readonly number[]): number[] {
  return axes.reduce(
    (cells, { codes, parent }, index) => {
      const above: number[] = [];
      for (let node = at(nodes, index); node >= 0; node = at(parent, node)) above.push(node);
      return above.flatMap((node) => cells.map((cell) => cell * codes.length + node)).sort((a, b) => b - a);
    },
    [0],
  );
}

/**
 * Moves leaves by the base where a margin is above its cap or below its floor, each time the one
 * that ends closest to what it aims at and puts no other margin out. Where sums are given, another
 * leaf of the same sum outside the margin moves the other way.
 */
function keepMargins(
  error: Float64Array,
  leaves: readonly Leaf[],
  value: Float64Array,
  { base, cap, floor, given }: RoundingOptions,
): void {
  const excess = (cell: number, change = 0) => {
    const shown = at(value, cell) + at(error, cell) + change;
    const [least, most] = [floor?.[cell] ?? 0, cap?.[cell] ?? Number.POSITIVE_INFINITY];
    return shown < least ? shown - least : Math.max(0, shown - most);
  };
  const under = new Map<number, Leaf[]>();
  value.forEach((_, cell) => {
    if (excess(cell) !== 0) under.set(cell, []);
  });
  if (under.size === 0) return;
  for (const leaf of leaves) for (const margin of leaf.margins) under.get(margin)?.push(leaf);
  const bySum = given && partsOf(leaves, given.of);
  /** Infinity where a leaf cannot take the step. */
  const cost = (leaf: Leaf, step: number) => {
    const shown = leaf.shown + step;
    if (shown < leaf.least || shown > leaf.most) return Number.POSITIVE_INFINITY;
    const isWorse = (margin: number) => Math.abs(excess(margin, step)) > Math.abs(excess(margin));
    return leaf.margins.some(isWorse) ? Number.POSITIVE_INFINITY : Math.abs(shown - leaf.aim);
  };
  const cheapest = (candidates: readonly Leaf[], step: number) => {
    const costs = candidates.map((leaf) => cost(leaf, step));
    const least = Math.min(...costs);
    return least === Number.POSITIVE_INFINITY ? undefined : at(candidates, costs.indexOf(least));
  };
  const takeStep = (cell: number, step: number): boolean => {
    const candidates = (under.get(cell) ?? []).toSorted((a, b) => cost(a, step) - cost(b, step));
    for (const leaf of candidates) {
      if (cost(leaf, step) === Number.POSITIVE_INFINITY) return false;
      turn(error, leaf, leaf.shown + step);
      if (given === undefined || bySum === undefined) return true;
      const others = (bySum.get(at(given.of, at(leaf.margins, 0))) ?? []).filter((one) => !one.margins.includes(cell));
      const other = cheapest(others, -step);
      if (other) {
        turn(error, other, other.shown - step);
        return true;
      }
      turn(error, leaf, leaf.shown - step);
    }
    return false;
  };
  // Fine margins come after coarse ones in a table.
  for (const cell of [...under.keys()].reverse())
    while (excess(cell) !== 0 && takeStep(cell, excess(cell) > 0 ? -base : base));
}
