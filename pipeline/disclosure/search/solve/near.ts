/**
 * The unknowns around some, with all others of the block held where a solution has them: a small
 * programme instead of a large one.
 */
import { at } from '../../../base/index.ts';
import type { Block } from './blocks.ts';
import { transpose } from './propagate.ts';
import type { Unknowns } from './unknowns.ts';

/** A block of unknowns with those that it is made of: what is not among its members is held. */
export interface Held {
  readonly unknowns: Unknowns;
  readonly block: Block;
}

/**
 * Finds what is around unknowns of a block, nearest first, up to a number of unknowns; `values` of
 * a solution, by member.
 */
export type Near = (places: Iterable<number>, size: number, values: Float64Array) => Held;

/** What is around the unknowns of a block. */
export function openNear(unknowns: Unknowns, { members, rows, exact }: Block): Near {
  const { count, start, member } = unknowns;
  const rowsOf = transpose(count, unknowns.rows, start, member);
  const tied = new Set(rows);
  const isOpen = new Uint8Array(count);
  for (const place of members) isOpen[place] = 1;
  return (places, size, values) => {
    const near = new Set(places);
    const kept = new Set<number>();
    for (const each of near)
      for (let entry = at(rowsOf.start, each); entry < at(rowsOf.start, each + 1); entry += 1) {
        const row = at(rowsOf.row, entry);
        if (!tied.has(row) || kept.has(row)) continue;
        kept.add(row);
        for (let other = at(start, row); other < at(start, row + 1); other += 1)
          if (near.size < size && isOpen[at(member, other)] === 1) near.add(at(member, other));
      }
    const [low, high] = [unknowns.low.slice(), unknowns.high.slice()];
    members.forEach((each, index) => {
      if (near.has(each)) return;
      low[each] = at(values, index);
      high[each] = at(values, index);
    });
    return {
      unknowns: { ...unknowns, low, high },
      block: { members: [...near].sort((a, b) => a - b), rows: [...kept].sort((a, b) => a - b), exact },
    };
  };
}
