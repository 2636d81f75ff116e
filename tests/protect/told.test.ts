/** What rounded figures that are tied tell of counts. */
import { describe, expect, it } from 'vitest';
import { toldByRounding } from '../../pipeline/release/audit/told-by-rounding.ts';
import { layGrid, type Place } from '../../pipeline/release/protect/grid.ts';
import type { Meaning } from '../../pipeline/release/protect/meaning.ts';

const NOWHERE = { region: null, province: null, arrondissement: null, municipality: null };
const PLACES: readonly Place[] = [{ ...NOWHERE, area_level: 'country', ref_area: '01000' }];

describe('what rounded figures tell together', () => {
  /** A part and its whole in the country, rounded to 2: of a count by one at most. */
  const toldOf = (part: number, whole: number) => {
    const meaning: Meaning = {
      cubes: Object.fromEntries(
        ['part', 'whole'].map((code) => [
          code,
          { numerator: code, denominator: null, adds: 'members' as const, isPart: false, per: 1 },
        ]),
      ),
      relations: [{ kind: 'atMost', lesser: 'part', greater: ['whole'], times: 1, corrected: false }],
    };
    const grid = layGrid(
      meaning,
      ['part', 'whole'].map((code) => ({ code, dimensions: [], levels: ['country'] })),
      PLACES,
    );
    const tables = new Map(
      grid.tables.map((table) => {
        const value = Float64Array.of(table.figure === 'part' ? part : whole);
        return [table.name, { table, value, base: 2, isFirst: true }] as const;
      }),
    );
    return toldByRounding(grid, meaning, tables);
  };

  it('is a count, where ranges of a part and its whole meet in one number', () => {
    expect(toldOf(2, 0)).toEqual({ examined: 2, told: 2 });
  });

  it('is no count, where they leave more than one', () => {
    expect(toldOf(2, 2)).toEqual({ examined: 2, told: 0 });
    expect(toldOf(0, 4)).toEqual({ examined: 2, told: 0 });
  });

  it('is everything, where they contradict each other', () => {
    expect(toldOf(8, 2)).toEqual({ examined: 2, told: 2 });
  });
});
