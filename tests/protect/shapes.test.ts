/**
 * Rounding of several figures in several shapes: sums, parts of wholes, and cells that shapes
 * share.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type CubeShape, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { hiddenCells, nodesOf } from '../../pipeline/disclosure/index.ts';
import { chainOf, project } from '../../pipeline/disclosure/perturb/chain.ts';
import type { CountedTable, Counts } from '../../pipeline/disclosure/perturb/counts.ts';
import { noiseCounts } from '../../pipeline/disclosure/perturb/noise-counts.ts';
import { roundCounts } from '../../pipeline/disclosure/perturb/round-counts.ts';
import { disclosedByRounding } from '../../pipeline/disclosure/search/disclosed-by-rounding.ts';
import {
  AGE,
  CHAINED,
  isAdditive,
  type Person,
  PLACES,
  populations,
  SEX,
  shape,
  tabulate,
} from './small-population.ts';

function countsOf(shapes: readonly CubeShape[], persons: readonly Person[], adds: 'members' | 'values'): Counts {
  const figureRelations: FigureRelations = {
    cubes: Object.fromEntries(
      shapes.map(({ code }) => [
        code,
        { numerator: 'counted', denominator: 'everybody', adds, isPart: adds === 'members', per: 1 },
      ]),
    ),
    families: [],
    relations: [],
  };
  const grid = layGrid(figureRelations, shapes, PLACES);
  const tables = new Map<string, CountedTable>();
  for (const table of grid.tables) {
    const isVolume = adds === 'values' && table.figure === 'counted';
    const who = table.figure === 'counted' ? persons.filter(({ isCounted }) => isCounted) : persons;
    const count = tabulate(table, who, ({ events }) => (isVolume ? events : 1));
    const each = isVolume ? Math.max(1, Math.ceil((count[0] ?? 0) / Math.max(1, who.length))) : 1;
    const behind = isVolume ? tabulate(table, who, () => 1) : null;
    tables.set(table.name, {
      table,
      identity: table.figure,
      count,
      persons: behind,
      scale: 1,
      each,
      personsIdentity: 'counted',
    });
  }
  return { year: 2022, grid, figureRelations, places: PLACES, tables };
}

const get = (tables: ReadonlyMap<string, Float64Array>, name: string | null) =>
  tables.get(name ?? '') ?? new Float64Array();

describe('rounding', () => {
  it.each(['members', 'values'] as const)(
    'of %s adds up, is the same in every shape, and keeps parts within wholes',
    (adds) =>
      fc.assert(
        fc.property(populations, fc.constantFrom(5, 10), (persons, base) => {
          const counts = countsOf(CHAINED, persons, adds);
          const rounded = roundCounts(counts, { base, threshold: 5 });
          for (const { name, axes } of counts.grid.tables) {
            const value = get(rounded, name);
            expect(isAdditive(axes, value)).toBe(true);
            expect(value.every((figure) => figure >= 0 && figure % base === 0)).toBe(true);
          }
          for (const figure of ['counted', 'everybody']) {
            const tables = counts.grid.tables.filter((table) => table.figure === figure);
            for (const one of tables)
              for (const other of tables) {
                const { cell, isSame } = project(one, other);
                const [left, right] = [get(rounded, one.name), get(rounded, other.name)];
                left.forEach((value, index) => {
                  if (isSame[index] === 1) expect(value).toBe(right[cell[index] ?? -1]);
                });
              }
          }
          if (adds === 'members')
            for (const { numerator, denominator } of Object.values(counts.grid.cubes))
              get(rounded, numerator).forEach((value, cell) => {
                expect(value).toBeLessThanOrEqual(get(rounded, denominator)[cell] ?? -1);
              });
          expect(roundCounts(counts, { base, threshold: 5 })).toEqual(rounded);
        }),
      ),
  );

  it('leaves every count undetermined for an attacker who knows the largest error of each figure', () =>
    fc.assert(
      fc.property(populations, (persons) => {
        const counts = countsOf(CHAINED, persons, 'members');
        const contained: FigureRelations = {
          ...counts.figureRelations,
          relations: [{ kind: 'atMost', lesser: 'counted', greater: ['everybody'], times: 1, corrected: false }],
        };
        const rounded = roundCounts(counts, { base: 5, threshold: 5 });
        const first = ['counted', 'everybody'].map(
          (figure) => chainOf(counts.grid.tables.filter((table) => table.figure === figure))[0]?.table.name,
        );
        const tables = new Map(
          counts.grid.tables.map((table) => {
            const value = get(rounded, table.name);
            return [table.name, { table, value, base: 5, isFirst: first.includes(table.name) }] as const;
          }),
        );
        expect(disclosedByRounding(counts.grid, contained, tables)).toMatchObject({ disclosed: 0 });
      }),
    ));

  it('adds up in every shape also where no order of shapes makes all shared cells equal', () =>
    fc.assert(
      fc.property(populations, (persons) => {
        const shapes = [
          shape('age', 'municipality', [AGE]),
          shape('sex', 'municipality', [SEX]),
          CHAINED[1] ?? shape('', ''),
        ];
        const counts = countsOf(shapes, persons, 'members');
        const rounded = roundCounts(counts, { base: 5, threshold: 5 });
        for (const { name, axes } of counts.grid.tables) expect(isAdditive(axes, get(rounded, name))).toBe(true);
        for (const { table, from } of chainOf(counts.grid.tables.filter(({ figure }) => figure === 'everybody'))) {
          if (from === null) continue;
          const { cell, isSame } = project(table, from);
          get(rounded, table.name).forEach((value, index) => {
            if (isSame[index] === 1) expect(value).toBe(get(rounded, from.name)[cell[index] ?? -1]);
          });
        }
      }),
    ));

  it('says the same of the volume of few persons, whatever it is', () =>
    fc.assert(
      fc.property(populations, (persons) => {
        const counts = countsOf([shape('age', 'municipality', [AGE])], persons, 'values');
        const [name = ''] = Object.values(counts.grid.cubes).map(({ numerator }) => numerator);
        const {
          table,
          persons: behind,
          each,
        } = counts.tables.get(name) ?? { table: undefined, persons: null, each: 0 };
        const wanted = [0, 5 * each];
        get(roundCounts(counts, { base: 5, threshold: 5 }), name).forEach((value, cell) => {
          const isLeaf = nodesOf(table?.axes ?? [], cell).every(
            (node, i) => table?.axes[i]?.children[node]?.length === 0,
          );
          const few = behind?.[cell] ?? 0;
          if (isLeaf && few >= 1 && few < 5) expect(wanted).toContain(value);
        });
      }),
    ));
});

describe('noise', () => {
  it('is the same wherever a cell stands, and keeps parts within wholes', () =>
    fc.assert(
      fc.property(populations, (persons) => {
        const counts = countsOf(CHAINED, persons, 'members');
        const noisy = noiseCounts(counts, { seed: 'secret', most: 3, threshold: 5 });
        for (const { numerator, denominator } of Object.values(counts.grid.cubes))
          get(noisy, numerator).forEach((value, cell) => {
            expect(value).toBeLessThanOrEqual(get(noisy, denominator)[cell] ?? -1);
            expect(value >= 1 && value <= 4).toBe(false);
          });
        const [age, sector] = ['age', 'sector'].map((code) =>
          counts.grid.tables.find(({ counted, figure }) => counted.includes(code) && figure === 'counted'),
        );
        if (age === undefined || sector === undefined) throw new Error('no such shape');
        const { cell, isSame } = project(sector, age);
        const hidden = hiddenCells(sector.axes);
        get(noisy, sector.name).forEach((value, index) => {
          if (isSame[index] === 1 && hidden[index] === 0) expect(value).toBe(get(noisy, age.name)[cell[index] ?? -1]);
        });
        // The second region and its arrondissement and municipality are the same people.
        const nodes = ['b', 'b0', 'b01'].map((code) => sector.axes[0]?.codes.indexOf(code) ?? -1);
        expect(new Set(nodes.map((node) => get(noisy, sector.name)[node])).size).toBe(1);
      }),
    ));

  it('is other noise for another seed or another year', () => {
    const persons = Array.from(
      { length: 400 },
      (_, i): Person => ({
        sector: 'a01x',
        municipality: 'a01',
        age: i % 2 === 0 ? '0-39' : '40+',
        sex: 'f',
        isCounted: true,
        events: 1,
      }),
    );
    const counts = countsOf(CHAINED, persons, 'members');
    const of = (seed: string, year: number) => noiseCounts({ ...counts, year }, { seed, most: 3, threshold: 5 });
    expect(of('one', 2022)).toEqual(of('one', 2022));
    expect(of('one', 2022)).not.toEqual(of('other', 2022));
    expect(of('one', 2022)).not.toEqual(of('one', 2023));
  });
});
