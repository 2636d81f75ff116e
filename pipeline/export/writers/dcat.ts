/**
 * A release as linked metadata (DCAT-AP 3.0, JSON-LD): a dataset an indicator, a distribution a
 * file, so that a portal of open data can harvest it.
 */
import { join } from 'node:path';
import { Failure } from '../../base/index.ts';
import { type ReleasedFile, sheetPath } from '../../release/index.ts';
import { LANGUAGES as LANGUAGE_WORDS, noticesOf, type SheetTexts } from '../../sheet/index.ts';
import type { FigureTable } from '../figure-table.ts';
import { writeText } from '../text-file.ts';
import type { ExportJob, Writer } from '../writer.ts';

const FILE = 'catalog.jsonld';
/** Controlled vocabularies of the EU Publications Office, as DCAT-AP asks for. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority/';
const LANGUAGES: Readonly<Record<string, string>> = { fr: 'FRA', nl: 'NLD', en: 'ENG', de: 'DEU' };
const PARQUET = { fileType: 'PARQUET', mediaType: 'application/vnd.apache.parquet' };
const JSON_SHEET = { fileType: 'JSON', mediaType: 'application/json' };
const DATABASE = { fileType: 'OCTET', mediaType: 'application/octet-stream' };

export const dcat: Writer = {
  name: 'dcat',
  purpose: `the release for portals of open data: DCAT-AP 3.0 as JSON-LD (${FILE})`,
  describes: 'release',
  targets: () => [FILE],
  write: async (job) => {
    const described = describeCatalog(job);
    await writeText(join(job.folder, FILE), (file) => file.write(`${JSON.stringify(described, null, 2)}\n`));
    return [{ path: FILE, kind: 'metadata', code: null, rows: null }];
  },
};

const DESCRIPTIONS = {
  en: 'Belgian health-care indicators by area, age and sex, protected against disclosure.',
  fr: 'Indicateurs belges de soins de santé par territoire, âge et sexe, protégés contre la divulgation.',
  nl: 'Belgische indicatoren van gezondheidszorg per gebied, leeftijd en geslacht, beschermd tegen onthulling.',
};

/** Written out, so that nothing has to be fetched to read the file. */
const CONTEXT = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

function describeCatalog(job: ExportJob): object {
  const { tables, release, license } = job;
  const { manifest } = release;
  const base = baseOf(job);
  const languages = [...new Set(tables.flatMap(({ sheet }) => Object.keys(sheet.texts)))];
  const common = manifest.files.filter(({ path }) => !/^(cubes|metadata)\//.test(path));
  return {
    '@context': CONTEXT,
    '@id': `${base}#catalog`,
    '@type': 'dcat:Catalog',
    'dct:title': [
      { '@value': `Atlas Cubes ${manifest.release}`, '@language': 'en' },
      { '@value': `Atlas Cubes ${manifest.release}`, '@language': 'fr' },
      { '@value': `Atlas Cubes ${manifest.release}`, '@language': 'nl' },
    ],
    'dct:description': Object.entries(DESCRIPTIONS).map(([language, text]) => ({
      '@value': manifest.synthetic ? `${LANGUAGE_WORDS[language]?.synthetic} ${text}` : text,
      '@language': language,
    })),
    'dct:publisher': publisherOf(job),
    'dct:issued': date(manifest.created),
    'dct:modified': date(manifest.created),
    'dct:language': languages.flatMap(languageOf),
    'dct:spatial': authority('country', 'BEL'),
    'dcat:themeTaxonomy': { '@id': `${AUTHORITY}data-theme` },
    ...licensed(license),
    'dcat:dataset': [...tables.map((table) => describeDataset(job, table)), describeAtlas(job, common)],
  };
}

function describeDataset(job: ExportJob, { code, sheet, years }: FigureTable): object {
  const { manifest } = job.release;
  const base = baseOf(job);
  const files = new Map(manifest.files.map((file) => [file.path, file]));
  const cubes = manifest.cubes.filter((cube) => cube.code === code).sort((a, b) => a.year - b.year);
  const translated = (say: (texts: SheetTexts) => string | readonly string[]) =>
    Object.entries(sheet.texts).flatMap(([language, texts]) =>
      [say(texts)]
        .flat()
        .filter((text) => text !== '')
        .map((text) => ({ '@value': text, '@language': language })),
    );
  const distributions = [
    ...cubes.map(({ path, year }) => ({ path, title: `${code} ${year}`, ...PARQUET })),
    { path: sheetPath(code), title: `${code}: metadata`, languages: Object.keys(sheet.texts), ...JSON_SHEET },
  ];
  return {
    '@id': `${base}#${code}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': code,
    'dct:title': translated(({ title }) => title),
    'dct:description': translated((texts) => [...noticesOf(texts), texts.description || texts.title].join(' ')),
    'dcat:keyword': [
      ...translated(({ keywords }) => keywords),
      ...(sheet.synthetic === true ? [{ '@value': 'synthetic data', '@language': 'en' }] : []),
      ...(sheet.illustrative ? [{ '@value': 'illustrative values', '@language': 'en' }] : []),
    ],
    'dct:publisher': publisherOf(job),
    'dcat:theme': authority('data-theme', 'HEAL'),
    'dct:accessRights': authority('access-right', 'PUBLIC'),
    'dct:accrualPeriodicity': authority('frequency', 'ANNUAL'),
    'dct:modified': date(modifiedOf(job, code)),
    'dct:language': Object.keys(sheet.texts).flatMap(languageOf),
    'dct:spatial': authority('country', 'BEL'),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': `${years[0]}-01-01`, '@type': 'xsd:date' },
      'dcat:endDate': { '@value': `${years.at(-1)}-12-31`, '@type': 'xsd:date' },
    },
    'dcat:version': manifest.release,
    'dct:provenance': { '@type': 'dct:ProvenanceStatement', 'rdfs:label': translated(({ method }) => method) },
    'dcat:distribution': distributions.map(({ path, ...about }) => {
      const file = files.get(path);
      if (file === undefined) throw new Error(`${path} is not a file of ${manifest.release}`);
      return describeFile(job, file, about);
    }),
  };
}

/** What is of the release as a whole: the database, boundaries, and what changed. */
function describeAtlas(job: ExportJob, files: readonly ReleasedFile[]): object {
  const { release, tables } = job;
  const years = tables.flatMap((table) => table.years);
  return {
    '@id': `${baseOf(job)}#atlas`,
    '@type': 'dcat:Dataset',
    'dct:identifier': `atlas-${release.manifest.release}`,
    'dct:title': {
      '@value': `Atlas Cubes ${release.manifest.release}: every indicator in one database`,
      '@language': 'en',
    },
    'dct:description': {
      '@value': `${release.manifest.synthetic ? `${LANGUAGE_WORDS.en?.synthetic} ` : ''}A DuckDB database with a table for each indicator over all years, and the areas with their names.`,
      '@language': 'en',
    },
    'dct:publisher': publisherOf(job),
    'dcat:theme': authority('data-theme', 'HEAL'),
    'dct:accessRights': authority('access-right', 'PUBLIC'),
    'dct:spatial': authority('country', 'BEL'),
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': { '@value': `${Math.min(...years)}-01-01`, '@type': 'xsd:date' },
      'dcat:endDate': { '@value': `${Math.max(...years)}-12-31`, '@type': 'xsd:date' },
    },
    'dcat:distribution': files.map((file) =>
      describeFile(job, file, { title: file.path, ...(file.path.endsWith('.json') ? JSON_SHEET : DATABASE) }),
    ),
  };
}

