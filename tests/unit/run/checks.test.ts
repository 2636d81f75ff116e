import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../../../pipeline/catalogue/index.ts';
import type { Engine } from '../../../pipeline/engine/index.ts';
import { openDuckDB } from '../../../pipeline/engine/index.ts';
import { printCheck, refuseFailed, runCheck } from '../../../pipeline/run/checks.ts';
import { makeDataRoot } from '../../support/data-root.ts';
import { shippedCatalogue } from '../../support/shipped-catalogue.ts';

const STATEMENT = {
  id: 'check orphan',
  step: 'check',
  role: 'check',
  purpose: 'Orphans.',
  reads: [],
  writes: 'check orphan',
} as const;

async function check(offending: number, examined: number, catalogue: Catalogue = shippedCatalogue()) {
  const engine: Engine = await openDuckDB({ threads: 1, memoryLimit: '100MB', tempDirectory: makeDataRoot() });
  try {
    return await runCheck(engine, catalogue, {
      ...STATEMENT,
      sql: `SELECT ${offending} AS offending, ${examined} AS examined`,
    });
  } finally {
    engine.close();
  }
}

const tolerating = (tolerance: number): Catalogue => ({ ...shippedCatalogue(), checks: { orphan: { tolerance } } });

describe('runCheck', () => {
  it.each([
    [0, 200, 'pass'],
    [0, 0, 'pass'],
    [2, 200, 'tolerated'],
    [3, 200, 'fail'],
  ])('%i of %i rows under a tolerance of 1 %% is: %s', async (offending, examined, outcome) => {
    expect((await check(offending, examined)).outcome).toBe(outcome);
  });

  it.each([
    [29, 100, 0.29],
    [57, 100, 0.57],
    [7, 1000, 0.007],
  ])('%i of %i is not more than a share of %d, though their product is', async (offending, examined, tolerance) => {
    expect((await check(offending, examined, tolerating(tolerance))).outcome).toBe('tolerated');
    expect((await check(offending + 1, examined, tolerating(tolerance))).outcome).toBe('fail');
  });

  it('takes the severity of the file where the catalogue declares none', async () => {
    expect(await check(1, 2, tolerating(0))).toMatchObject({ severity: 'error', outcome: 'fail' });
  });
});

it('every failed error of every year is reported, and no warning', async () => {
  const failed = { ...(await check(3, 1200)), outcome: 'fail' } as const;
  const warning = { year: 2023, result: { ...failed, severity: 'warning' } } as const;
  expect(() => refuseFailed([warning])).not.toThrow();
  expect(() => refuseFailed([{ year: 2022, result: failed }, warning, { year: 2024, result: failed }])).toThrow(
    'the data failed 2 checks; nothing was computed:\n' +
      '  2022 orphan: 3 of 1,200 rows (0.25 %), tolerated 1 %. Orphans.\n' +
      '  2024 orphan: 3 of 1,200 rows (0.25 %), tolerated 1 %. Orphans.',
  );
});

it('a check is printed with its counts, its share and what is tolerated', async () => {
  expect(printCheck(await check(312, 10_000, tolerating(0)))).toBe('orphan: 312 of 10,000 rows (3.12 %). Orphans.');
});
