import { it } from 'vitest';
import { nodesOf, hiddenCells } from '../../pipeline/disclosure/index.ts';
import { countsTold, noiseRanges } from '../../pipeline/release/perturb/counts-told.ts';
import { noiseCounts } from '../../pipeline/release/perturb/noise-counts.ts';
import { countsOf, randomPeople, VOLUMES } from './contained.test.ts';
it('x', () => {
  let incons = 0; let n = 0;
  for (let s = 1; s < 300; s += 1) {
    const counts = countsOf(randomPeople(s * 7919));
    const noisy = noiseCounts(counts, { seed: 'x', most: 3, threshold: 5 });
    const ranges = counts.grid.tables.map((table) => noiseRanges(table, noisy.get(table.name)!, table.figure in VOLUMES, { amount: 3, threshold: 5 }));
    const told = countsTold(counts.grid, counts.meaning, ranges);
    if (!told.isConsistent) incons += 1;
    else if (told.told > 0 && n < 3) {
      n += 1;
      for (const { table } of ranges) {
        const cells = told.cells.get(table.name)!;
        cells.forEach((flag, cell) => {
          if (flag) console.log(s, table.name, nodesOf(table.axes, cell).map((node, i) => table.axes[i]!.codes[node]).join('/'), hiddenCells(table.axes)[cell], 'count', counts.tables.get(table.name)!.count[cell], 'shown', noisy.get(table.name)![cell]);
        });
      }
    }
  }
  console.log('inconsistent', incons);
});
