/**
 * The parts of a structure that disclose nothing of each other: unknowns that some relation still
 * relates.
 */
import { at } from '../../../base/index.ts';
import { sumBounds } from './propagate.ts';
import type { Unknowns } from './unknowns.ts';

export interface Block {
  readonly members: readonly number[];
  readonly rows: readonly number[];
  /**
   * Whether propagation has already found everything: no cycle among rows and unknowns, all factors
   * 1 or -1, no holes. Every value between the bounds can then be completed row by row.
   */
  readonly exact: boolean;
}

/**
 * The blocks of what propagation left open, by their first unknown; rows that the bounds alone keep
 * are in none.
 */
export function splitBlocks(unknowns: Unknowns): Block[] {
  const { count, rows, start, member, factor, low, high, least, most } = unknowns;
  const root = Int32Array.from({ length: count }, (_, place) => place);
  const find = (place: number): number => {
    let top = place;
    while (at(root, top) !== top) {
      root[top] = at(root, at(root, top));
      top = at(root, top);
    }
    return top;
  };
  const isOpen = (place: number) => at(low, place) < at(high, place);
  const relationBounds = Array.from({ length: rows }, (_, row) => row).filter((row) => {
    const sums = sumBounds(unknowns, row);
    const slackBelow = sums.openBelow === 0 && sums.least >= at(least, row);
    const slackAbove = sums.openAbove === 0 && sums.most <= at(most, row);
    return !(
      (slackBelow || at(least, row) === Number.NEGATIVE_INFINITY) &&
      (slackAbove || at(most, row) === Number.POSITIVE_INFINITY)
    );
  });
  const open = (row: number) => {
    const found: number[] = [];
    for (let entry = at(start, row); entry < at(start, row + 1); entry += 1)
      if (isOpen(at(member, entry))) found.push(entry);
    return found;
  };
  for (const row of relationBounds) {
    const [first, ...rest] = open(row).map((entry) => find(at(member, entry)));
    for (const other of rest) {
      const [left, right] = [find(first as number), find(other)];
      root[Math.max(left, right)] = Math.min(left, right);
    }
  }
  const found = new Map<number, { members: number[]; rows: number[]; entries: number; plain: boolean }>();
  for (let place = 0; place < count; place += 1) {
    if (!isOpen(place)) continue;
    const top = find(place);
    const block = found.get(top) ?? { members: [], rows: [], entries: 0, plain: true };
    found.set(top, block);
    block.members.push(place);
    if (at(unknowns.holeLow, place) <= at(unknowns.holeHigh, place)) block.plain = false;
  }
  for (const row of relationBounds) {
    const entries = open(row);
    const [first] = entries;
    const block = first === undefined ? undefined : found.get(find(at(member, first)));
    if (block === undefined) continue;
    block.rows.push(row);
    block.entries += entries.length;
    if (entries.some((entry) => Math.abs(at(factor, entry)) !== 1)) block.plain = false;
  }
  return [...found.values()].map((block) => ({
    members: block.members,
    rows: block.rows,
    exact: block.plain && block.entries === block.members.length + block.rows.length - 1,
  }));
}
