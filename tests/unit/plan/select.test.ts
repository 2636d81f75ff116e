import { describe, expect, it } from 'vitest';
import { selectIndicators } from '../../../pipeline/plan/index.ts';
import { seedCatalogue } from '../../support/shipped-catalogue.ts';

const select = (codes: string[], years: number[]) => {
  const { years: selected, skipped } = selectIndicators(seedCatalogue(), codes, years);
  return { years: Object.fromEntries(selected), skipped };
};

describe('selectIndicators', () => {
  it('takes every indicator of the year when none is asked for', () => {
    expect(select([], [2023]).years[2023]).toEqual([
      'cube_013_001',
      'cube_013_004',
      'cube_013_021',
      'stat_003_007',
      'stat_020_033',
    ]);
  });

  it('gives years and codes in order and once, however they are asked for', () => {
    expect(select(['stat_003_007', 'cube_013_0*', 'cube_013_001'], [2024, 2023, 2024])).toEqual({
      years: {
        2023: ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007'],
        2024: ['cube_013_001', 'cube_013_004', 'cube_013_021', 'stat_003_007'],
      },
      skipped: [],
    });
  });

  it('skips what a glob meets outside its years, and leaves out a year of which nothing is left', () => {
    expect(select(['cube_*'], [2014, 2015]).years).toEqual({ 2015: ['cube_013_001', 'cube_013_004', 'cube_013_021'] });
    expect(select(['stat_*'], [2018])).toEqual({
      years: { 2018: ['stat_003_007'] },
      skipped: [{ code: 'stat_020_033', year: 2018, reason: 'available from 2019' }],
    });
  });

  it('reads a glob as a glob and nothing more', () => {
    expect(() => select(['cube.013.00*'], [2023])).toThrow('no indicator matches `cube.013.00*`.');
    expect(select(['*_013_*1'], [2023]).years[2023]).toEqual(['cube_013_001', 'cube_013_021']);
  });

  it('refuses a code that is named outside its years, also where a glob meets it', () => {
    expect(() => select(['stat_020_033', 'stat_*'], [2018, 2019])).toThrow(
      'stat_020_033 is available from 2019, not in 2018.',
    );
  });

  it('refuses a code that is not known, with the nearest that is', () => {
    expect(() => select(['stat_020_303'], [2023])).toThrow(
      expect.objectContaining({ exitCode: 2, help: 'did you mean `stat_020_033`?' }),
    );
  });
});
