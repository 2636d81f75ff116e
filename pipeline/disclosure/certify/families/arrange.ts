/**
 * Members whose patterns add up to given figures, arranged as intervals: the parts of a set one
 * after another around it, so that they overlap as evenly as can be.
 */
import { at } from '../../../base/index.ts';
import type { Patterns } from './patterns.ts';

/** So many members of one pattern. */
export interface Run {
  count: number;
  readonly holds: number;
}

/**
 * Finds members for values of the figures; undefined where this way finds none. `isThorough`: also
 * by what takes long.
 */
export type Arrange = (values: ArrayLike<number>, isThorough?: boolean) => Run[] | undefined;

/** Members as they were arranged, where totals come out as they are; else undefined, or others. */
export type Finish = (patterns: Patterns, values: ArrayLike<number>, runs: Run[]) => Run[] | undefined;

const asArranged: Finish = (patterns, values, runs) => (isWhole(patterns, values, runs) ? runs : undefined);

/**
 * Prepares the patterns of a family; `shift`: shares that have one parent take other places around
 * it.
 */
export function openArrange(patterns: Patterns, finish: Finish = asArranged, shift = 0): Arrange {
  const { shares, members } = patterns;
  const order = shifted(parentsFirst(patterns), shift);
  return (values) => {
    const sizeOf = (index: number) => at(values, at(shares, index).figure);
    const [count] = members.map((figure) => at(values, figure));
    const people = count ?? shares.reduce((sum, _, index) => sum + sizeOf(index), 0);
    if (members.some((figure) => at(values, figure) !== people) || people < 0) return undefined;
    let runs: Run[] = people === 0 ? [] : [{ count: people, holds: patterns.none }];
    const turn = new Map<number, number>();
    for (const { share, parent } of order) {
      const [size, whole] = [sizeOf(share), parent < 0 ? people : sizeOf(parent)];
      if (size < 0 || size > whole) return undefined;
      if (size === 0) continue;
      const from = turn.get(parent) ?? 0;
      runs = hold(patterns, runs, { parent, share, from, size, whole });
      turn.set(parent, (from + size) % whole);
    }
    return finish(patterns, values, runs);
  };
}

interface Held {
  readonly parent: number;
  readonly share: number;
  readonly from: number;
  readonly size: number;
  readonly whole: number;
}

/**
 * Lets a share hold for `size` of the members for whom its parent holds, from a place on, around.
 */
function hold({ has, flip }: Patterns, runs: readonly Run[], { parent, share, from, size, whole }: Held): Run[] {
  const end = from + size;
  const next: Run[] = [];
  let place = 0;
  for (const run of runs) {
    if (parent >= 0 && !has(run.holds, parent)) {
      next.push(run);
      continue;
    }
    const last = place + run.count;
    const cuts = [place, from, Math.min(end, whole), end - whole, last].filter((cut) => cut >= place && cut <= last);
    cuts.sort((a, b) => a - b);
    for (let index = 1; index < cuts.length; index += 1) {
      const [low, high] = [at(cuts, index - 1), at(cuts, index)];
      if (high === low) continue;
      const isIn = (low >= from && low < end) || low < end - whole;
      next.push({ count: high - low, holds: isIn ? flip(run.holds, share) : run.holds });
    }
    place = last;
  }
  return next;
}

/** Whether every pattern is possible, and totals come out as they are. */
function isWhole(patterns: Patterns, values: ArrayLike<number>, runs: readonly Run[]): boolean {
  const adds = addsOf(patterns, runs);
  return adds !== undefined && isReached(patterns, values, runs, adds);
}

/** What the patterns of members add to every total; undefined where one is not possible. */
export function addsOf({ totals, patternOf }: Patterns, runs: readonly Run[]): number[] | undefined {
  const adds = totals.map(() => 0);
  for (const { count, holds } of runs) {
    if (count === 0) continue;
    const pattern = patternOf(holds);
    if (pattern === undefined) return undefined;
    for (let total = 0; total < adds.length; total += 1)
      adds[total] = at(adds, total) + count * at(pattern.adds, total);
  }
  return adds;
}

/** Whether totals come out as they are, of members whose patterns add so much to them. */
export function isReached(
  { totals, patternOf }: Patterns,
  values: ArrayLike<number>,
  runs: readonly Run[],
  adds: readonly number[],
): boolean {
  let hasRest = false;
  for (let total = 0; total < adds.length; total += 1) {
    const rest = at(values, at(totals, total)) - at(adds, total);
    if (rest < 0) return false;
    hasRest ||= rest > 0;
  }
  if (!hasRest) return true;
  const rays = new Set<readonly number[]>();
  for (const { count, holds } of runs) if (count > 0) for (const ray of patternOf(holds)?.rays ?? []) rays.add(ray);
  const left = totals.map((figure, total) => at(values, figure) - at(adds, total));
  return isSpent(left, [...rays]) || isSpent(swapped(left, runs, patternOf), [...rays]);
}

