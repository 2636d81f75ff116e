/**
 * Combines what places and groups may add up to, one after the other; sums that are complete are
 * compared with the release and forgotten.
 */
import { type Aggregate, agrees, publishedColumns, type SumOf, shownSums, type Target } from './aggregates.ts';
import type { Contributions } from './figures.ts';
import { type Base, basesOf, type Demand, type Sums, TooMany, trueSums } from './sums.ts';
import type { World } from './world.ts';

/** How much of all microdata is tried. */
export interface Effort {
  readonly sumsOf: (world: World, contributions: Contributions, base: Base, demand: Demand) => Sums[];
  /**
   * Only so many states are kept at a time, those that are closest to the actual value; null: all,
   * and too many are refused.
   */
  readonly beam: number | null;
}

const MOST_STATES = 100_000;
const MOST_STEPS = 500_000;
/** With a beam: steps from all of its states together. */
const BEAM_STEPS = 30_000;
const BITS = 9n;
const DIGIT = (1n << BITS) - 1n;
/** Sums may be below 0. */
const ZERO = 128;

interface Placed extends Aggregate {
  /** By column, how many bits its sum stands to the left in a state. */
  readonly bits: ReadonlyMap<number, bigint>;
  readonly most: ReadonlyMap<number, number>;
}

/** Sums of everything that is not complete yet, in one number. */
interface Layer {
  readonly states: readonly bigint[];
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** What is complete after it, and still in its states. */
  readonly complete: readonly Placed[];
}

/** Values of the targets over the microdata that are tried. Refuses too many. */
export function possibleValues(
  world: World,
  contributions: Contributions,
  aggregates: readonly Aggregate[],
  targets: ReadonlySet<Target>,
  effort: Effort,
): Map<Target, Set<number>> {
  const placed = place(world, contributions, aggregates, targets);
  const layers = forwards(world, contributions, placed, effort);
  const values = new Map([...targets].map((target) => [target, new Set<number>()]));
  let alive = new Uint8Array(layers.at(-1)?.states.length ?? 0).fill(1);
  for (const [position, layer] of [...layers.entries()].reverse()) {
    for (const aggregate of layer.complete)
      for (const { target, column } of aggregate.targets) {
        const seen = values.get(target);
        if (seen === undefined) continue;
        layer.states.forEach((state, index) => {
          if (alive[index] === 1) seen.add(sumsIn(aggregate, state)(column));
        });
      }
    const before = new Uint8Array(layers[position - 1]?.states.length ?? 1);
    layer.from.forEach((from, step) => {
      if (alive[layer.to[step] ?? -1] === 1) before[from] = 1;
    });
    alive = before;
  }
  return values;
}

/**
 * Aggregates of which anything is published or asked, with room in a state for what matters of
 * them.
 */
function place(
  world: World,
  { types }: Contributions,
  aggregates: readonly Aggregate[],
  targets: ReadonlySet<Target>,
): Placed[] {
  const groups = [...world.groups, null];
  let left = 0n;
  const rises = (column: number) => groups.every((group) => types(group).every((type) => (type[column] ?? 0) >= 0));
  return aggregates.flatMap((aggregate) => {
    const asked = aggregate.targets.filter(({ target }) => targets.has(target)).map(({ column }) => column);
    const columns = [...new Set([...publishedColumns(world.policy, aggregate), ...asked])];
    const bits = new Map<number, bigint>();
    for (const column of columns) {
      bits.set(column, left);
      left += BITS;
    }
    const most = new Map([...shownSums(aggregate)].filter(([column]) => rises(column)));
    return columns.length === 0 ? [] : [{ ...aggregate, bits, most }];
  });
}

