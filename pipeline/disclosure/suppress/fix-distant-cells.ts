/**
 * A structure in which only what is near some cells may be otherwise: small enough for programmes.
 */
import { at } from '../../base/index.ts';
import { type Published, STATUS } from '../cells/structure/system.ts';

/** What is not among the nearest cells of those that are left is held at the witness's value. */
export function fixDistantCells(
  published: Published,
  witness: Float64Array,
  left: readonly number[],
  size: number,
): Published {
  const { known, relations, status, count } = published;
  const near = new Set(left);
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < relations.count; row += 1)
    for (let entry = at(relations.start, row); entry < at(relations.start, row + 1); entry += 1) {
      const cell = at(relations.cell, entry);
      if (status[cell] === STATUS.published) continue;
      const rows = rowsOf.get(cell);
      if (rows) rows.push(row);
      else rowsOf.set(cell, [row]);
    }
  // A set is walked in the order in which it grows.
  for (const cell of near) {
    if (near.size >= size) break;
    for (const row of rowsOf.get(cell) ?? [])
      for (let entry = at(relations.start, row); entry < at(relations.start, row + 1); entry += 1)
        if (status[at(relations.cell, entry)] !== STATUS.published) near.add(at(relations.cell, entry));
  }
  const [low, high] = [known.low.slice(), known.high.slice()];
  for (let cell = 0; cell < count; cell += 1) {
    if (near.has(cell) || status[cell] === STATUS.published) continue;
    low[cell] = at(witness, cell);
    high[cell] = at(witness, cell);
  }
  return { ...published, known: { ...known, low, high } };
}
