/**
 * What figures that are rounded or have noise disclose of counts, by the relations between them.
 */
import { describe, expect, it } from 'vitest';
import type { FigureRelations } from '../../pipeline/disclosure/cells/figure-relations.ts';
import { type AreaRow, layGrid } from '../../pipeline/disclosure/cells/grid.ts';
import { findDisclosedCounts, noiseRanges } from '../../pipeline/disclosure/perturb/disclosed-counts.ts';
import { disclosedByRounding } from '../../pipeline/disclosure/search/disclosed-by-rounding.ts';

const RELATIVE_PLACES = { region: null, province: null, arrondissement: null, municipality: null };
const PLACES: readonly AreaRow[] = [{ ...RELATIVE_PLACES, area_level: 'country', ref_area: '01000' }];

/** A part and its whole in the country. */
const FIGURE_RELATIONS: FigureRelations = {
  cubes: Object.fromEntries(
    ['part', 'whole'].map((code) => [
      code,
      { numerator: code, denominator: null, adds: 'members' as const, isPart: false, per: 1 },
    ]),
  ),
  families: [],
  relations: [{ kind: 'atMost', lesser: 'part', greater: ['whole'], times: 1, corrected: false }],
};
const GRID = layGrid(
  FIGURE_RELATIONS,
  ['part', 'whole'].map((code) => ({ code, dimensions: [], levels: ['country'] })),
  PLACES,
);

describe('what rounded figures disclose together', () => {
  /** Rounded to 2: of a count by one at most. */
  const disclosedOf = (part: number, whole: number) => {
    const tables = new Map(
      GRID.tables.map((table) => {
        const value = Float64Array.of(table.figure === 'part' ? part : whole);
        return [table.name, { table, value, base: 2, isFirst: true }] as const;
      }),
    );
    return disclosedByRounding(GRID, FIGURE_RELATIONS, tables);
  };

  it('is a count, where ranges of a part and its whole meet in one number', () => {
    expect(disclosedOf(2, 0)).toEqual({ examined: 2, disclosed: 2 });
  });

  it('is no count, where they leave more than one', () => {
    expect(disclosedOf(2, 2)).toEqual({ examined: 2, disclosed: 0 });
    expect(disclosedOf(0, 4)).toEqual({ examined: 2, disclosed: 0 });
  });

  it('is everything, where they contradict each other', () => {
    expect(disclosedOf(8, 2)).toEqual({ examined: 2, disclosed: 2 });
  });
});

describe('what figures with noise disclose together', () => {
  /** Noise of at most 3; figures of 1 to 4 are not shown. */
  const disclosedOf = (part: number, whole: number) => {
    const ranges = GRID.tables.map((table) => {
      const figures = Float64Array.of(table.figure === 'part' ? part : whole);
      return noiseRanges(table, figures, false, { amount: 3, threshold: 5 });
    });
    const { examined, disclosed, isConsistent } = findDisclosedCounts(GRID, FIGURE_RELATIONS, ranges);
    return { examined, disclosed, isConsistent };
  };

  it.each([
    [13, 7],
    [258, 252],
    [11, 5],
    [10, 0],
  ])('is a count, where a part is shown as %i and its whole as %i', (part, whole) => {
    expect(disclosedOf(part, whole)).toEqual({ examined: 2, disclosed: 2, isConsistent: true });
  });

  it.each([
    [12, 7],
    [257, 252],
    [9, 0],
    [7, 7],
    [0, 0],
    [5, 0],
    [0, 9],
  ])('is no count, where a part is shown as %i and its whole as %i', (part, whole) => {
    expect(disclosedOf(part, whole)).toEqual({ examined: 2, disclosed: 0, isConsistent: true });
  });

  it('is everything, where they contradict each other', () => {
    expect(disclosedOf(30, 7)).toEqual({ examined: 2, disclosed: 2, isConsistent: false });
  });
});
