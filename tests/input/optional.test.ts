/** What need not be delivered: an indicator that needs it says so, and all others are computed. */

import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readQuarter } from '../../pipeline/base/index.ts';
import { type Catalogue, openCatalogue } from '../../pipeline/catalogue/index.ts';
import { planRefresh } from '../../pipeline/refresh/index.ts';
import { runCubes } from '../../pipeline/run/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { catalogueWith } from './catalogue-with.ts';
import { deliver, write } from './deliver.ts';

const [PACKAGES, BY_FUND, ALWAYS] = ['stat_099_001', 'stat_099_002', 'cube_013_001'] as const;
const say = (text: string) => `{ fr: ${text}, nl: ${text}, en: ${text} }`;
const indicator = (code: string, variable: string) => `
  ${code}:
    title: ${say(code)}
    description: ${say(code)}
    unit: percent
    measure: { share: { of: beneficiary, where: { ${variable}: { at_least: 1 } } }, per: 100 }
    smallest_level: country
    available_from: 2015
    schedule: { refresh: Q4, lag_years: 2 }
    metadata_date: 2026-11-28`;
const SOURCE = `sources:
  transport:
    files: claims/transport/year={year}/*.parquet
    format: parquet
    optional: true
    columns:
      beneficiary: { from: SS00010, type: BIGINT }
      packages: { from: QUANTITY, type: SMALLINT }`;
const VARIABLES = `variables:
  PACKAGES_N:
    label: ${say('Packages')}
    entity: beneficiary
    from: transport
    value: { sum: packages }
  FUND_N:
    label: ${say('Fund')}
    entity: beneficiary
    from: health_care
    value: { sum: quantity }
    where: { sender: { equals: 3 } }`;

let catalogue: Catalogue;
beforeAll(() => {
  const file = catalogueWith([
    [/^sources:/m, SOURCE],
    [/^variables:/m, VARIABLES],
    [/^indicators:/m, `indicators:${indicator(PACKAGES, 'PACKAGES_N')}${indicator(BY_FUND, 'FUND_N')}`],
  ]);
  catalogue = openCatalogue(file, REPOSITORY);
});

async function run(dataRoot: string, codes: readonly string[]) {
  const skipped: string[] = [];
  const engine = { threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'tmp') };
  const { cubes } = await runCubes({
    catalogue,
    dataRoot,
    codes,
    years: [2023],
    engine,
    onEvent: (event) => {
      if (event.kind === 'skipped') skipped.push(`${event.code}: ${event.reason}`);
    },
  });
  return { computed: cubes.map(({ code }) => code), skipped };
}

const NO_SOURCE = `transport is optional, and not delivered for 2023`;
const NO_COLUMN = 'the column SENDER of health_care is optional, and not delivered for 2023';

describe('a year without an optional source and column', () => {
  it('has all other indicators, and says what is missing for these', async () => {
    const dataRoot = makeDataRoot();
    await deliver(dataRoot);
    const { computed, skipped } = await run(dataRoot, ['stat_099_*', 'cube_013_00*']);
    expect(computed).toContain(ALWAYS);
    expect(computed.filter((code) => code.startsWith('stat_099'))).toEqual([]);
    expect(skipped.map((line) => line.replace(/ \(.*\)/, ''))).toEqual([
      `${PACKAGES}: ${NO_SOURCE}`,
      `${BY_FUND}: ${NO_COLUMN}`,
    ]);
  });

  it('is refused where such an indicator is named, and nobody waits for it in a refresh', async () => {
    const dataRoot = makeDataRoot();
    await deliver(dataRoot);
    await expect(run(dataRoot, [BY_FUND, ALWAYS])).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringContaining(`${BY_FUND} in 2023: ${NO_COLUMN}`),
    });
    const scope = { only: ['stat_099_*', ALWAYS], catchUp: false, changed: false, force: false };
    const engine = { threads: 1, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'tmp') };
    const quarter = readQuarter('2025Q4');
    const { items } = await planRefresh({
      ...scope,
      catalogue,
      dataRoot,
      quarter,
      accept: [],
      engine,
      now: new Date(),
    });
    const due = items.filter(({ cause }) => cause === 'due').map(({ code, action }) => `${code} ${action}`);
    expect(due).toEqual([`${ALWAYS} compute`, `${PACKAGES} skipped`, `${BY_FUND} skipped`]);
  });
});

it('a year that has them computes all', async () => {
  const dataRoot = makeDataRoot();
  await deliver(dataRoot, { health_care: 'SELECT *, CAST(3 AS SMALLINT) AS SENDER FROM health_care' });
  await write(
    join(dataRoot, 'claims', 'transport', 'year=2023', 'part-0.parquet'),
    'SELECT SS00010, CAST(2 AS SMALLINT) AS QUANTITY FROM health_care',
  );
  expect(await run(dataRoot, ['stat_099_*'])).toEqual({ computed: [PACKAGES, BY_FUND], skipped: [] });
});
