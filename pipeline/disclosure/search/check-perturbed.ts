/**
 * Promises of rounding and noise that lie between figures: no part above its whole, no noise larger
 * than is said.
 */
import { at } from '../../base/index.ts';
import type { Perturbation } from '../../catalogue/index.ts';
import type { FigureRelations } from '../cells/figure-relations.ts';
import type { Grid } from '../cells/grid.ts';
import type { CellLabels } from '../perturb/cell-labels.ts';
import { containmentsOf, orderFigures } from '../perturb/containment.ts';
import { type CountedTable, type Counts, isOfFew } from '../perturb/counts.ts';
import { type ShownTable, shownByLabel } from './shown-tables.ts';

/** Receives everything that was looked at. */
export type OnChecked = (isBroken: boolean) => void;

/**
 * Every relation by which one figure contains another, in every cell in which both are shown,
 * whichever cubes show them.
 */
export function checkWithin(
  figureRelations: FigureRelations,
  tables: readonly ShownTable[],
  cellLabels: CellLabels,
  onChecked: OnChecked,
): void {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const shownOf = (figure: string) => {
    const own = tables.filter(({ table }) => table.figure === figure);
    const shown = known.get(figure) ?? shownByLabel(own, cellLabels);
    known.set(figure, shown);
    return shown;
  };
  for (const { lesser, greater } of containmentsOf(figureRelations)) {
    const whole = shownOf(greater);
    for (const [cellLabel, figure] of shownOf(lesser)) {
      const other = whole.get(cellLabel);
      if (other !== undefined) onChecked(figure > other);
    }
  }
}

/**
 * A figure that would be small goes to 0 or the threshold, which may be further; a volume of few
 * persons to 0 or what the threshold of persons have. Persons that a whole keeps down, and volumes
 * that a part keeps up, may be further off on that side.
 */
export function checkNoise(
  grid: Grid,
  counts: Counts,
  tables: ReadonlyMap<string, ShownTable>,
  cellLabels: CellLabels,
  { amount, threshold }: Perturbation,
  onChecked: OnChecked,
): void {
  const shownOf = pairTables(grid, counts, tables);
  const byLabel = new Map<string, ReadonlyMap<string, number>>();
  for (const { identity, tables: counted, caps, floors } of orderFigures(counts)) {
    const shown = counted.flatMap((one) => shownOf.get(one) ?? []);
    byLabel.set(identity, shownByLabel(shown, cellLabels));
    const isRelated = (others: readonly string[], cellLabel: string, figure: number) =>
      others.some((other) => byLabel.get(other)?.get(cellLabel) === figure);
    for (const one of counted) {
      const table = shownOf.get(one);
      if (table === undefined) continue;
      const most = amount * one.each + threshold - 1;
      const labelOf = cellLabels(one.table.axes);
      table.value.forEach((figure, cell) => {
        if (Number.isNaN(figure)) return;
        const change = figure - at(one.count, cell);
        const isFew = isOfFew(one, cell, threshold);
        const isFar = isFew ? figure !== 0 && figure !== threshold * one.each : Math.abs(change) > most;
        const isDown = change < -most && isRelated(caps, at(labelOf, cell), figure);
        onChecked(isFar && !isDown && !isRelated(floors, at(labelOf, cell), figure));
      });
    }
  }
}

/**
 * What is shown of every counted table: a release with more cubes may call the same figure
 * otherwise.
 */
function pairTables(
  grid: Grid,
  counts: Counts,
  tables: ReadonlyMap<string, ShownTable>,
): ReadonlyMap<CountedTable, ShownTable> {
  const pairs = new Map<CountedTable, ShownTable>();
  for (const [code, own] of Object.entries(counts.grid.cubes))
    for (const role of ['numerator', 'denominator'] as const) {
      const shown = tables.get(grid.cubes[code]?.[role] ?? '');
      const counted = counts.tables.get(own[role] ?? '');
      if (shown !== undefined && counted !== undefined) pairs.set(counted, shown);
    }
  return pairs;
}