function forwards(world: World, contributions: Contributions, placed: readonly Placed[], effort: Effort): Layer[] {
  const bases = basesOf(world);
  const holds = ({ area, group }: Placed, base: Base) => area.holds(base.place) && group.holds(base.group);
  const start = placed.reduce((state, one) => fill(one, BigInt(ZERO), state), 0n);
  const layers: Layer[] = [];
  let states: readonly bigint[] = [start];
  let actual = start;
  let steps = 0;
  const advance = (complete: readonly Placed[], next: (state: bigint, from: number, add: Add) => void) => {
    const layer = step(states, next, effort.beam, actual);
    layers.push({ ...layer, complete });
    states = layer.states;
  };
  bases.forEach((base, position) => {
    const around = placed.filter((one) => holds(one, base));
    const complete = around.filter((one) => !bases.slice(position + 1).some((later) => holds(one, later)));
    const alone = complete.filter((one) => !bases.slice(0, position).some((earlier) => holds(one, earlier)));
    const most = new Map<number, number>();
    for (const one of around)
      for (const [column, value] of one.most) most.set(column, Math.min(value, most.get(column) ?? value));
    const needed = new Set(around.flatMap(({ bits }) => [...bits.keys()]));
    const possible = effort
      .sumsOf(world, contributions, base, { needed, most })
      .filter((sums) => alone.every((one) => agrees(world.policy, one, (column) => sums[column] ?? 0)));
    const codes = [...new Set(possible.map((sums) => codeOf(sums, around)))];
    const room = (effort.beam === null ? MOST_STEPS - steps : BEAM_STEPS) / states.length;
    if (effort.beam === null && codes.length > room) throw new TooMany();
    const added = codes.slice(0, Math.ceil(room));
    steps += added.length * states.length;
    const caps = around.flatMap(({ bits, most: own }) =>
      [...own].map(([column, value]) => ({ bit: bits.get(column) ?? 0n, value: value + ZERO })),
    );
    actual += codeOf(trueSums(world, contributions, base), around);
    advance(complete, (state, from, add) => {
      for (const more of added) {
        const after = state + more;
        if (caps.every(({ bit, value }) => Number((after >> bit) & DIGIT) <= value)) add(after, from);
      }
    });
    const settled = complete.reduce((mask, one) => fill(one, DIGIT, mask), 0n);
    actual &= ~settled;
    advance([], (state, from, add) => {
      if (complete.every((one) => agrees(world.policy, one, sumsIn(one, state)))) add(state & ~settled, from);
    });
  });
  return layers;
}

type Add = (state: bigint, from: number) => void;

function step(
  before: readonly bigint[],
  next: (state: bigint, from: number, add: Add) => void,
  beam: number | null,
  actual: bigint,
): Omit<Layer, 'complete'> {
  const index = new Map<bigint, number>();
  const from: number[] = [];
  const to: number[] = [];
  const add: Add = (state, source) => {
    let target = index.get(state);
    if (target === undefined) {
      target = index.size;
      index.set(state, target);
    }
    from.push(source);
    to.push(target);
    if (beam === null && index.size > MOST_STATES) throw new TooMany();
  };
  before.forEach((state, source) => {
    next(state, source, add);
  });
  const states = [...index.keys()];
  if (beam === null || states.length <= beam) return { states, from, to };
  const nearest = states
    .map((state, own) => ({ state, own, far: distance(state, actual) }))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, beam);
  const kept = new Map(nearest.map(({ own }, position) => [own, position]));
  const edges = to.flatMap((target, edge) => {
    const position = kept.get(target);
    return position === undefined ? [] : [[from[edge] ?? -1, position] as const];
  });
  return {
    states: nearest.map(({ state }) => state),
    from: edges.map(([source]) => source),
    to: edges.map(([, target]) => target),
  };
}

function distance(one: bigint, other: bigint): number {
  let far = 0;
  for (let [a, b] = [one, other]; a !== b; [a, b] = [a >> BITS, b >> BITS])
    far += Math.abs(Number(a & DIGIT) - Number(b & DIGIT));
  return far;
}

function fill({ bits }: Placed, digit: bigint, into: bigint): bigint {
  let filled = into;
  for (const bit of bits.values()) filled |= digit << bit;
  return filled;
}

function codeOf(sums: Sums, around: readonly Placed[]): bigint {
  let code = 0n;
  for (const { bits } of around) for (const [column, bit] of bits) code += BigInt(sums[column] ?? 0) << bit;
  return code;
}

function sumsIn({ bits }: Placed, state: bigint): SumOf {
  return (column) => Number((state >> (bits.get(column) ?? 0n)) & DIGIT) - ZERO;
}
