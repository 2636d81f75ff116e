/** Cell-key perturbation: counts are changed by chance, the same cell by the same in every cube. */
import { at } from '../../base/index.ts';
import type { CellLabels } from '../perturb/cell-labels.ts';
import { type CountRanges, findDisclosedCounts, noiseRanges } from '../perturb/disclosed-counts.ts';
import { noiseCounts } from '../perturb/noise-counts.ts';
import { checkNoise } from '../search/check-perturbed.ts';
import type { GuaranteeTally } from '../search/guarantees.ts';
import type { ShownTable } from '../search/shown-tables.ts';
import type { PerturbationMethod, ShownFigures } from './perturbation-method.ts';

/** What is usual for counts with noise. */
const USUAL_NOISE = 3;

export const cellKey: PerturbationMethod = {
  change: (counts, { amount, threshold }, seed) => noiseCounts(counts, { seed, most: amount, threshold }),
  usualAmount: () => USUAL_NOISE,
  check: ({ grid, tables, groups, cellLabels, counts, perturbation }, tally) => {
    for (const group of groups) checkSpots(group, cellLabels, tally);
    if (counts)
      checkNoise(grid, counts, tables, cellLabels, perturbation, (isBroken) => tally.add('bounded', isBroken));
  },
  countDisclosed: (shown) =>
    findDisclosedCounts(
      shown.grid,
      shown.figureRelations,
      shown.groups.flat().map((table) => rangesOf(shown, table)),
    ),
};

/** What each figure says of its count. */
function rangesOf({ figureRelations, perturbation }: ShownFigures, { table, value }: ShownTable): CountRanges {
  const isVolume = table.counted.some((code) => figureRelations.cubes[code]?.adds === 'values');
  return noiseRanges(table, value, isVolume, perturbation);
}

/** Whatever stands for the same cell has the same figure. */
function checkSpots(group: readonly ShownTable[], cellLabels: CellLabels, tally: GuaranteeTally): void {
  const known = new Map<string, number>();
  for (const { axes, value } of group)
    cellLabels(axes).forEach((cellLabel, cell) => {
      const [figure, before] = [at(value, cell), known.get(cellLabel)];
      if (Number.isNaN(figure)) return;
      if (before !== undefined) tally.add('same', figure !== before);
      known.set(cellLabel, figure);
    });
}
