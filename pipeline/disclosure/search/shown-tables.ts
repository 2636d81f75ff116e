/** The figures of a release that are rounded or have noise, as they are shown, by what they are. */
import { at } from '../../base/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { GridTable } from '../cells/grid.ts';
import { hiddenCells } from '../cells/structure/table.ts';
import type { CellLabels } from '../perturb/cell-labels.ts';

/** One figure in one shape, NaN where it is not shown. */
export interface ShownTable {
  readonly name: string;
  readonly axes: GridTable['axes'];
  readonly table: GridTable;
  readonly value: Float64Array;
  readonly base: number;
}

/** Tables of figures that are the same. */
export function groupFigures(tables: readonly ShownTable[], { relations }: FigureRelations): ShownTable[][] {
  const first = new Map(tables.map(({ table }) => [table.figure, table.figure]));
  for (const relation of relations) {
    if (relation.kind !== 'same') continue;
    const [left, right] = [first.get(relation.left), first.get(relation.right)];
    if (left === undefined || right === undefined) continue;
    for (const [figure, known] of first) if (known === right) first.set(figure, left);
  }
  const groups = new Map<string, ShownTable[]>();
  for (const table of tables) {
    const name = first.get(table.table.figure) ?? '';
    groups.set(name, [...(groups.get(name) ?? []), table]);
  }
  return [...groups.values()];
}

/** What is shown of a figure, by cell label. */
export function shownByLabel(tables: readonly ShownTable[], cellLabels: CellLabels): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  for (const { axes, value } of tables) {
    const hidden = hiddenCells(axes);
    cellLabels(axes).forEach((cellLabel, cell) => {
      const figure = at(value, cell);
      if (hidden[cell] === 0 && !Number.isNaN(figure)) shown.set(cellLabel, figure);
    });
  }
  return shown;
}
