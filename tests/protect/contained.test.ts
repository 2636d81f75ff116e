/** Figures of which some contain others, in several cubes: no part above its whole and no count without a choice, by rounding and by noise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellOf, hiddenCells, nodesOf } from '../../pipeline/disclosure/index.ts';
import { checkWithin } from '../../pipeline/release/audit/check-perturbed.ts';
import { toldByRounding } from '../../pipeline/release/audit/told-by-rounding.ts';
import { chainOf, project } from '../../pipeline/release/perturb/chain.ts';
import type { CountedTable, Counts } from '../../pipeline/release/perturb/counts.ts';
import { countsTold, noiseRanges } from '../../pipeline/release/perturb/counts-told.ts';
import { noiseCounts } from '../../pipeline/release/perturb/noise-counts.ts';
import { roundCounts } from '../../pipeline/release/perturb/round-counts.ts';
import { spotsOf } from '../../pipeline/release/perturb/spots.ts';
import { type CubeShape, layGrid } from '../../pipeline/release/protect/grid.ts';
import type { FigureRelation, Meaning } from '../../pipeline/release/protect/meaning.ts';
import { AGE, isAdditive, PLACES, type Person, populations, SEX, shape, tabulate } from './small-population.ts';

/** Everybody; who has an examination; who has two; who has one by a radiologist; examinations; those by a radiologist. */
const FIGURES: Readonly<Record<string, (person: Person) => number>> = {
  everybody: () => 1,
  examined: ({ isCounted }) => (isCounted ? 1 : 0),
  twice: ({ isCounted, events }) => (isCounted && events > 1 ? 1 : 0),
  radiologist: ({ isCounted, sex }) => (isCounted && sex === 'f' ? 1 : 0),
  volume: ({ isCounted, events }) => (isCounted ? events : 0),
  ofRadiologist: ({ isCounted, events, sex }) => (isCounted && sex === 'f' ? events : 0),
};
const CONTAINED = [
  ['examined', 'everybody'],
  ['twice', 'examined'],
  ['radiologist', 'examined'],
  ['examined', 'volume'],
  ['radiologist', 'ofRadiologist'],
  ['ofRadiologist', 'volume'],
] as const;
const relations = CONTAINED.map(
  ([lesser, greater]): FigureRelation => ({ kind: 'atMost', lesser, greater: [greater], times: 1, corrected: false }),
);
export const VOLUMES: Readonly<Record<string, string>> = { volume: 'examined', ofRadiologist: 'radiologist' };

/** Cubes of a figure by age, by sector, and by age and sex; as numerator of everybody. */
const CUBES = [
  ['examined', shape('cube_1', 'municipality', [AGE])],
  ['examined', shape('cube_2', 'sector')],
  ['radiologist', shape('cube_3', 'municipality', [AGE])],
  ['radiologist', shape('cube_4', 'arrondissement', [AGE, SEX])],
  ['twice', shape('cube_5', 'sector')],
  ['twice', shape('cube_6', 'municipality', [SEX])],
  ['volume', shape('cube_7', 'municipality', [AGE])],
  ['ofRadiologist', shape('cube_8', 'sector')],
  ['ofRadiologist', shape('cube_9', 'municipality', [AGE])],
] as const;

export function countsOf(persons: readonly Person[], cubes: readonly (readonly [string, CubeShape])[] = CUBES): Counts {
  const known = new Set(['everybody', ...cubes.map(([figure]) => figure)]);
  const meaning: Meaning = {
    cubes: Object.fromEntries(
      cubes.map(([figure, { code }]) => {
        const isVolume = figure in VOLUMES;
        const adds = isVolume ? 'values' : 'members';
        return [code, { numerator: figure, denominator: 'everybody', adds, isPart: !isVolume, per: 1 }];
      }),
    ),
    relations: relations.filter((one) => one.kind === 'atMost' && known.has(one.lesser) && known.has(one.greater[0] ?? '')),
  };
  const grid = layGrid(
    meaning,
    cubes.map(([, one]) => one),
    PLACES,
  );
  const tables = new Map<string, CountedTable>();
  for (const table of grid.tables) {
    const { figure } = table;
    const count = tabulate(table, persons, FIGURES[figure] ?? (() => 0));
    const behind = VOLUMES[figure];
    const members = behind === undefined ? null : tabulate(table, persons, FIGURES[behind] ?? (() => 0));
    const each = members === null ? 1 : Math.max(1, Math.ceil((count[0] ?? 0) / Math.max(1, members[0] ?? 0)));
    tables.set(table.name, { table, identity: figure, personsIdentity: behind ?? figure, count, persons: members, scale: 1, each });
  }
  return { year: 2022, grid, meaning, places: PLACES, tables };
}

