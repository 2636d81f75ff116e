/** The cells that controlled rounding rounds, and how one is rounded the other way. */
import { at } from '../../base/index.ts';

/** A cell that no other cell is a part of. */
export interface Leaf {
  /** The cell itself first, then every margin that counts it. */
  readonly margins: readonly number[];
  readonly count: number;
  /** What it is rounded to, down or up. */
  readonly low: number;
  readonly high: number;
  /** Never below, and never above. */
  readonly least: number;
  readonly most: number;
  /** What it stays close to where it has to leave both. */
  readonly aim: number;
  shown: number;
}

/**
 * Leaves with more neighbours than this exchange with those of their narrow margins alone; those of
 * longer sums with none.
 */
export const MANY = 200;

/**
 * Of every leaf, those that share a margin with few others: what could be rounded the other way in
 * exchange.
 */
export function neighbours(leaves: readonly Leaf[]): Leaf[][] {
  const groups = new Map<number, Leaf[]>();
  for (const leaf of leaves)
    for (const margin of leaf.margins.slice(1)) {
      const group = groups.get(margin);
      if (group) group.push(leaf);
      else groups.set(margin, [leaf]);
    }
  return leaves.map((leaf) => {
    const found = leaf.margins.slice(1).map((margin) => groups.get(margin) ?? []);
    const isMany = found.reduce((sum, { length }) => sum + length, 0) > MANY;
    const near = isMany ? found.filter(({ length }) => length <= MANY / 4) : found;
    return [...new Set(near.flat())].filter((other) => other !== leaf);
  });
}

/**
 * Turns a leaf the other way if that makes the squared errors of the margins smaller, by itself or
 * with one of its neighbours.
 */
export function improve(error: Float64Array, leaf: Leaf, near: readonly Leaf[]): boolean {
  const change = otherWay(leaf);
  const alone = gain(error, leaf, change);
  add(error, leaf, change);
  let best: { other: Leaf | undefined; gain: number } = { other: undefined, gain: alone };
  for (const other of near) {
    const both = alone + gain(error, other, otherWay(other));
    if (both < best.gain) best = { other, gain: both };
  }
  add(error, leaf, -change);
  if (best.gain >= 0) return false;
  turn(error, leaf, leaf.shown + change);
  if (best.other) turn(error, best.other, best.other.shown + otherWay(best.other));
  return true;
}

/** From one of its two multiples to the other. */
function otherWay({ low, high, shown }: Leaf): number {
  return shown === high ? low - high : high - low;
}

/** Shows a leaf as another multiple, with the errors of its margins. */
export function turn(error: Float64Array, leaf: Leaf, shown: number): void {
  add(error, leaf, shown - leaf.shown);
  leaf.shown = shown;
}

/**
 * By how much the squared errors of a leaf's margins grow when it changes; its own does not count,
 * as it stays below the base anyway.
 */
export function gain(error: Float64Array, { margins }: Leaf, change: number): number {
  let sum = 0;
  for (let index = 1; index < margins.length; index += 1) {
    const was = at(error, at(margins, index));
    sum += (was + change) ** 2 - was ** 2;
  }
  return sum;
}

/** Adds a change of a leaf to the errors of its margins. */
export function add(error: Float64Array, { margins }: Leaf, change: number): void {
  for (const cell of margins) error[cell] = at(error, cell) + change;
}

/** The leaves of each sum; `of` gives the sum that a cell is part of. */
export function partsOf(leaves: readonly Leaf[], of: Int32Array): Map<number, Leaf[]> {
  const parts = new Map<number, Leaf[]>();
  for (const leaf of leaves) {
    const sum = at(of, at(leaf.margins, 0));
    const known = parts.get(sum);
    if (known) known.push(leaf);
    else parts.set(sum, [leaf]);
  }
  return parts;
}

/**
 * Moves leaves by the base, each time the one that ends closest to what it aims at, until they come
 * to a sum.
 */
export function meet(error: Float64Array, leaves: readonly Leaf[], sum: number, base: number): void {
  let off = leaves.reduce((total, { shown }) => total + shown, 0) - sum;
  while (Math.abs(off) >= base) {
    const step = off > 0 ? -base : base;
    let best: { leaf: Leaf; change: number; gain: number } | undefined;
    for (const leaf of leaves) {
      const shown = leaf.shown + step;
      if (shown < leaf.least || shown > leaf.most) continue;
      const change = Math.abs(shown - leaf.aim);
      if (best !== undefined && change > best.change) continue;
      const also = gain(error, leaf, step);
      if (best === undefined || change < best.change || also < best.gain) best = { leaf, change, gain: also };
    }
    if (best === undefined) return;
    turn(error, best.leaf, best.leaf.shown + step);
    off += step;
  }
}

/**
 * Moves the base from one leaf of a sum to another where that makes the errors of other margins
 * smaller, and neither ends further from what it aims at than is usual.
 */
export function exchange(error: Float64Array, leaves: readonly Leaf[], base: number): boolean {
  let better = false;
  const mayTake = (leaf: Leaf, step: number) => {
    const shown = leaf.shown + step;
    const off = Math.abs(shown - leaf.aim);
    return shown >= leaf.least && shown <= leaf.most && (off < base || off <= Math.abs(leaf.shown - leaf.aim));
  };
  for (const one of leaves)
    for (const other of leaves) {
      if (one === other || !mayTake(one, -base) || !mayTake(other, base)) continue;
      const down = gain(error, one, -base);
      turn(error, one, one.shown - base);
      if (down + gain(error, other, base) < 0) {
        turn(error, other, other.shown + base);
        better = true;
      } else turn(error, one, one.shown + base);
    }
  return better;
}
