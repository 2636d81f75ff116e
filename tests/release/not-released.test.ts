/** Measures that disclosure control has no rule for are computed, and never released. */
import { expect, it } from 'vitest';
import { PRIMARY } from '../../pipeline/disclosure/index.ts';
import { dueIn, yearsDueUpTo } from '../../pipeline/refresh/calendar.ts';
import { planRelease } from '../../pipeline/release/plan-release.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

const catalogue = shippedCatalogue();
const CODE = 'stat_013_own2';

it('a ratio never falls due', () => {
  const quarter = { year: 2026, quarter: 4 };
  const codes = Object.keys(catalogue.indicators);
  expect(catalogue.indicators[CODE]?.measure.kind).toBe('ratio');
  expect(dueIn(catalogue, codes, quarter).map(({ code }) => code)).not.toContain(CODE);
  expect(catalogue.indicators[CODE] && yearsDueUpTo(catalogue.indicators[CODE], quarter)).toEqual([]);
});

it('a release of a ratio is refused, with the reason', () => {
  const plan = () => planRelease(catalogue, makeDataRoot(), [{ code: CODE, year: 2023 }], PRIMARY);
  expect(plan).toThrow(/^stat_013_own2 cannot be released: disclosure control has no rule for what figures of a ratio/);
});
