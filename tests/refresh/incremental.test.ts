/**
 * Computed again is what something has changed for: titles do not count, codes do; one file counts
 * for its year; a touched file for nothing.
 */
import { readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readQuarter } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { planRefresh, readStatus } from '../../pipeline/refresh/index.ts';
import { currentRelease, rollbackTo } from '../../pipeline/release/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath } from '../support/read-cube.ts';
import { actionsOf, hashesOf, publishedBytes, refreshOf, requestOf } from './refreshing.ts';
import { wholeCopyOf } from './scene.ts';
import { type Document, deliver, makeCatalogue, open } from './small-country.ts';

const QUARTER = '2024Q4';
const ALL = ['cube_013_001 2022', 'cube_013_021 2022', 'stat_020_033 2023'];
const each = (action: string, ...but: readonly string[]) =>
  ALL.map((item) => `${item} ${but.includes(item) ? 'compute' : action}`);

let dataRoot: string;
let file: string;
const catalogueWith = (change: (document: Document) => void) => open(makeCatalogue(change));
const again = (catalogue: Catalogue, more = {}) => refreshOf(catalogue, dataRoot, QUARTER, more);

let base: string;
beforeAll(async () => {
  base = makeDataRoot();
  for (let year = 2021; year <= 2023; year += 1) await deliver(base, year);
  file = makeCatalogue();
  expect(actionsOf(await refreshOf(open(file), base, QUARTER))).toEqual(each('compute'));
});
beforeEach(() => {
  dataRoot = wholeCopyOf(base);
});

describe('nothing is computed again', () => {
  it('where nothing has changed, and nothing is released', async () => {
    const before = hashesOf(dataRoot, 'releases');
    const report = await again(open(file));
    expect(actionsOf(report)).toEqual(each('up to date'));
    expect(report).toMatchObject({ release: null, before: QUARTER, run: null, gates: [] });
    expect(hashesOf(dataRoot, 'releases')).toEqual(before);
  });

  it('for a title, a remark, a test or a gate', async () => {
    const catalogue = catalogueWith(({ indicators, gates }) => {
      const { title } = indicators.cube_013_001 as { title: Record<string, string> };
      title.en = 'Imaging, by another name';
      Object.assign(indicators.cube_013_021 ?? {}, { remarks: [{ fr: 'a', nl: 'b', en: 'c' }], tests: [] });
      delete gates.areas_in_line;
    });
    expect(actionsOf(await again(catalogue))).toEqual(each('up to date'));
  });

  it('for files that were touched, renamed, or read by another number of threads', async () => {
    const folder = join(dataRoot, 'claims', 'health_care', 'year=2022');
    for (const name of readdirSync(folder)) {
      utimesSync(join(folder, name), new Date(), new Date());
      renameSync(join(folder, name), join(folder, `delivered-${name}`));
    }
    const engine = { threads: 2, memoryLimit: '1GB', tempDirectory: join(dataRoot, 'work', 'tmp') };
    expect(actionsOf(await again(open(file), { engine }))).toEqual(each('up to date'));
  });

  it('because another indicator joined the catalogue', async () => {
    const catalogue = catalogueWith(({ indicators }) => {
      indicators.cube_013_901 = { ...structuredClone(indicators.cube_013_021), status: 'ours', available_from: 2023 };
    });
    expect(actionsOf(await again(catalogue))).toEqual(each('up to date'));
  });
});

describe('only what it is for is computed again', () => {
  it('a code list: the indicators that use it', async () => {
    const folder = makeCatalogue();
    const list = join(folder, '..', 'data', 'reference', 'codes', 'nomenclature_sourced.csv');
    const codes = readFileSync(list, 'utf8').replace(/^455033,rx,.*\n/m, '');
    writeFileSync(list, codes);
    expect(actionsOf(await again(open(folder)))).toEqual(each('up to date', 'cube_013_001 2022'));
  });

  it('a measure: its indicator', async () => {
    const catalogue = catalogueWith(({ indicators }) => {
      Object.assign(indicators.cube_013_021?.measure ?? {}, { per: 1000 });
    });
    const report = await again(catalogue, {
      accept: [
        { gate: 'previous_year', reason: 'x' },
        { gate: 'published_release', reason: 'per 1 000' },
      ],
    });
    expect(actionsOf(report)).toEqual(each('up to date', 'cube_013_021 2022'));
    expect(report.release).toBe(`${QUARTER}-2`);
  });

  it('a median: the indicator whose bound it is', async () => {
    const changed = makeCatalogue();
    const medians = join(changed, '..', 'data', 'reference', 'parameters', 'median_income.csv');
    writeFileSync(medians, readFileSync(medians, 'utf8').replace(/^(clinical_genetics,2023),[\d.]+/m, '$1,200000.00'));
    expect(actionsOf(await again(open(changed)))).toEqual(each('up to date', 'stat_020_033 2023'));
  });

  it('the map: every indicator', async () => {
    const changed = makeCatalogue();
    const sectors = join(changed, '..', 'data', 'reference', 'geo', 'statistical_sectors_2011.csv');
    writeFileSync(sectors, readFileSync(sectors, 'utf8').replace('AARTSELAAR-CENTRUM', 'AARTSELAAR-CENTRE'));
    expect(actionsOf(await again(open(changed)))).toEqual(each('up to date', ...ALL));
  });

  it('one file of claims: the indicators of its year', async () => {
    await deliver(dataRoot, 2022, { claims: 'NOT (i = 7 AND code = 455011)' });
    const report = await again(open(file));
    expect(actionsOf(report)).toEqual(each('up to date', 'cube_013_001 2022', 'cube_013_021 2022'));
    expect(report.items[0]?.why).toBe('due in 2024Q4, changed: inputs');
  });

  it('the register of practitioners: those that read it', async () => {
    for (const year of [2022, 2023]) await deliver(dataRoot, year, { addresses: 1 });
    expect(actionsOf(await again(open(file)))).toEqual(each('up to date', 'stat_020_033 2023'));
  });
});

