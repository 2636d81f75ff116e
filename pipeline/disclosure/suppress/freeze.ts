/**
 * A system without its relations: what they leave of every cell while the others are as they are.
 */
import { at } from '../../base/index.ts';
import type { Knowledge, Relations } from '../cells/structure/system.ts';

interface Related {
  readonly known: Knowledge;
  readonly relations: Relations;
}

/**
 * A relation of the kind `at least`, by its number; how it is frozen: not at all, or for which
 * cells.
 */
export type Freeze = (row: number) => 'keep' | 'bound';

/**
 * Leaves out relations of the kind `at least` and bounds their cells by the values that the others
 * have in `value`, which keeps all relations. Every solution of what is left in which the cells of
 * one such relation move one at a time is a solution of the whole.
 */
export function freezeRelations<T extends Related>(related: T, value: Float64Array, freeze: Freeze = () => 'bound'): T {
  const { relations, known } = related;
  const [low, high] = [known.low.slice(), known.high.slice()];
  const kept: number[] = [];
  for (let row = 0; row < relations.count; row += 1) {
    if (at(relations.atLeast, row) === 0 || freeze(row) === 'keep') {
      kept.push(row);
      continue;
    }
    const [from, to] = [at(relations.start, row), at(relations.start, row + 1)];
    let room = 0;
    for (let entry = from; entry < to; entry += 1)
      room += at(relations.factor, entry) * at(value, at(relations.cell, entry));
    for (let entry = from; entry < to; entry += 1) {
      const [cell, factor] = [at(relations.cell, entry), at(relations.factor, entry)];
      const end = at(value, cell) - room / factor;
      if (factor > 0) low[cell] = Math.max(at(low, cell), Math.ceil(end));
      else high[cell] = Math.min(at(high, cell), Math.floor(end));
    }
  }
  return { ...related, known: { ...known, low, high }, relations: pickRows(relations, kept) };
}

function pickRows({ start, cell, factor, atLeast }: Relations, rows: readonly number[]): Relations {
  const entries = rows.flatMap((row) =>
    Array.from({ length: at(start, row + 1) - at(start, row) }, (_, index) => at(start, row) + index),
  );
  let end = 0;
  return {
    count: rows.length,
    start: Int32Array.from([0, ...rows.map((row) => (end += at(start, row + 1) - at(start, row)))]),
    cell: Int32Array.from(entries, (entry) => at(cell, entry)),
    factor: Float64Array.from(entries, (entry) => at(factor, entry)),
    atLeast: Uint8Array.from(rows, (row) => at(atLeast, row)),
  };
}
