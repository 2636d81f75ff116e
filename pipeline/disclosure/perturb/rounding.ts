/** Controlled rounding: the cells that no other cell is a part of are rounded to a base, every margin is the sum of its rounded parts. */
import { at, Failure } from '../../base/index.ts';
import { type Axis, nodesOf, sizeOf } from '../structure/index.ts';

export interface RoundingOptions {
  /** At least 2. */
  readonly base: number;
  /** `small`: only counts below the base, to 0 or the base; `all`: every count, to a multiple next to it. */
  readonly counts: 'small' | 'all';
}

export interface Rounded {
  /** In the order of the table. */
  readonly value: Float64Array;
  /** The largest difference between a cell, margins included, and what it was. */
  readonly largestChange: number;
}

/** Passes over the cells to make margins better; each can only lower the error, and there is seldom one left after three. */
const PASSES = 20;
/** Leaves with more neighbours than this exchange with those of their narrow margins alone. */
const MANY = 200;

/**
 * A table rounded so that its margins add up and stay as close as we find: each cell goes to a multiple of the base next to it, up or down as it helps the margins
 * above it. Figures are whole numbers of at least 0, in row-major order, margins included (hidden nodes too, `fillHidden`). The same for the same table.
 */
export function roundControlled(
  axes: readonly Axis[],
  value: Float64Array,
  { base, counts }: RoundingOptions,
): Rounded {
  if (!Number.isInteger(base) || base < 2)
    throw new Failure('disclosure', `Rounding to a base of ${base} hides nothing.`, {
      help: 'Use a whole number of at least 2.',
    });
  const error = new Float64Array(sizeOf(axes));
  const moved: Leaf[] = [];
  for (let cell = 0; cell < error.length; cell += 1) {
    const nodes = nodesOf(axes, cell);
    const figure = at(value, cell);
    const rest = counts === 'all' || figure < base ? figure % base : 0;
    const isLeaf = nodes.every((node, index) => at(at(axes, index).children, node).length === 0);
    if (isLeaf && rest > 0) moved.push({ margins: marginsOf(axes, nodes), rest, up: undefined });
  }
  moved.sort((a, b) => b.rest - a.rest || at(a.margins, 0) - at(b.margins, 0));
  for (const leaf of moved)
    turn(error, leaf, gain(error, leaf, base - leaf.rest) <= gain(error, leaf, -leaf.rest), base);
  const near = neighbours(moved);
  for (let pass = 0, better = true; pass < PASSES && better; pass += 1) {
    better = false;
    for (const [index, leaf] of moved.entries()) if (improve(error, leaf, at(near, index), base)) better = true;
  }
  return {
    value: value.map((figure, cell) => figure + at(error, cell)),
    largestChange: error.reduce((most, each) => Math.max(most, Math.abs(each)), 0),
  };
}

interface Leaf {
  /** The cell itself first, then every margin that counts it. */
  readonly margins: readonly number[];
  readonly rest: number;
  up: boolean | undefined;
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

/** Of every leaf, those that share a margin with few others: what could be rounded the other way in exchange. */
function neighbours(leaves: readonly Leaf[]): Leaf[][] {
  const groups = new Map<number, Leaf[]>();
  for (const leaf of leaves)
    for (const margin of leaf.margins.slice(1)) {
      const group = groups.get(margin);
      if (group) group.push(leaf);
      else groups.set(margin, [leaf]);
    }
  return leaves.map((leaf) => {
    const found = leaf.margins.slice(1).flatMap((margin) => groups.get(margin) ?? []);
    const few = leaf.margins.slice(1).map((margin) => groups.get(margin) ?? []);
    return [...new Set(found.length <= MANY ? found : few.filter(({ length }) => length <= MANY / 4).flat())].filter(
      (other) => other !== leaf,
    );
  });
}

/** Turns a leaf the other way if that makes the squared errors of the margins smaller, by itself or with one of its neighbours. */
function improve(error: Float64Array, leaf: Leaf, near: readonly Leaf[], base: number): boolean {
  const change = leaf.up ? -base : base;
  const alone = gain(error, leaf, change);
  add(error, leaf, change);
  let best: { other: Leaf | undefined; gain: number } = { other: undefined, gain: alone };
  for (const other of near) {
    const both = alone + gain(error, other, other.up ? -base : base);
    if (both < best.gain) best = { other, gain: both };
  }
  if (best.gain >= 0) {
    add(error, leaf, -change);
    return false;
  }
  leaf.up = !leaf.up;
  if (best.other) {
    add(error, best.other, best.other.up ? -base : base);
    best.other.up = !best.other.up;
  }
  return true;
}

function turn(error: Float64Array, leaf: Leaf, up: boolean, base: number): void {
  leaf.up = up;
  add(error, leaf, up ? base - leaf.rest : -leaf.rest);
}

/** By how much the squared errors of a leaf's margins grow when it changes; its own does not count, as it stays below the base anyway. */
function gain(error: Float64Array, { margins }: Leaf, change: number): number {
  let sum = 0;
  for (let index = 1; index < margins.length; index += 1) {
    const was = at(error, at(margins, index));
    sum += (was + change) ** 2 - was ** 2;
  }
  return sum;
}

function add(error: Float64Array, { margins }: Leaf, change: number): void {
  for (const cell of margins) error[cell] = at(error, cell) + change;
}