it('a cube that somebody has damaged is computed again, and comes out the same', async () => {
  const before = publishedBytes(dataRoot);
  const cube = cubePath(dataRoot, 'cube_013_021', 2022);
  const bytes = readFileSync(cube);
  bytes[100] = (bytes[100] ?? 0) ^ 255;
  writeFileSync(cube, bytes);
  // As if the release had never been: all of it is published anew.
  renameSync(join(dataRoot, 'releases'), join(dataRoot, 'gone'));
  expect(actionsOf(await again(open(file)))).toEqual(each('reuse', 'cube_013_021 2022'));
  expect(publishedBytes(dataRoot)).toEqual(before);
});

it('--force computes all again, to the same bytes', async () => {
  const before = publishedBytes(dataRoot);
  const report = await again(open(file), { force: true });
  expect(actionsOf(report)).toEqual(each('compute'));
  expect(publishedBytes(dataRoot)).toEqual(before);
});

describe('what fell due before', () => {
  it('is left alone, and a dry run says why', async () => {
    const { items } = await planRefresh(requestOf(open(file), dataRoot, QUARTER));
    const out = items
      .filter(({ action }) => action === 'skipped')
      .map(({ code, year, why }) => `${code} ${year}: ${why}`);
    expect(out).toContain('cube_013_001 2021: missed since 2023Q4; --catch-up adds it');
    expect(out).toContain('stat_003_007 2022: missed since 2024Q3; --catch-up adds it');
    expect(out).toContain(
      'cube_013_001 2020: missed since 2022Q4: no health_care (claims/health_care/year=2020/*.parquet), no population (claims/population/year=2020/*.parquet)',
    );
  });

  it('is added by --catch-up, as far as there is input', async () => {
    const report = await again(open(file), { catchUp: true });
    const fresh = report.items.filter(({ action }) => action === 'compute').map(({ code, year }) => `${code} ${year}`);
    expect(fresh.sort()).toEqual([
      'cube_013_001 2021',
      'cube_013_021 2021',
      'stat_003_007 2021',
      'stat_003_007 2022',
      'stat_020_033 2021',
      'stat_020_033 2022',
    ]);
    expect(report.release).toBe(`${QUARTER}-2`);
    expect(actionsOf(await again(open(file), { catchUp: true })).filter((line) => line.endsWith('compute'))).toEqual(
      [],
    );
  });

  it('is added where --only and --years select it', async () => {
    const report = await again(open(file), { catchUp: true, only: ['cube_013_*'], years: [2021] });
    expect(actionsOf(report)).toEqual(['cube_013_001 2021 compute', 'cube_013_021 2021 compute']);
  });

  it('and was published is refreshed by --changed alone', async () => {
    await deliver(dataRoot, 2022, { claims: 'NOT (i = 7 AND code = 455011)' });
    await deliver(dataRoot, 2024);
    const quarter = '2025Q4';
    const only = await refreshOf(open(file), dataRoot, quarter);
    expect(actionsOf(only)).toEqual([
      'cube_013_001 2023 compute',
      'cube_013_021 2023 compute',
      'stat_020_033 2024 compute',
    ]);
    const status = await readStatus({
      catalogue: open(file),
      dataRoot,
      wanted: ['cube_013_*'],
      quarter: readQuarter(quarter),
      engine: requestOf(open(file), dataRoot, quarter).engine,
    });
    expect(status.map(({ code, changed }) => ({ code, changed }))).toEqual([
      { code: 'cube_013_001', changed: [{ year: 2022, what: ['inputs'] }] },
      { code: 'cube_013_021', changed: [{ year: 2022, what: ['inputs'] }] },
    ]);
    const both = await refreshOf(open(file), dataRoot, quarter, { changed: true });
    const computed = both.items.filter(({ action }) => action === 'compute');
    expect(computed.map(({ code, year }) => `${code} ${year}`)).toEqual(['cube_013_001 2022', 'cube_013_021 2022']);
  });
});

it('what was rolled back is not published again by the next refresh, unless the figure is another or --force is given', async () => {
  await deliver(dataRoot, 2022, { claims: 'NOT (i = 7 AND code = 455011)' });
  await again(open(file));
  expect(currentRelease(dataRoot)).toBe(`${QUARTER}-2`);
  const { engine } = requestOf(open(file), dataRoot, QUARTER);
  await rollbackTo({ dataRoot, release: QUARTER, engine });

  const report = await again(open(file));
  expect(report.release).toBeNull();
  expect(report.items[0]).toMatchObject({
    action: 'skipped',
    why: 'due in 2024Q4, but 2024Q4-2 with the same figures was rolled back; --force publishes them again',
  });
  await deliver(dataRoot, 2022, { claims: 'NOT (i = 12 AND code = 455011)' });
  expect((await again(open(file))).release).toBe(`${QUARTER}-3`);
  // A release that came after does not bring it back.
  await deliver(dataRoot, 2022, { claims: 'NOT (i = 7 AND code = 455011)' });
  const last = await again(open(file));
  expect(last.release).toBeNull();
  expect(last.items[0]?.why).toMatch(/2024Q4-2 with the same figures was rolled back/);
});
