/**
 * An indicator that gets another code keeps its figures, its history and what is known of it; and a
 * trial run with another catalogue leaves no trace in a release.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { planRefresh, previewRefresh, readStates } from '../../pipeline/refresh/index.ts';
import { diffReleases, readReleaseManifest, readSheet, verifyRelease } from '../../pipeline/release/index.ts';
import { readRecord } from '../../pipeline/run/index.ts';
import { buildSite } from '../../pipeline/site/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query, readParquet } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { actionsOf, publishedBytes, refreshOf, requestOf } from './refreshing.ts';
import { wholeCopyOf } from './scene.ts';
import { type Document, deliver, makeCatalogue, open } from './small-country.ts';

const [OLD, BESIDE, RENAMED] = ['cube_013_001', 'cube_013_021', 'cube_013_901'] as const;
const [FIRST, NEXT] = ['2023Q4', '2024Q4'];

/** Two imaging indicators: of 2021 the second is due a year after the first. */
function base(document: Document): void {
  for (const code of ['stat_020_033', 'stat_003_007']) delete document.indicators[code];
  Object.assign(document.indicators[BESIDE] ?? {}, { available_from: 2021, schedule: { refresh: 'Q4', lag_years: 3 } });
}
function rename(document: Document): void {
  document.indicators[RENAMED] = { ...document.indicators[OLD], replaces: OLD };
  delete document.indicators[OLD];
}
const catalogueWith = (...changes: ((document: Document) => void)[]) =>
  open(
    makeCatalogue((document) => {
      for (const change of [base, ...changes]) change(document);
    }),
  );

let catalogue: Catalogue;
let published: string;
let dataRoot: string;
beforeAll(async () => {
  catalogue = catalogueWith();
  published = makeDataRoot();
  for (const year of [2021, 2022]) await deliver(published, year);
  await refreshOf(catalogue, published, FIRST);
});
beforeEach(() => {
  dataRoot = wholeCopyOf(published);
});

const released = (release: string, code: string, year: number) =>
  join(dataRoot, 'releases', release, 'cubes', code, `year=${year}`, `${code}.parquet`);

describe('an indicator with another code', () => {
  it('is carried on: rows and columns are the same, name, footer and sheet are the new ones', async () => {
    const renamed = catalogueWith(rename);
    expect(await planRefresh(requestOf(renamed, dataRoot, NEXT))).toMatchObject({
      next: { carried: [{ code: RENAMED, year: 2021 }], renamed: [{ code: RENAMED, formerly: OLD }], withdrawn: [] },
    });
    await refreshOf(renamed, dataRoot, NEXT);
    expect(await readParquet(released(NEXT, RENAMED, 2021))).toEqual(await readParquet(released(FIRST, OLD, 2021)));
    const file = released(NEXT, RENAMED, 2021);
    const footer = await query(`SELECT decode(value) AS code FROM parquet_kv_metadata('${file}') WHERE key = 'code'`);
    expect(footer).toEqual([{ code: RENAMED }]);
    const sheet = readSheet(join(dataRoot, 'releases', NEXT), RENAMED);
    expect(sheet).toMatchObject({ formerly: [OLD], texts: { en: { formerly: `Published before as ${OLD}.` } } });
    const manifest = readReleaseManifest(dataRoot, NEXT);
    expect(manifest).toMatchObject({ replaces: { [RENAMED]: [OLD] }, unpublished: [] });
    const { engine } = requestOf(renamed, dataRoot, NEXT);
    const assets = join(REPOSITORY, 'dist', 'site');
    const out = join(makeDataRoot(), 'site');
    await buildSite({ dataRoot, release: NEXT, out, assets, languages: ['en'], engine });
    expect(readFileSync(join(out, 'en', OLD, 'index.html'), 'utf8')).toContain(`href="../${RENAMED}/index.html"`);
    expect(await verifyRelease({ dataRoot, release: NEXT, engine })).toMatchObject({ valid: true });
    expect(await diffReleases({ dataRoot, from: FIRST, to: NEXT, engine })).toMatchObject({
      added: [
        { code: BESIDE, year: 2021 },
        { code: RENAMED, year: 2022 },
      ],
      removed: [],
      figures: [],
    });
  });

  it('is what it was: nothing of it is due again, changed or computed again', async () => {
    const renamed = catalogueWith(rename);
    await refreshOf(renamed, dataRoot, NEXT);
    const [state] = readStates(renamed, dataRoot, [RENAMED], { year: 2024, quarter: 4 });
    expect(state).toMatchObject({ published: [2021, 2022], due: null });
    const again = await refreshOf(renamed, dataRoot, NEXT, { changed: true });
    expect({ release: again.release, actions: new Set(again.items.map(({ action }) => action)) }).toEqual({
      release: null,
      actions: new Set(['up to date']),
    });
  });

  it('is the same figure to noise, whatever it is called', async () => {
    const noise = (document: Document) => {
      document.disclosure.beneficiary = { threshold: 5, method: 'cell_key', noise: 5 };
    };
    const noiseSeed = 'a seed of noise for this test alone';
    const [one, other] = [makeDataRoot(), makeDataRoot()];
    for (const root of [one, other]) await deliver(root, 2021);
    await refreshOf(catalogueWith(noise), one, FIRST, { noiseSeed });
    await refreshOf(catalogueWith(noise, rename), other, FIRST, { noiseSeed });
    const rowsIn = (root: string, code: string) =>
      readParquet(join(root, 'releases', FIRST, 'cubes', code, 'year=2021', `${code}.parquet`));
    expect(await rowsIn(other, RENAMED)).toEqual(await rowsIn(one, OLD));
  });
});

describe('before anything is published', () => {
  it('the figures that would change are compared, and nothing is left of that', async () => {
    const before = publishedBytes(dataRoot);
    const changed = catalogueWith(({ indicators }) => {
      Object.assign(indicators[OLD]?.measure ?? {}, { per: 1000 });
    });
    const preview = await previewRefresh(requestOf(changed, dataRoot, NEXT, { changed: true }));
    expect(preview.gates.length).toBeGreaterThan(0);
    expect(preview.release?.diff).toMatchObject({ from: FIRST, removed: [] });
    const country = preview.release?.diff.figures.find(({ code, level }) => code === OLD && level === 'country');
    expect(country?.changed).toBeGreaterThan(5);
    expect(publishedBytes(dataRoot)).toEqual(before);
  });
});

it('a trial run with another catalogue in the same data root changes nothing of the next release', async () => {
  const undisturbed = wholeCopyOf(published);
  await refreshOf(catalogue, undisturbed, NEXT);
  const trial = catalogueWith(({ indicators }) => {
    for (const code of [OLD, BESIDE]) indicators[code] = { ...indicators[code], dimensions: ['age_group', 'sex'] };
  });
  await runPipeline(trial, dataRoot, { years: [2021, 2022], threads: 1 });
  const report = await refreshOf(catalogue, dataRoot, NEXT);
  expect(actionsOf(report)).toEqual([`${BESIDE} 2021 compute`, `${OLD} 2022 compute`]);
  // What is behind published figures of a year is there again, as all of them are protected
  // together.
  const published2021 = readReleaseManifest(dataRoot, FIRST).cubes.find(({ year }) => year === 2021);
  expect(readRecord(dataRoot, OLD, 2021)?.fingerprint).toEqual(published2021?.fingerprint);
  expect(publishedBytes(dataRoot)).toEqual(publishedBytes(undisturbed));
});
