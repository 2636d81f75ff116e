/**
 * The static API: figures in formats of others, at addresses that do not change within a release.
 */
import { join } from 'node:path';
import { writeIndicator } from '../../export/index.ts';
import { noticesOf } from '../../sheet/index.ts';
import { linkFile } from '../../store/index.ts';
import { levelsOf } from '../draw/indicator-view.ts';
import type { SiteSource } from '../read/open-site.ts';
import type { IndicatorFigures } from '../read/read-figures.ts';
import type { SiteFolder } from './site-folder.ts';

/** Below the root of the site. */
export const API = 'api/v1';

/**
 * Writes CSV and JSON-stat of the totals of an indicator, and links its Parquet files, which hold
 * the groups and sectors as well.
 */
export async function writeApi(
  site: SiteFolder,
  { release, manifest }: SiteSource,
  figures: IndicatorFigures,
): Promise<void> {
  const { sheet, years } = figures;
  const folder = join(site.folder, API);
  const indicator = { sheet, years, levels: levelsOf(figures), onlyTotals: true };
  for (const format of ['csv', 'json-stat'] as const) await writeIndicator(release, format, indicator, 'en', folder);
  for (const { code, year, path } of manifest.cubes)
    if (code === sheet.code) linkFile(join(release.folder, path), join(folder, code, `${year}.parquet`));
}

/** Writes what the API holds, and a catalogue of it in DCAT. */
export function writeApiIndex(
  site: SiteFolder,
  source: SiteSource,
  licence: string | null,
  baseUrl: string | null,
): void {
  const { manifest, sheets, isSynthetic, publisher } = source;
  const yearsOf = (code: string) => manifest.cubes.filter((cube) => cube.code === code).map(({ year }) => year);
  const titles = (texts: (typeof sheets)[number]['texts'], name: 'title' | 'unit') =>
    Object.fromEntries(Object.entries(texts).map(([language, said]) => [language, said[name]]));
  const indicators = sheets.map(({ code, texts, illustrative = [] }) => ({
    code,
    illustrative,
    title: titles(texts, 'title'),
    unit: titles(texts, 'unit'),
    csv: `${code}.csv`,
    'json-stat': `${code}.json`,
    parquet: yearsOf(code).map((year) => ({ year, path: `${code}/${year}.parquet` })),
  }));
  const describe = (texts: (typeof sheets)[number]['texts']) =>
    Object.fromEntries(
      Object.entries(texts).map(([language, one]) => [language, [...noticesOf(one), one.description].join(' ')]),
    );
  const { release, created } = manifest;
  const index = { version: 1, release, created, synthetic: isSynthetic, licence, indicators };
  site.put(`${API}/index.json`, `${JSON.stringify(index, null, 1)}\n`);
  const at = (path: string) => `${baseUrl ?? ''}${API}/${path}`;
  const said = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([language, text]) => ({ '@language': language, '@value': text }));
  const distribution = (path: string, type: string) => ({
    '@type': 'dcat:Distribution',
    'dcat:downloadURL': { '@id': at(path) },
    'dcat:mediaType': type,
    ...(licence !== null && { 'dct:license': licence }),
  });
  const catalogue = {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
    },
    '@type': 'dcat:Catalog',
    'dct:title': `Atlas Cubes ${release}${isSynthetic ? ' (synthetic data)' : ''}`,
    'dct:issued': created,
    ...(publisher !== null && { 'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': publisher.name('en') } }),
    'dcat:dataset': sheets.map(({ code, texts }) => ({
      '@type': 'dcat:Dataset',
      'dct:identifier': code,
      'dct:title': said(titles(texts, 'title')),
      'dct:description': said(describe(texts)),
      'dcat:distribution': [
        distribution(`${code}.csv`, 'text/csv'),
        distribution(`${code}.json`, 'application/json'),
        ...yearsOf(code).map((year) => distribution(`${code}/${year}.parquet`, 'application/vnd.apache.parquet')),
      ],
    })),
  };
  site.put('dcat.jsonld', `${JSON.stringify(catalogue, null, 1)}\n`);
}
