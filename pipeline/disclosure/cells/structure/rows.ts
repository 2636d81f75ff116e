/** Collecting relations row by row into flat arrays that grow. */
import type { Relations } from './system.ts';

/**
 * Rows in the order in which they were added; `add` takes the cells of one row and their factors.
 */
export interface RowBuilder {
  add(cells: readonly number[], factors: readonly number[], atLeast: boolean): void;
  build(): Relations;
}

/** Begins a collection without a row. */
export function collectRows(): RowBuilder {
  let cell = new Int32Array(1024);
  let factor = new Float64Array(1024);
  let used = 0;
  const start = [0];
  const atLeast: number[] = [];
  return {
    add(cells, factors, least) {
      if (used + cells.length > cell.length) {
        const size = Math.max(2 * cell.length, used + cells.length);
        const [more, moreFactors] = [new Int32Array(size), new Float64Array(size)];
        more.set(cell);
        moreFactors.set(factor);
        [cell, factor] = [more, moreFactors];
      }
      cell.set(cells, used);
      factor.set(factors, used);
      used += cells.length;
      start.push(used);
      atLeast.push(least ? 1 : 0);
    },
    build: () => ({
      count: atLeast.length,
      start: Int32Array.from(start),
      cell: cell.slice(0, used),
      factor: factor.slice(0, used),
      atLeast: Uint8Array.from(atLeast),
    }),
  };
}
