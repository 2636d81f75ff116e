/** Classes, ranks, comparisons and levels of a site, by example. */
import { describe, expect, it } from 'vitest';
import { classOf, findBreaks } from '../../pipeline/site/shape/classes.ts';
import { compareArea, wilson, Z } from '../../pipeline/site/shape/compare.ts';
import { countLevel, defaultLevel, referenceOf, type Slice } from '../../pipeline/site/shape/figures.ts';
import { decimalsFor, fold, formatBreak, formatNumber } from '../../pipeline/site/shape/format.ts';
import { rankRanges, sortAreas } from '../../pipeline/site/shape/ranks.ts';
import { fill, SITE_LANGUAGES, TEXTS } from '../../pipeline/site/texts/index.ts';

const slice = (
  rows: readonly (readonly [v: number | null, lo: number | null, hi: number | null, status: string])[],
): Slice => ({
  v: rows.map(([v]) => v),
  lo: rows.map(([, lo]) => lo),
  hi: rows.map(([, , hi]) => hi),
  status: rows.map(([, , , status]) => status).join(''),
});

describe('ranks', () => {
  it('are ranges: behind all that are surely higher, before all that are surely lower', () => {
    const four = slice([
      [9, 8, 10, 'F'],
      [5, 3, 7, 'F'],
      [6, 4, 9, 'F'],
      [1, 0, 2, 'F'],
      [null, null, null, 'A'],
    ]);
    const ranges = rankRanges(four, [0, 1, 2, 3, 4]);
    expect(Object.fromEntries(ranges)).toEqual({
      0: { first: 1, last: 2 },
      1: { first: 2, last: 3 },
      2: { first: 1, last: 3 },
      3: { first: 4, last: 4 },
    });
  });

  it('put what is not published last, by name', () => {
    const three = slice([
      [null, null, null, 'D'],
      [2, 1, 3, 'F'],
      [null, null, null, 'A'],
    ]);
    expect(sortAreas(three, [0, 1, 2], ['Zulte', 'Aalst', 'Ath'])).toEqual([1, 2, 0]);
  });
});

describe('classes', () => {
  const years = [
    slice(Array.from({ length: 100 }, (_, i) => [i + 1, null, null, 'F'] as const)),
    slice(Array.from({ length: 100 }, (_, i) => [i + 1, null, null, i === 0 ? 'A' : 'F'] as const)),
  ];
  const areas = Array.from({ length: 100 }, (_, i) => i);

  it('are quantiles over all years, rounded to two digits, and zero is its own', () => {
    const { quantiles, steps } = findBreaks(years, areas);
    expect(quantiles).toEqual([21, 41, 61, 80]);
    expect(steps).toEqual([21, 41, 60, 80]);
    expect([0, 1, 20, 21, 80, 100].map((value) => classOf(value, quantiles))).toEqual([0, 1, 1, 2, 5, 5]);
  });

  it('are fewer where values are the same', () => {
    expect(
      findBreaks(
        [
          slice([
            [3, null, null, 'F'],
            [3, null, null, 'F'],
          ]),
        ],
        [0, 1],
      ).quantiles,
    ).toEqual([]);
  });
});

describe('a comparison', () => {
  it('has the limits of Wilson as R. G. Newcombe gives them (Statistics in Medicine 17, 1998, table I)', () => {
    const limitsOf = (n: number, d: number) => Object.values(wilson(n, d, Z[95])).map((limit) => limit.toFixed(4));
    expect(limitsOf(81, 263)).toEqual(['0.2553', '0.3662']);
    expect(limitsOf(15, 148)).toEqual(['0.0624', '0.1605']);
    expect(limitsOf(0, 20)).toEqual(['0.0000', '0.1611']);
    expect(limitsOf(1, 29)).toEqual(['0.0061', '0.1718']);
  });

  it('says that there is no certain difference where the interval contains the value', () => {
    const shares: Slice = {
      n: [30, 30, 30],
      d: [100, 1000, 60],
      ...slice([
        [30, 21.9, 39.6, 'F'],
        [3, 2.1, 4.3, 'F'],
        [50, 37.7, 62.3, 'F'],
      ]),
    };
    const by = { value: 30, show: 'value', sharePer: 100 } as const;
    expect([0, 1, 2].map((area) => compareArea(shares, area, { ...by, confidence: 95 }))).toEqual([
      'same',
      'below',
      'above',
    ]);
    expect(compareArea(shares, 2, { ...by, confidence: 99.8 })).toBe('above');
    expect(compareArea({ ...shares, n: [30, 30, 27] }, 2, { ...by, value: 35, confidence: 99.8 })).toBe('same');
  });
});

describe('what an area is compared with', () => {
  const index = {
    levels: ['country', 'region', 'region', 'province', 'municipality', 'municipality'],
    parents: [-1, 0, 0, 1, 3, 2],
  } as const;

  it('is one area, or the region or province that each lies in, else the country', () => {
    const areas = [0, 1, 3, 4, 5];
    expect(areas.map((area) => referenceOf(index, 2, area))).toEqual([2, 2, 2, 2, 2]);
    expect(areas.map((area) => referenceOf(index, 'region', area))).toEqual([0, 1, 1, 1, 2]);
    expect(areas.map((area) => referenceOf(index, 'province', area))).toEqual([0, 0, 3, 3, 0]);
  });
});

describe('the level that a map begins with', () => {
  it('is the finest that shows more figures above zero than it suppresses', () => {
    const levels = ['country', 'region', 'region', 'province', 'province', 'province'] as const;
    const counts = (status: string, v: readonly (number | null)[]) =>
      (['country', 'region', 'province'] as const).map((level) => countLevel({ levels }, { v, status }, level));
    expect(defaultLevel(counts('FFFFFF', [1, 1, 1, 1, 1, 1]))).toBe('province');
    expect(defaultLevel(counts('FFFFAD', [1, 1, 1, 1, null, null]))).toBe('region');
    expect(defaultLevel(counts('FFFFFA', [1, 1, 1, 0, 0, null]))).toBe('region');
    expect(defaultLevel(counts('FAAAAA', [1, null, null, null, null, null]))).toBe('country');
    expect(defaultLevel(counts('FFFFFF', [1, 1, 0, 0, 0, 1]))).toBe('province');
  });
});

describe('texts', () => {
  it('write numbers as the language does', () => {
    const written = SITE_LANGUAGES.map((language) => formatNumber(1139.91, language, 1).replace(/\s/g, ' '));
    expect(written).toEqual(['1 139,9', '1.139,9', '1,139.9', '1.139,9']);
    expect([decimalsFor(0.9, false), decimalsFor(58, false), decimalsFor(12_000, false), decimalsFor(3, true)]).toEqual(
      [2, 1, 0, 0],
    );
    expect(formatBreak(0.85, 'fr')).toBe('0,85');
  });

  it('are found without accents and in small letters', () => {
    expect([fold('Liège'), fold("Braine-l'Alleud"), fold('  Écaussinnes ')]).toEqual([
      'liege',
      'braine l alleud',
      'ecaussinnes',
    ]);
  });

  it('have the same blanks in every language', () => {
    const blanks = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();
    for (const language of SITE_LANGUAGES)
      for (const [key, text] of Object.entries(TEXTS[language]))
        expect({ key, blanks: blanks(text) }).toEqual({ key, blanks: blanks(TEXTS.en[key as keyof typeof TEXTS.en]) });
  });

  it('leave a blank that nothing fills to be seen', () => {
    expect(fill('{n} of {d}', { n: 3 })).toBe('3 of {d}');
  });
});
