/** What is in no release: as the catalogue says, or as no method protects it. */
import { expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { PRIMARY } from '../../pipeline/disclosure/index.ts';
import { dueIn, yearsDueUpTo } from '../../pipeline/refresh/calendar.ts';
import { planRelease } from '../../pipeline/release/plan-release.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

const shipped = shippedCatalogue();
const [PERCENTILE, RATIO] = ['stat_013_own3', 'stat_021_own2'];
const quarter = { year: 2026, quarter: 4 };
const policy = shipped.disclosure.beneficiary;
if (policy?.kind !== 'threshold') throw new Error('beneficiaries are protected');
const rounded: Catalogue = {
  ...shipped,
  disclosure: { ...shipped.disclosure, beneficiary: { ...policy, method: 'rounding', base: 5 } },
};

function dueOf(catalogue: Catalogue): string[] {
  return dueIn(catalogue, Object.keys(catalogue.indicators), quarter).map(({ code }) => code);
}

it('where cells are suppressed, percentiles and ratios fall due like any other', () => {
  expect(shipped.indicators[PERCENTILE]?.measure.kind).toBe('percentile');
  expect(shipped.indicators[RATIO]?.measure.kind).toBe('ratio');
  expect(dueOf(shipped)).toEqual(expect.arrayContaining([PERCENTILE, RATIO]));
});

it('where figures are rounded, a ratio falls due and a percentile never does', () => {
  expect(dueOf(rounded)).toContain(RATIO);
  expect(dueOf(rounded)).not.toContain(PERCENTILE);
  const indicator = rounded.indicators[PERCENTILE];
  expect(indicator && yearsDueUpTo(rounded, indicator, quarter)).toEqual([]);
});

it('a release of a percentile is refused where figures are rounded, with the reason', () => {
  const plan = () => planRelease(rounded, makeDataRoot(), [{ code: PERCENTILE, year: 2023 }], PRIMARY);
  expect(plan).toThrow(/^stat_013_own3 cannot be released: a percentile can be suppressed, but not rounded/);
});

const KEPT = 'stat_013_own2';

it('what the catalogue keeps out of releases never falls due, and is refused where it is named', () => {
  expect(shipped.indicators[KEPT]?.released).toBe(false);
  expect(dueOf(shipped)).not.toContain(KEPT);
  const plan = () => planRelease(shipped, makeDataRoot(), [{ code: KEPT, year: 2023 }], PRIMARY);
  expect(plan).toThrow(/^stat_013_own2 cannot be released: the catalogue declares `released: false`/);
});

const DENSITY = 'stat_018_own3';

it('a density falls due where nobody protected stands above its line, and figures are not rounded', () => {
  expect(shipped.indicators[DENSITY]?.measure.kind).toBe('density');
  expect(shipped.disclosure.practitioner).toEqual({ kind: 'none' });
  expect(yearsDue(shipped)).toContain(2024);
  expect(yearsDue(rounded)).toEqual([]);
  expect(yearsDue({ ...shipped, disclosure: { ...shipped.disclosure, practitioner: policy } })).toEqual([]);
});

function yearsDue(catalogue: Catalogue): number[] {
  const indicator = catalogue.indicators[DENSITY];
  return indicator === undefined ? [] : yearsDueUpTo(catalogue, indicator, quarter);
}
