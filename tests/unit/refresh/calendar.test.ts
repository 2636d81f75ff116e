import { describe, expect, it } from 'vitest';
import { printQuarter, readQuarter } from '../../../pipeline/base/index.ts';
import type { Indicator } from '../../../pipeline/catalogue/index.ts';
import { dueIn, dueQuarterOf, yearDueIn, yearsDueUpTo } from '../../../pipeline/refresh/index.ts';
import { readPublished } from '../../../pipeline/refresh/published.ts';
import { candidatesOf } from '../../../pipeline/refresh/refresh-plan.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { seedCatalogue } from '../../support/shipped-catalogue.ts';

const catalogue = seedCatalogue();
const indicator = (code: string) => catalogue.indicators[code] as Indicator;
const codes = Object.keys(catalogue.indicators);

describe('what falls due in a quarter', () => {
  it.each([
    ['2026Q4', ['cube_013_001 2024', 'cube_013_004 2024', 'cube_013_021 2024', 'stat_020_033 2025']],
    ['2026Q3', ['stat_003_007 2024']],
    ['2026Q1', []],
    ['2026Q2', []],
    // The first years of all: 2015 of family 013, 2003 of the medical houses, 2019 of the
    // geneticists.
    ['2017Q4', ['cube_013_001 2015', 'cube_013_004 2015', 'cube_013_021 2015']],
    ['2016Q4', []],
    ['2005Q3', ['stat_003_007 2003']],
    ['2004Q3', []],
    ['2020Q4', ['cube_013_001 2018', 'cube_013_004 2018', 'cube_013_021 2018', 'stat_020_033 2019']],
    ['2019Q4', ['cube_013_001 2017', 'cube_013_004 2017', 'cube_013_021 2017']],
  ])('%s: %j', (quarter, expected) => {
    expect(dueIn(catalogue, codes, readQuarter(quarter)).map(({ code, year }) => `${code} ${year}`)).toEqual(expected);
  });
});

it('a year falls due in the quarter that brings it, and in no other', () => {
  for (const code of codes) {
    for (let year = 2003; year <= 2024; year += 1) {
      if (year < indicator(code).availableFrom) continue;
      const quarter = dueQuarterOf(indicator(code), year);
      expect(yearDueIn(catalogue, indicator(code), quarter)).toBe(year);
      const others = [1, 2, 3, 4].filter((number) => number !== quarter.quarter);
      for (const number of others)
        expect(yearDueIn(catalogue, indicator(code), { ...quarter, quarter: number })).toBeUndefined();
    }
  }
});

it('the years up to a quarter are those of every quarter before, each once', () => {
  for (const code of codes) {
    const collected: number[] = [];
    for (let year = 2003; year <= 2026; year += 1)
      for (const quarter of [1, 2, 3, 4]) {
        const due = yearDueIn(catalogue, indicator(code), { year, quarter });
        if (due !== undefined) collected.push(due);
        expect(yearsDueUpTo(catalogue, indicator(code), { year, quarter })).toEqual(collected);
      }
  }
});

it('a lag of no year is due in its own year', () => {
  const ours = { ...indicator('cube_013_001'), schedule: { refresh: 'Q1', lagYears: 0 }, availableFrom: 2024 };
  expect(yearDueIn(catalogue, ours, readQuarter('2024Q1'))).toBe(2024);
  expect(yearDueIn(catalogue, ours, readQuarter('2023Q1'))).toBeUndefined();
  expect(printQuarter(dueQuarterOf(ours, 2030))).toBe('2030Q1');
});

describe('an example, whose codes are not sourced', () => {
  const example = {
    ...catalogue,
    indicators: { ...catalogue.indicators, cube_013_001: { ...indicator('cube_013_001'), status: 'example' as const } },
  };
  const published = readPublished(example, makeDataRoot());
  const scope = { quarter: readQuarter('2026Q4'), years: [2024], catchUp: true, changed: true, force: false };
  const looked = (only: readonly string[]) =>
    candidatesOf(example, { ...scope, only }, published)
      .map(({ code, year }) => `${code} ${year}`)
      .filter((item) => item.startsWith('cube_013_0') && item.endsWith('2024'));

  it('is in no refresh that does not name it', () => {
    expect(looked([])).toEqual(['cube_013_004 2024', 'cube_013_021 2024']);
  });

  it('is in a refresh that names it, by code or glob', () => {
    expect(looked(['cube_013_001'])).toEqual(['cube_013_001 2024']);
    expect(looked(['cube_013_00*'])).toEqual(['cube_013_001 2024', 'cube_013_004 2024']);
  });
});
