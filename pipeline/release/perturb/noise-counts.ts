/** Noise for all figures of an entity in a year: the same cell has the same noise in every cube, and no part is above its whole. */
import { at } from '../../base/index.ts';
import { cellKey, perturb } from '../../disclosure/index.ts';
import { type CountedTable, type Counts, isOfFew } from './counts.ts';
import { spotsOf } from './spots.ts';
import { wholesOf } from './wholes.ts';

export interface NoiseRequest {
  readonly seed: string;
  readonly most: number;
  readonly threshold: number;
}

/** The figures of every table with noise, by name. */
export function noiseCounts(counts: Counts, request: NoiseRequest): ReadonlyMap<string, Float64Array> {
  const { grid, meaning, tables } = counts;
  const spots = spotsOf(counts.places);
  const noisy = new Map<string, Float64Array>();
  const { byIdentity, ordered } = wholesOf(counts);
  for (const identity of ordered) {
    const caps = new Map<string, number>();
    for (const { table } of byIdentity.get(identity) ?? [])
      for (const code of table.counted) {
        const divisor = meaning.cubes[code]?.isPart ? grid.cubes[code]?.denominator : null;
        const whole = noisy.get(divisor ?? '');
        const divided = tables.get(divisor ?? '');
        if (whole === undefined || divided === undefined) continue;
        spots(divided.table.axes).forEach((spot, cell) => {
          caps.set(spot, Math.min(at(whole, cell), caps.get(spot) ?? Number.POSITIVE_INFINITY));
        });
      }
    for (const counted of byIdentity.get(identity) ?? []) {
      const own = spots(counted.table.axes);
      const changed = addNoise(counts.year, counted, own, request);
      noisy.set(
        counted.table.name,
        changed.map((value, cell) => Math.min(value, caps.get(at(own, cell)) ?? value)),
      );
    }
  }
  return noisy;
}

/**
 * A cell whose count changes has other noise, so that two releases do not tell by how many it did. A volume is changed by what so many persons have; that of few persons says
 * nothing of what they have.
 */
function addNoise(
  year: number,
  counted: CountedTable,
  spots: readonly string[],
  { seed, most, threshold }: NoiseRequest,
): Float64Array {
  const { identity: figure, count, persons, each } = counted;
  return count.map((value, cell) => {
    if (value === 0) return 0;
    const key = cellKey(seed, { figure, year, spot: at(spots, cell), count: value });
    if (persons !== null && isOfFew(counted, cell, threshold))
      return key[0] < at(persons, cell) / threshold ? threshold * each : 0;
    return perturb(value, key, { most: most * each, hidden: threshold - 1 });
  });
}
