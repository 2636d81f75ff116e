/** Contained figures in several cubes, rounded or with noise: parts and totals, no count exact. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureRelation, FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type CubeShape, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { hiddenCells } from '../../pipeline/disclosure/index.ts';
import { cellLabelsOf } from '../../pipeline/disclosure/perturb/cell-labels.ts';
import { chainOf, project } from '../../pipeline/disclosure/perturb/chain.ts';
import type { CountedTable, Counts } from '../../pipeline/disclosure/perturb/counts.ts';
import { findDisclosedCounts, noiseRanges } from '../../pipeline/disclosure/perturb/disclosed-counts.ts';
import { noiseCounts } from '../../pipeline/disclosure/perturb/noise-counts.ts';
import { roundCounts } from '../../pipeline/disclosure/perturb/round-counts.ts';
import { checkNoise, checkWithin } from '../../pipeline/disclosure/search/check-perturbed.ts';
import { disclosedByRounding } from '../../pipeline/disclosure/search/disclosed-by-rounding.ts';
import type { ShownTable } from '../../pipeline/disclosure/search/shown-tables.ts';
import { casesOf, seedOf } from '../support/depth.ts';
import { AGE, isAdditive, type Person, PLACES, SEX, shape, tabulate } from './small-population.ts';

/** Everybody; with an examination; with two; with one by a radiologist; examinations; by one. */
type Figures = Readonly<Record<string, (person: Person) => number>>;
const EXACT: Figures = {
  everybody: () => 1,
  examined: ({ isCounted }) => (isCounted ? 1 : 0),
  twice: ({ isCounted, events }) => (isCounted && events > 1 ? 1 : 0),
  radiologist: ({ isCounted, sex }) => (isCounted && sex === 'f' ? 1 : 0),
  volume: ({ isCounted, events }) => (isCounted ? events : 0),
  ofRadiologist: ({ isCounted, events, sex }) => (isCounted && sex === 'f' ? events : 0),
};
/** As if corrections had taken some patients of a radiologist out of all patients. */
const CORRECTED: Figures = {
  ...EXACT,
  radiologist: ({ isCounted, sex, events }) => (sex === 'f' && (isCounted || events === 3) ? 1 : 0),
  ofRadiologist: ({ isCounted, sex, events }) => (sex === 'f' && (isCounted || events === 3) ? events : 0),
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
const VOLUMES: Readonly<Record<string, string>> = { volume: 'examined', ofRadiologist: 'radiologist' };

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

function countsOf(
  persons: readonly Person[],
  cubes: readonly (readonly [string, CubeShape])[] = CUBES,
  figures: Figures = EXACT,
): Counts {
  const known = new Set(['everybody', ...cubes.map(([figure]) => figure)]);
  const figureRelations: FigureRelations = {
    cubes: Object.fromEntries(
      cubes.map(([figure, { code }]) => {
        const isVolume = figure in VOLUMES;
        const adds = isVolume ? 'values' : 'members';
        return [code, { numerator: figure, denominator: 'everybody', adds, isPart: !isVolume, per: 1 }];
      }),
    ),
    families: [],
    relations: relations.filter(
      (one) => one.kind === 'atMost' && known.has(one.lesser) && known.has(one.greater[0] ?? ''),
    ),
  };
  const grid = layGrid(
    figureRelations,
    cubes.map(([, one]) => one),
    PLACES,
  );
  const tables = new Map<string, CountedTable>();
  for (const table of grid.tables) {
    const { figure } = table;
    const count = tabulate(table, persons, figures[figure] ?? (() => 0));
    const behind = VOLUMES[figure];
    const members = behind === undefined ? null : tabulate(table, persons, figures[behind] ?? (() => 0));
    const each = members === null ? 1 : Math.max(1, Math.ceil((count[0] ?? 0) / Math.max(1, members[0] ?? 0)));
    tables.set(table.name, {
      table,
      identity: figure,
      personsIdentity: behind ?? figure,
      count,
      persons: members,
      scale: 1,
      each,
    });
  }
  return { year: 2022, grid, figureRelations, places: PLACES, tables };
}

function shownOf({ grid }: Counts, figures: ReadonlyMap<string, Float64Array>): ShownTable[] {
  return grid.tables.map((table) => {
    const hidden = hiddenCells(table.axes);
    const value = Float64Array.from(figures.get(table.name) ?? [], (figure, cell) =>
      hidden[cell] ? Number.NaN : figure,
    );
    return { name: table.name, axes: table.axes, table, value, base: 5 };
  });
}

function aboveTheirWhole(counts: Counts, figures: ReadonlyMap<string, Float64Array>): number {
  let count = 0;
  checkWithin(counts.figureRelations, shownOf(counts, figures), cellLabelsOf(PLACES), (isBroken) => {
    if (isBroken) count += 1;
  });
  return count;
}

function disclosedByNoise({ grid, figureRelations }: Counts, noisy: ReadonlyMap<string, Float64Array>) {
  const amount = { amount: 3, threshold: 5 };
  const ranges = grid.tables.map((table) =>
    noiseRanges(table, noisy.get(table.name) ?? new Float64Array(), table.figure in VOLUMES, amount),
  );
  return findDisclosedCounts(grid, figureRelations, ranges);
}

function chainsOf({ grid }: Counts) {
  return Object.keys(EXACT).map((figure) => chainOf(grid.tables.filter((table) => table.figure === figure)));
}

/** Cells that differ between two shapes which are rounded to agree. */
function differingShapes(counts: Counts, rounded: ReadonlyMap<string, Float64Array>): number {
  let differing = 0;
  for (const { table, from } of chainsOf(counts).flat()) {
    if (from === null) continue;
    const { cell, isSame } = project(table, from);
    const hidden = hiddenCells(table.axes);
    rounded.get(table.name)?.forEach((value, index) => {
      const other = rounded.get(from.name)?.[cell[index] ?? -1];
      if (isSame[index] === 1 && hidden[index] === 0 && value !== other) differing += 1;
    });
  }
  return differing;
}

function disclosedOf(counts: Counts, rounded: ReadonlyMap<string, Float64Array>, base: number) {
  const first = chainsOf(counts).map(([link]) => link?.table.name);
  const tables = counts.grid.tables.map((table) => {
    const value = rounded.get(table.name) ?? new Float64Array();
    return [table.name, { table, value, base, isFirst: first.includes(table.name) }] as const;
  });
  return disclosedByRounding(counts.grid, counts.figureRelations, new Map(tables));
}

const sectors = PLACES.filter(({ area_level }) => area_level === 'sector');
/** A population by a number: so many people, most of whom live in few places. */
function randomPeople(seed: number): Person[] {
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

const populations = fc.integer({ min: 1, max: 1e9 }).map(randomPeople);
const options = { numRuns: casesOf(60), seed: seedOf(15) };

describe('noise', () => {
  const of = (counts: Counts, seed: string) => noiseCounts(counts, { seed, most: 3, threshold: 5 });

  it('keeps every part within all that contains it, in every cube, and leaves every count a choice', () =>
    fc.assert(
      fc.property(populations, fc.string(), (persons, seed) => {
        const counts = countsOf(persons);
        const noisy = of(counts, seed);
        expect(aboveTheirWhole(counts, noisy)).toBe(0);
        expect(disclosedByNoise(counts, noisy)).toMatchObject({ disclosed: 0, isConsistent: true });
      }),
      options,
    ));

  it('does so where corrections put a part above its whole', () =>
    fc.assert(
      fc.property(populations, fc.string(), (persons, seed) => {
        const counts = countsOf(persons, CUBES, CORRECTED);
        const noisy = of(counts, seed);
        expect(aboveTheirWhole(counts, noisy)).toBe(0);
        expect(disclosedByNoise(counts, noisy)).toMatchObject({ disclosed: 0, isConsistent: true });
      }),
      options,
    ));

  it('is no further from the count than declared, except for parts that their total bounds', () =>
    fc.assert(
      fc.property(populations, fc.string(), (persons, seed) => {
        const counts = countsOf(persons);
        const noisy = of(counts, seed);
        for (const { name, figure, axes } of counts.grid.tables) {
          const { count = new Float64Array() } = counts.tables.get(name) ?? {};
          const hidden = hiddenCells(axes);
          if (figure in VOLUMES) continue;
          noisy.get(name)?.forEach((value, cell) => {
            if (hidden[cell] === 0) expect(Math.abs(value - (count[cell] ?? 0))).toBeLessThanOrEqual(7);
          });
        }
      }),
      options,
    ));

  it('is the same with a cube more, but for figures that a new one contains', () =>
    fc.assert(
      fc.property(populations, (persons) => {
        const [all, some] = [countsOf(persons), countsOf(persons, CUBES.slice(0, 4))];
        const [more, less] = [of(all, 'seed'), of(some, 'seed')];
        // Nothing that comes later contains people who were shown before.
        for (const [name, values] of less) {
          const hidden = hiddenCells(all.tables.get(name)?.table.axes ?? []);
          values.forEach((value, cell) => {
            if (hidden[cell] === 0) expect(more.get(name)?.[cell]).toBe(value);
          });
        }
      }),
      options,
    ));
});

describe('noise that is larger than declared', () => {
  const counts = countsOf(randomPeople(92));
  const noisy = noiseCounts(counts, { seed: 'seed', most: 3, threshold: 5 });
  const farOff = (change: (figure: number, count: number, name: string) => number) => {
    const figures = new Map(
      [...noisy].map(([name, values]) => {
        const { count = new Float64Array() } = counts.tables.get(name) ?? {};
        return [name, values.map((figure, cell) => change(figure, count[cell] ?? 0, name))] as const;
      }),
    );
    const tables = new Map(shownOf(counts, figures).map((table) => [table.name, table]));
    let broken = 0;
    const perturbation = { method: 'cell_key', amount: 3, threshold: 5 } as const;
    checkNoise(counts.grid, counts, tables, cellLabelsOf(PLACES), perturbation, (isBroken) => {
      if (isBroken) broken += 1;
    });
    return broken;
  };

  it('is found, in counts of persons and in volumes', () => {
    expect(farOff((figure) => figure)).toBe(0);
    for (const figure of ['everybody', 'volume'])
      expect(farOff((shown, count, name) => (name.startsWith(`${figure} `) ? count + 40 : shown))).toBeGreaterThan(5);
  });

  it('is none where a part is as small as the whole that keeps it down', () => {
    const isVolume = (name: string) => Object.keys(VOLUMES).some((volume) => name.startsWith(`${volume} `));
    const nobody = farOff((shown, _, name) => (isVolume(name) ? shown : 0));
    expect(nobody).toBe(farOff((shown, _, name) => (name.startsWith('everybody ') ? 0 : shown)));
    expect(farOff((shown, _, name) => (name.startsWith('examined ') ? 0 : shown))).toBeGreaterThan(0);
  });
});

describe('rounding', () => {
  it.each([
    ['keeps every part within all that contains it, in every cube', EXACT],
    ['does so where corrections put a part above its whole', CORRECTED],
  ])('%s; sums add up, shapes agree, and every count has a choice', (_, figures) =>
    fc.assert(
      fc.property(populations, fc.constantFrom(5, 10), (persons, base) => {
        const counts = countsOf(persons, CUBES, figures);
        const rounded = roundCounts(counts, { base, threshold: 5 });
        expect(aboveTheirWhole(counts, rounded)).toBe(0);
        for (const { name, axes } of counts.grid.tables) {
          const value = rounded.get(name) ?? new Float64Array();
          expect(isAdditive(axes, value)).toBe(true);
          expect(value.every((figure) => figure >= 0 && figure % base === 0)).toBe(true);
        }
        expect(differingShapes(counts, rounded)).toBe(0);
        expect(disclosedOf(counts, rounded, base)).toMatchObject({ disclosed: 0 });
      }),
      options,
    ),
  );
});
