/**
 * A complete solution of a block that propagation has made exact: one of its unknowns at a value
 * between its bounds, the others as they have to be.
 */
import { at } from '../../../base/index.ts';
import type { Block } from './blocks.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * Completes values of an exact block, by member; a block without cycles is repaired row by row,
 * away from the one that is set.
 */
export type Complete = (place: number, value: number) => Float64Array;

/** Prepares a block for completion; what it holds is reused from one call to the next. */
export function openComplete(unknowns: Unknowns, { members, rows }: Block): Complete {
  const { low, high, start, member, factor, least, most } = unknowns;
  const index = new Map(members.map((place, position) => [place, position]));
  const rowsOf = new Map<number, number[]>();
  for (const row of rows)
    for (let entry = at(start, row); entry < at(start, row + 1); entry += 1) {
      const place = at(member, entry);
      if (index.has(place)) rowsOf.set(place, [...(rowsOf.get(place) ?? []), row]);
    }
  const nearest = Float64Array.from(members, (place) => Math.max(at(low, place), Math.min(0, at(high, place))));
  return (place, value) => {
    const values = nearest.slice();
    const figureOf = (other: number) => {
      const position = index.get(other);
      return position === undefined ? at(low, other) : at(values, position);
    };
    values[index.get(place) ?? -1] = value;
    const open: (readonly [place: number, from: number])[] = [[place, -1]];
    for (const [next, from] of open)
      for (const row of rowsOf.get(next) ?? []) {
        if (row === from) continue;
        let sum = 0;
        for (let entry = at(start, row); entry < at(start, row + 1); entry += 1)
          sum += at(factor, entry) * figureOf(at(member, entry));
        let missing = Math.max(0, at(least, row) - sum) - Math.max(0, sum - at(most, row));
        for (let entry = at(start, row); entry < at(start, row + 1); entry += 1) {
          const other = at(member, entry);
          const position = index.get(other);
          if (position === undefined || other === next) continue;
          // Factors are 1 or -1 in such a block.
          const wanted = at(values, position) + at(factor, entry) * missing;
          const moved = Math.max(at(low, other), Math.min(at(high, other), wanted));
          missing -= at(factor, entry) * (moved - at(values, position));
          values[position] = moved;
          open.push([other, row]);
        }
      }
    return values;
  };
}
