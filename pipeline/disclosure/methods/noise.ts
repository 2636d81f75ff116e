/** Cell-key perturbation: counts are changed by chance, the same cell by the same in every cube. */
import { at } from '../../base/index.ts';
import { type CountRanges, countsTold, noiseRanges } from '../perturb/counts-told.ts';
import { noiseCounts } from '../perturb/noise-counts.ts';
import type { Spots } from '../perturb/spots.ts';
import { checkNoise } from '../search/check-perturbed.ts';
import type { PromiseTally } from '../search/promises.ts';
import type { ShownTable } from '../search/shown-tables.ts';
import type { PerturbationMethod, ShownFigures } from './perturbation-method.ts';

/** What is usual for counts with noise. */
const USUAL_NOISE = 3;

export const noise: PerturbationMethod = {
  change: (counts, { amount, threshold }, seed) => noiseCounts(counts, { seed, most: amount, threshold }),
  usualAmount: () => USUAL_NOISE,
  check: ({ grid, tables, groups, spots, counts, perturbation }, tally) => {
    for (const group of groups) checkSpots(group, spots, tally);
    if (counts) checkNoise(grid, counts, tables, spots, perturbation, (isBroken) => tally.add('bounded', isBroken));
  },
  countTold: (shown) =>
    countsTold(
      shown.grid,
      shown.meaning,
      shown.groups.flat().map((table) => rangesOf(shown, table)),
    ),
};

/** What each figure says of its count. */
function rangesOf({ meaning, perturbation }: ShownFigures, { table, value }: ShownTable): CountRanges {
  const isVolume = table.counted.some((code) => meaning.cubes[code]?.adds === 'values');
  return noiseRanges(table, value, isVolume, perturbation);
}

/** Whatever stands for the same cell has the same figure. */
function checkSpots(group: readonly ShownTable[], spots: Spots, tally: PromiseTally): void {
  const known = new Map<string, number>();
  for (const { axes, value } of group)
    spots(axes).forEach((spot, cell) => {
      const [figure, before] = [at(value, cell), known.get(spot)];
      if (Number.isNaN(figure)) return;
      if (before !== undefined) tally.add('same', figure !== before);
      known.set(spot, figure);
    });
}