interface FileKind {
  readonly title: string;
  /** Of its texts, where it has others than English. */
  readonly languages?: readonly string[];
  readonly fileType: string;
  readonly mediaType: string;
}

function describeFile(
  job: ExportJob,
  { path, bytes, sha256 }: ReleasedFile,
  { title, fileType, mediaType, languages = ['en'] }: FileKind,
): object {
  const url = `${baseOf(job)}${path.split('/').map(encodeURIComponent).join('/')}`;
  return {
    '@id': url,
    '@type': 'dcat:Distribution',
    'dct:title': { '@value': title, '@language': 'en' },
    'dcat:accessURL': { '@id': url },
    'dcat:downloadURL': { '@id': url },
    'dct:language': languages.flatMap(languageOf),
    'dct:format': authority('file-type', fileType),
    'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}` },
    'dcat:byteSize': { '@value': String(bytes), '@type': 'xsd:nonNegativeInteger' },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': { '@value': sha256, '@type': 'xsd:hexBinary' },
    },
    'adms:status': authority('distribution-status', 'COMPLETED'),
    ...licensed(job.license),
  };
}

/** The address that the release is published under. */
function baseOf({ baseUrl }: ExportJob): string {
  if (baseUrl !== undefined && URL.canParse(baseUrl)) return baseUrl;
  throw new Failure(
    'usage',
    baseUrl === undefined ? 'a portal has to know where the release is.' : `${baseUrl} is not an address.`,
    {
      help: 'say under which address its folder is published: --base-url https://example.org/releases/2026Q4/.',
    },
  );
}

function authority(table: string, code: string): object {
  return { '@id': `${AUTHORITY}${table}/${code}` };
}

function languageOf(language: string): object[] {
  const code = LANGUAGES[language];
  return code === undefined ? [] : [authority('language', code)];
}

/**
 * When the figures of an indicator changed last: in this release, or in the quarter whose release
 * brought them. ISO 8601.
 */
function modifiedOf({ release: { manifest } }: ExportJob, code: string): string {
  const releases = manifest.cubes.filter((cube) => cube.code === code).map(({ release }) => release);
  if (releases.includes(manifest.release)) return manifest.created;
  const [, year = '', quarter = ''] = /^(\d{4})Q([1-4])/.exec(releases.sort().at(-1) ?? '') ?? [];
  return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`;
}

/**
 * The publisher that the catalogue declares; without one the figures are nobody's but this
 * program's.
 */
function publisherOf({ release }: ExportJob): object {
  const { publisher } = release.manifest;
  if (publisher === null) return { '@type': 'foaf:Agent', 'foaf:name': 'Atlas Cubes' };
  const { name, url } = publisher;
  return {
    '@type': 'foaf:Agent',
    'foaf:name': Object.entries(name).map(([language, text]) => ({ '@value': text, '@language': language })),
    ...(url !== null && { 'foaf:homepage': { '@id': url.en ?? Object.values(url)[0] } }),
  };
}

function date(moment: string): object {
  return { '@value': moment.slice(0, 10), '@type': 'xsd:date' };
}

function licensed(license: string | undefined): object {
  return license === undefined ? {} : { 'dct:license': { '@id': license } };
}
