/**
 * Members behind volumes, for an attacker who has the release alone: as many as the guessed figures
 * have where a share counts the same members, as many as there can be where none does. Volumes that
 * are shown then have enough members wherever that is possible.
 */
import { at } from '../../base/index.ts';
import { fillBehind } from '../cells/fill-behind.ts';
import { STATUS } from '../cells/structure/system.ts';
import { leafCells } from '../cells/structure/table.ts';
import { type Behind, cellsAbove } from '../certify/families/behind.ts';
import { divisorsOf } from '../suppress/systems.ts';
import type { Observation, ObservedYear } from './observe.ts';
import { sharesOf, wholesOf } from './shares-of-volumes.ts';

/** Members behind every volume of a year beside a guess of its figures. */
export function guessBehind(
  { grid, figureRelations, policy, seen }: Observation,
  { cellsOf }: ObservedYear,
  witness: Float64Array,
): Behind {
  const divisors = divisorsOf(grid);
  const figureAt = (table: string, cell: number) => at(witness, at(cellsOf[table] ?? [], cell));
  const statusAt = (table: string, cell: number) => seen.get(table)?.status[cell];
  const counts = new Map<string, Float64Array>();
  for (const volume of grid.tables) {
    const { name, axes, counted } = volume;
    if (!counted.some((code) => figureRelations.cubes[code]?.adds === 'values')) continue;
    const shares = sharesOf(grid, figureRelations, volume);
    const wholes = wholesOf(grid, figureRelations, volume);
    const own = new Float64Array(cellsOf[name]?.length ?? 0);
    leafCells(axes).forEach((isLeaf, cell) => {
      if (isLeaf === 0) return;
      const share = shares.find(({ cells }) => at(cells, cell) >= 0);
      const value = figureAt(name, cell);
      const most = wholes.reduce(
        (least, { table, cells }) => (at(cells, cell) < 0 ? least : Math.min(least, figureAt(table, at(cells, cell)))),
        Math.abs(value),
      );
      const same = share ? figureAt(share.table, at(share.cells, cell)) : most;
      // Fewer events than members who have any: of others they were taken back.
      const count = value < same ? Math.max(same + 1, policy.threshold) : same;
      for (const above of cellsAbove(axes, cell)) own[above] = at(own, above) + count;
    });
    counts.set(name, own);
  }
  return fillBehind(
    grid,
    (table) => counts.get(table),
    policy.threshold,
    (table) => seen.get(table)?.status,
    (table, cell) =>
      policy.denominators && divisors.has(table) && statusAt(divisors.get(table) ?? '', cell) !== STATUS.published,
  );
}
