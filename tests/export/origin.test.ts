/**
 * Whoever receives a file knows whose figures these are, whether they are of synthetic data, and
 * whether they depend on invented values.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readXlsx from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { openRelease } from '../../pipeline/api/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { readReleaseManifest } from '../../pipeline/release/index.ts';
import { writeSource } from '../../pipeline/sheet/index.ts';
import { makeCatalogue, open } from '../refresh/small-country.ts';
import { catalogue, copyOf, pathOf, publish, releaseOf } from '../release/computed.ts';
import { query } from '../support/read-cube.ts';
import { exportTo, RELEASE, readJson, released } from './exported.ts';

const CODE = 'stat_020_033';
const SENTENCE = 'SYNTHETIC DATA: invented people and claims';
/** Of the medians that the indicator depends on. */
const INVENTED = /ILLUSTRATIVE VALUES: the values of “Median yearly income per FTE”/;
const publisher: NonNullable<Catalogue['publisher']> = {
  name: { fr: 'Observatoire', nl: 'Observatorium', en: 'Observatory' },
  url: { fr: 'https://example.org/fr', nl: 'https://example.org/nl', en: 'https://example.org/en' },
  contact: { fr: 'info@example.org', nl: 'info@example.org', en: 'info@example.org' },
  licence: {
    name: { fr: 'CC BY 4.0', nl: 'CC BY 4.0', en: 'CC BY 4.0' },
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
};

let nobody: string;
let declared: string;
beforeAll(async () => {
  nobody = await released([CODE], [2023]);
  declared = copyOf(nobody);
  await publish(declared, '2027Q1', [CODE], [2023], { catalogue: { ...catalogue, publisher } });
}, 60_000);

const footerOf = async (file: string) =>
  Object.fromEntries(
    (await query(`SELECT decode(key) AS key, decode(value) AS value FROM parquet_kv_metadata('${file}')`)).map(
      ({ key, value }) => [key, value],
    ),
  );

describe('a release of synthetic data, with figures that depend on invented values', () => {
  it('says so in its manifest, sheets, footers and database', async () => {
    expect(readReleaseManifest(nobody, RELEASE)).toMatchObject({
      version: 3,
      synthetic: true,
      illustrative: { [CODE]: ['median_income'] },
      publisher: null,
    });
    const sheet = readJson(releaseOf(nobody, RELEASE, 'metadata', `${CODE}.json`));
    expect(sheet).toMatchObject({
      synthetic: true,
      illustrative: ['median_income'],
      texts: {
        fr: {
          synthetic: expect.stringMatching(/SYNTHÉTIQUES/),
          illustrative: expect.stringMatching(/^VALEURS ILLUSTRATIVES : .*« Revenu médian annuel par ETP »/),
        },
      },
    });
    expect(await footerOf(releaseOf(nobody, RELEASE, pathOf(CODE, 2023)))).toMatchObject({
      synthetic: 'true',
      illustrative: 'median_income',
      source: expect.stringMatching(/, synthetic data, illustrative values$/),
    });
    await query(`ATTACH IF NOT EXISTS '${releaseOf(nobody, RELEASE, 'atlas.duckdb')}' AS of_nobody (READ_ONLY)`);
    expect(await query('SELECT synthetic, illustrative, publisher FROM of_nobody.about')).toEqual([
      { synthetic: 'true', illustrative: CODE, publisher: null },
    ]);
    const [comment] = await query(
      `SELECT comment FROM duckdb_tables() WHERE database_name = 'of_nobody' AND table_name = '${CODE}'`,
    );
    expect(comment?.comment).toContain(SENTENCE);
    expect(comment?.comment).toMatch(INVENTED);
  });

  it.each([
    ['csv', `${CODE}.csv-metadata.json`],
    ['json-stat', `${CODE}.json`],
    ['sdmx-csv', `${CODE}.structure.json`],
    ['data-package', 'datapackage.json'],
    ['dcat', 'catalog.jsonld'],
  ])('says so in an export as %s', async (format, file) => {
    const { out } = await exportTo(nobody, { format, baseUrl: 'https://example.org/r/' });
    const text = readFileSync(join(out, file), 'utf8');
    expect(text).toContain(SENTENCE);
    expect(text).toMatch(INVENTED);
  });

  it('says so in a workbook, in Parquet files, and to a program', async () => {
    const { out } = await exportTo(nobody, { format: 'xlsx' });
    const rows = await readXlsx(join(out, `${CODE}.xlsx`));
    expect(JSON.stringify(rows)).toContain(SENTENCE);
    expect(JSON.stringify(rows)).toMatch(INVENTED);
    const { out: files } = await exportTo(nobody, { format: 'parquet' });
    expect(await footerOf(join(files, `${CODE}.parquet`))).toMatchObject({
      synthetic: 'true',
      illustrative: 'median_income',
    });
    const { out: folders } = await exportTo(nobody, { format: 'parquet', partition: true });
    expect(await footerOf(join(folders, CODE, '*', '*', '*.parquet'))).toMatchObject({ synthetic: 'true' });
    const release = await openRelease(releaseOf(nobody, 'current'));
    expect([release.synthetic, release.publisher]).toEqual([true, null]);
    release.close();
  });
});

describe('a release without a publisher', () => {
  it('claims to be nobody’s: neither its sheets nor its catalogue name the agency as the publisher', async () => {
    const { texts } = readJson(releaseOf(nobody, RELEASE, 'metadata', `${CODE}.json`));
    expect(texts.en).toMatchObject({ publisher: null, citation: expect.stringMatching(/^Atlas Cubes \(/) });
    const { out } = await exportTo(nobody, { format: 'dcat', baseUrl: 'https://example.org/r/' });
    const { 'dcat:dataset': datasets, ...rest } = readJson(out, 'catalog.jsonld');
    for (const described of [rest, ...datasets])
      expect(described['dct:publisher']).toEqual({ '@type': 'foaf:Agent', 'foaf:name': 'Atlas Cubes' });
  });
});

describe('a release with a publisher', () => {
  it('names it in manifest, sheets, footers, database and exports', async () => {
    expect(readReleaseManifest(declared, '2027Q1').publisher).toEqual(publisher);
    const { texts } = readJson(releaseOf(declared, '2027Q1', 'metadata', `${CODE}.json`));
    expect(texts.nl).toMatchObject({
      publisher: { name: 'Observatorium', contact: 'info@example.org', licence: { name: 'CC BY 4.0' } },
      citation: expect.stringMatching(
        /^Observatorium \(28\/11\/2025\), stat_020_033, Atlas Observatorium, synthetic data, illustrative values \(/,
      ),
    });
    expect(await footerOf(releaseOf(declared, '2027Q1', pathOf(CODE, 2023)))).toMatchObject({
      publisher: 'Observatory',
      licence: publisher.licence?.url,
    });
    await query(`ATTACH IF NOT EXISTS '${releaseOf(declared, '2027Q1', 'atlas.duckdb')}' AS of_declared (READ_ONLY)`);
    expect(await query('SELECT publisher, licence FROM of_declared.about')).toEqual([
      { publisher: 'Observatory', licence: 'CC BY 4.0' },
    ]);
    const { out } = await exportTo(declared, { format: 'dcat', baseUrl: 'https://example.org/r/' });
    const described = readJson(out, 'catalog.jsonld');
    expect(described['dct:publisher']['foaf:name']).toContainEqual({ '@value': 'Observatory', '@language': 'en' });
    expect(described['dct:license']).toEqual({ '@id': publisher.licence?.url });
  });
});

it('a publisher is declared once, with texts in every language or the same in all', () => {
  const file = makeCatalogue((document) => {
    Object.assign(document, {
      publisher: { name: 'Observatory', licence: { name: 'CC0', url: 'https://example.org/cc0' } },
    });
  });
  const { publisher: bound } = open(file);
  expect(bound).toEqual({
    name: { fr: 'Observatory', nl: 'Observatory', en: 'Observatory' },
    url: null,
    contact: null,
    licence: { name: { fr: 'CC0', nl: 'CC0', en: 'CC0' }, url: 'https://example.org/cc0' },
  });
});

it('figures that the agency publishes itself are cited as on its sheets', () => {
  const indicator = catalogue.indicators[CODE];
  if (indicator === undefined) throw new Error(CODE);
  const agency = { ...publisher, name: { en: 'IMA_AIM' } };
  expect(writeSource(indicator, { publisher: agency, synthetic: false }, 'en')).toBe(
    'IMA_AIM (28/11/2025), stat_020_033, Atlas IMA_AIM',
  );
});