function broken({ meaning, grid }: Counts, figures: ReadonlyMap<string, Float64Array>): number {
  let count = 0;
  const shown = grid.tables.map((table) => ({
    name: table.name,
    axes: table.axes,
    table,
    value: figures.get(table.name) ?? new Float64Array(),
    base: 5,
  }));
  checkWithin(meaning, shown, spotsOf(PLACES), (isBroken) => {
    if (isBroken) count += 1;
  });
  return count;
}

const sectors = PLACES.filter(({ area_level }) => area_level === 'sector');
/** A population by a number: so many people, most of whom live in few places. */
export function randomPeople(seed: number): Person[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
  const size = [20, 60, 150][seed % 3] ?? 20;
  const [share, known] = [random(), random()];
  return Array.from({ length: size }, () => {
    const at = random() < 0.95 ? sectors[Math.floor(random() ** 2 * sectors.length)] : undefined;
    return {
      sector: random() < 0.9 ? at?.ref_area : undefined,
      municipality: at?.municipality ?? undefined,
      age: random() < known ? '0-39' : random() < 0.95 ? '40+' : undefined,
      sex: random() < 0.8 ? 'f' : 'm',
      isCounted: random() < 0.3 + 0.7 * share,
      events: [1, 1, 2, 3][Math.floor(random() * 4)] ?? 1,
    };
  });
}

const stats = { contradicted: 0, toldR: 0, runs: 0, within: 0, told: 0, same: 0, additive: 0 };
describe('stress', () => {
  it('noise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }).map(randomPeople), fc.string(), (persons, seed) => {
        const counts = countsOf(persons);
        const noisy = noiseCounts(counts, { seed, most: 3, threshold: 5 });
        stats.runs += 1;
        if (broken(counts, noisy)) stats.within += 1;
        const ranges = counts.grid.tables.map((table) => noiseRanges(table, noisy.get(table.name) ?? new Float64Array(), table.figure in VOLUMES, { amount: 3, threshold: 5 }));
        const t = countsTold(counts.grid, counts.meaning, ranges);
        if (t.told > 0) stats.told += 1;
        if (!t.isConsistent) stats.contradicted += 1;
      }),
      { numRuns: 1000 },
    );
    console.log('noise', JSON.stringify(stats));
  });
  it('rounding', () => {
    for (const key of Object.keys(stats)) stats[key as 'runs'] = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }).map(randomPeople), fc.constantFrom(5, 10), (persons, base) => {
        const counts = countsOf(persons);
        const rounded = roundCounts(counts, { base, threshold: 5 });
        stats.runs += 1;
        if (broken(counts, rounded)) stats.within += 1;
        for (const table of counts.grid.tables) if (!isAdditive(table.axes, rounded.get(table.name) ?? new Float64Array())) stats.additive += 1;
        const firsts = Object.keys(FIGURES).map((figure) => chainOf(counts.grid.tables.filter((one) => one.figure === figure))[0]?.table.name);
        const t = toldByRounding(counts.grid, counts.meaning, new Map(counts.grid.tables.map((table) => [table.name, { table, value: rounded.get(table.name) ?? new Float64Array(), base, isFirst: firsts.includes(table.name) }])));
        if (t.told > 0) stats.toldR += 1;
        if (t.told === t.examined) stats.contradicted += 1;
        for (const figure of Object.keys(FIGURES)) {
          const group = counts.grid.tables.filter((one) => one.figure === figure);
          let bad = false;
          for (const { table, from } of chainOf(group)) {
            if (from === null) continue;
            const { cell, isSame } = project(table, from);
            rounded.get(table.name)?.forEach((value, index) => {
              if (isSame[index] === 1 && hiddenCells(table.axes)[index] === 0 && value !== rounded.get(from.name)?.[cell[index] ?? -1]) bad = true;
            });
          }
          if (bad) stats.same += 1;
        }
      }),
      { numRuns: 1000 },
    );
    console.log('rounding', JSON.stringify(stats));
  });
});
