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

const [KEPT, POOLED] = ['stat_013_own2', 'stat_013_ct3y'];

it('what the catalogue keeps out of releases never falls due, and is refused where it is named', () => {
  const kept = keep(KEPT);
  expect(dueOf(shipped)).toContain(KEPT);
  expect(dueOf(kept)).not.toContain(KEPT);
  const plan = () => planRelease(kept, makeDataRoot(), [{ code: KEPT, year: 2023 }], PRIMARY);
  expect(plan).toThrow(/^stat_013_own2 cannot be released: the catalogue declares `released: false`/);
});

it('several years together fall due where another indicator shows each of them, and are refused without it', () => {
  expect(dueOf(shipped)).toContain(POOLED);
  expect(dueOf(rounded)).not.toContain(POOLED);
  const kept = keep(KEPT);
  expect(dueOf(kept)).not.toContain(POOLED);
  const plan = () => planRelease(kept, makeDataRoot(), [{ code: POOLED, year: 2023 }], PRIMARY);
  expect(plan).toThrow(/^stat_013_ct3y cannot be released: it adds up years, and no released indicator shows/);
});

/** The catalogue with an indicator that it keeps out of releases. */
function keep(code: string): Catalogue {
  const indicator = shipped.indicators[code];
  if (indicator === undefined) throw new Error(`no indicator ${code}`);
  return { ...shipped, indicators: { ...shipped.indicators, [code]: { ...indicator, released: false } } };
}

it('rates per day fall due where cells are suppressed, and never where figures are rounded', () => {
  const dueOfDays = (catalogue: Catalogue) => {
    const indicator = catalogue.indicators.stat_017_own10;
    return indicator === undefined ? [] : yearsDueUpTo(catalogue, indicator, quarter);
  };
  expect(shipped.indicators.stat_017_own10?.measure.kind).toBe('per_day');
  expect(dueOfDays(shipped)).toContain(2024);
  expect(dueOfDays(rounded)).toEqual([]);
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