/**
 * How much of totals no event of these members uses up, where as many as can be are of kinds that
 * totals count; undefined where some member is not possible, or has too many.
 */
export function unspent(patterns: Patterns, values: ArrayLike<number>, runs: readonly Run[]): number | undefined {
  const { totals, patternOf } = patterns;
  const adds = addsOf(patterns, runs);
  const left = totals.map((figure, total) => at(values, figure) - (adds?.[total] ?? 0));
  if (adds === undefined || left.some((rest) => rest < 0)) return undefined;
  const rays = new Set<readonly number[]>();
  for (const { count, holds } of runs) if (count > 0) for (const ray of patternOf(holds)?.rays ?? []) rays.add(ray);
  const sizeOf = (ray: readonly number[]) => ray.reduce((sum, one) => sum + one, 0);
  return leftBy(
    swapped(left, runs, patternOf),
    [...rays].sort((a, b) => sizeOf(b) - sizeOf(a)),
  );
}

/** What is left of totals once as many events as can be are of kinds that they count. */
function swapped(left: readonly number[], runs: readonly Run[], patternOf: Patterns['patternOf']): number[] {
  const rest = left.slice();
  // How often a kind can be taken before a total is reached.
  const roomFor = (by: readonly number[]) =>
    by.reduce((room, more, total) => (more > 0 ? Math.min(room, at(rest, total)) : room), Number.POSITIVE_INFINITY);
  for (const { count, holds } of runs)
    for (const { by, events } of patternOf(holds)?.swaps ?? []) {
      let open = count * events;
      while (open > 0) {
        const most = by.reduce((best, one) => (roomFor(one) > roomFor(best) ? one : best));
        const taken = Math.min(open, roomFor(most));
        if (taken === 0) break;
        open -= taken;
        most.forEach((more, total) => {
          rest[total] = at(rest, total) - more * taken;
        });
      }
    }
  return rest;
}

/** Whether further events use up what is left of totals. */
export function isSpent(left: readonly number[], rays: readonly (readonly number[])[]): boolean {
  if (left.some((rest) => rest < 0)) return false;
  if (left.every((rest) => rest === 0)) return true;
  const sizes = new Map(rays.map((ray) => [ray, ray.reduce((sum, one) => sum + one, 0)]));
  const fewestFirst = [...sizes.keys()].sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0));
  return leftBy(left, fewestFirst) === 0 || leftBy(left, fewestFirst.reverse()) === 0;
}

/** How much of totals is left once events of every kind in turn use up what they can. */
function leftBy(left: readonly number[], rays: readonly (readonly number[])[]): number {
  const rest = left.slice();
  for (const ray of rays) {
    let most = Number.POSITIVE_INFINITY;
    for (let total = 0; total < rest.length; total += 1) if (ray[total]) most = Math.min(most, at(rest, total));
    if (most === 0 || most === Number.POSITIVE_INFINITY) continue;
    for (let total = 0; total < rest.length; total += 1) rest[total] = at(rest, total) - at(ray, total) * most;
  }
  return rest.reduce((sum, one) => sum + one, 0);
}

/** The same order of parents, their parts beginning with another one. */
function shifted<T extends { readonly parent: number }>(order: readonly T[], shift: number): T[] {
  const parts = new Map<number, T[]>();
  for (const one of order) parts.set(one.parent, [...(parts.get(one.parent) ?? []), one]);
  // Each second way goes around the other way.
  const turn = <P>(own: readonly P[]) => {
    const turned = own.map((_, index) => at(own, (index + (shift >> 1)) % own.length));
    return shift % 2 === 1 ? turned.reverse() : turned;
  };
  const turned = new Map([...parts].map(([parent, own]) => [parent, turn(own)]));
  const next = new Map<number, number>();
  return order.map(({ parent }) => {
    const place = next.get(parent) ?? 0;
    next.set(parent, place + 1);
    return at(turned.get(parent) ?? [], place);
  });
}

/**
 * Shares with the smallest share that contains them, whole ones before their parts; -1: everybody.
 */
function parentsFirst({ shares }: Patterns): { readonly share: number; readonly parent: number }[] {
  const isIn = (inner: number, outer: number) => {
    const [part, whole] = [at(shares, inner), at(shares, outer)];
    if (inner === outer || part.atLeast < whole.atLeast) return false;
    if ([...part.atoms].some((atom) => !whole.atoms.has(atom))) return false;
    const isSame = part.atoms.size === whole.atoms.size && part.atLeast === whole.atLeast;
    return !isSame || outer < inner;
  };
  const sized = shares.map((_, index) => index).sort((a, b) => at(shares, b).atoms.size - at(shares, a).atoms.size);
  const depth = (share: number): number => shares.filter((_, outer) => isIn(share, outer)).length;
  return sized
    .toSorted((a, b) => depth(a) - depth(b))
    .map((share) => {
      const above = sized.filter((outer) => isIn(share, outer));
      const parent = above.toSorted((a, b) => depth(b) - depth(a))[0] ?? -1;
      return { share, parent };
    });
}
