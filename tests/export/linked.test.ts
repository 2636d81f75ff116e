/**
 * JSON-stat, SDMX, data packages and DCAT, compared with published schemas and read back by the
 * libraries of others.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'csv-parse/sync';
import jsonld from 'jsonld';
import JSONstat from 'jsonstat-toolkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { readReleaseManifest } from '../../pipeline/release/index.ts';
import type { Cell } from '../oracle/index.ts';
import { hashesBelow, releaseOf } from '../release/computed.ts';
import { exportTo, inOrder, isFigure, isSuppressed, RELEASE, readJson, released, releasedCells } from './exported.ts';

const SHARE = 'cube_013_001';
const SECTORS = 'stat_003_007';
const YEARS = [2022, 2023];

let dataRoot: string;
let share: Cell[];
beforeAll(async () => {
  dataRoot = await released([SHARE, SECTORS], YEARS);
  share = await releasedCells(dataRoot, SHARE, YEARS);
});

/** What a schema finds wrong; the schemas are of older drafts, which say the same here. */
function problemsWith(schema: string, document: unknown): unknown {
  const { $schema: _, ...rest } = readJson(import.meta.dirname, 'published', schema);
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(rest);
  return validate(document) ? null : validate.errors;
}

describe('json-stat', () => {
  it('gives the decimals of every unit', async () => {
    const { out } = await exportTo(dataRoot, { format: 'json-stat', codes: [SHARE] });
    const { measure } = readJson(out, `${SHARE}.json`).dimension;
    for (const member of measure.category.index)
      expect(measure.category.unit[member].decimals).toBe(/numerator|denominator/.test(member) ? 0 : 2);
  });

  interface Observation {
    readonly time_period: string;
    readonly ref_area: string;
    readonly age_group?: string;
    readonly measure: string;
    readonly value: number | null;
    readonly status: string | null;
  }

  const observe = (file: string, code: string): Observation[] => {
    const dataset = JSONstat(readJson(file, `${code}.json`)).Dataset(0);
    return dataset.toTable<Observation>({ type: 'arrobj', status: true, content: 'id' });
  };

  it('holds every value at its place, and says which are confidential', async () => {
    const { out } = await exportTo(dataRoot, { format: 'json-stat', codes: [SHARE] });
    const cells = new Map(share.map((cell) => [[cell.time_period, cell.ref_area, cell.age_group].join(' '), cell]));
    const observations = observe(out, SHARE);
    const wrong = observations.filter(({ time_period, ref_area, age_group, measure, value, status }) => {
      const cell = cells.get([time_period, ref_area, age_group].join(' '));
      if (cell === undefined || value !== (cell[measure] ?? null)) return true;
      return (status ?? 'A') !== (value === null ? cell.obs_status : 'A');
    });
    expect(wrong).toEqual([]);
    expect(observations.length).toBe(share.length * new Set(observations.map(({ measure }) => measure)).size);
    expect(observations.filter(({ measure, status }) => measure === 'obs_value' && status === 'Q').length).toBe(
      share.filter(isSuppressed).length,
    );
  });

  it('names areas and members in the language, and says which area lies in which', async () => {
    const { out } = await exportTo(dataRoot, {
      format: 'json-stat',
      codes: [SHARE],
      language: 'nl',
      levels: ['region', 'province', 'municipality'],
    });
    const dataset = JSONstat(readJson(out, `${SHARE}.json`)).Dataset(0);
    expect(dataset.role).toMatchObject({ time: ['time_period'], geo: ['ref_area'], metric: ['measure'] });
    expect(dataset.Dimension('ref_area').Category('11002').label).toBe('Antwerpen');
    expect(dataset.Dimension('age_group').Category('total').label).toBe('Totaal');
    const { child } = readJson(out, `${SHARE}.json`).dimension.ref_area.category;
    expect(child['02000']).toContain('10000');
    // What lies in an arrondissement that is not shown lies in nothing here.
    expect(child['11000']).toBeUndefined();
  });

  it('has no place for a figure that the indicator does not have', async () => {
    const { out } = await exportTo(dataRoot, { format: 'json-stat', codes: [SECTORS], levels: ['region'] });
    expect(JSONstat(readJson(out, `${SECTORS}.json`)).Dataset(0).id).toEqual(['time_period', 'ref_area', 'measure']);
  });
});

describe('sdmx-csv', () => {
  it('holds the figures under the codes of SDMX, empty with its status where suppressed', async () => {
    const { out } = await exportTo(dataRoot, { format: 'sdmx-csv', codes: [SHARE] });
    const records: Record<string, string>[] = parse(readFileSync(join(out, `${SHARE}.sdmx.csv`)), { columns: true });
    expect(Object.keys(records[0] ?? {}).slice(0, 7)).toEqual([
      'STRUCTURE',
      'STRUCTURE_ID',
      'ACTION',
      'FREQ',
      'REF_AREA',
      'AGE_GROUP',
      'TIME_PERIOD',
    ]);
    const ages = new Map([
      ['_T', 'total'],
      ['Y_GE90', '90+'],
    ]);
    const cells = records.map((record) =>
      Object.fromEntries(
        Object.entries(record).map(([id, text]) => {
          const name = id.toLowerCase();
          if (name === 'age_group') return [name, ages.get(text) ?? text.replace(/^Y(\d+)T(\d+)$/, '$1-$2')];
          const isNumber = name === 'time_period' || (isFigure(name) && !name.endsWith('_status'));
          return [name, text === '' ? null : isNumber ? Number(text) : text];
        }),
      ),
    );
    expect(inOrder(cells, share)).toEqual(inOrder(share, share));
    expect(new Set(records.map(({ STRUCTURE_ID }) => STRUCTURE_ID))).toEqual(
      new Set(['ATLAS_CUBES:DF_CUBE_013_001(1.0)']),
    );
  });

  it.each([SHARE, SECTORS])(
    'has a structure of %s that the published schema accepts and every code is in',
    async (code) => {
      const { out } = await exportTo(dataRoot, { format: 'sdmx-csv', codes: [code] });
      const structure = readJson(out, `${code}.structure.json`);
      expect(problemsWith('sdmx-json-structure-2.0.0.schema.json', structure)).toBeNull();
      const { codelists, dataStructures } = structure.data;
      const { dimensionList, attributeList } = dataStructures[0].dataStructureComponents;
      const records: Record<string, string>[] = parse(readFileSync(join(out, `${code}.sdmx.csv`)), { columns: true });
      for (const { id, localRepresentation } of [...dimensionList.dimensions, ...attributeList.attributes]) {
        const list = codelists.find((one: { id: string }) =>
          localRepresentation.enumeration.endsWith(`:${one.id}(1.0)`),
        );
        const codes = new Set(list.codes.map((one: { id: string }) => one.id));
        expect(records.filter((record) => !codes.has(record[id] ?? ''))).toEqual([]);
      }
    },
  );

  it('calls nothing by one name that is not one thing, so that a registry takes both', async () => {
    const { out } = await exportTo(dataRoot, { format: 'sdmx-csv', levels: ['region'] });
    const maintained = [SHARE, SECTORS].map((code) => {
      const lists = Object.values(readJson(out, `${code}.structure.json`).data).flat() as { id: string }[];
      return new Map(lists.map((one) => [one.id, one]));
    });
    const [share = new Map(), sectors = new Map()] = maintained;
    const both = [...share.keys()].filter((id) => sectors.has(id));
    expect(both.sort()).toEqual(['CL_AREA_LEVEL', 'CL_CONF_STATUS', 'CL_FREQ', 'CL_OBS_STATUS']);
    for (const id of both) expect(share.get(id)).toEqual(sectors.get(id));
    expect(share.get('CL_AREA_CUBE_013_001')).toMatchObject({ isPartial: true });
  });

  it('is a structure that the schema would refuse without its concepts', async () => {
    const { out } = await exportTo(dataRoot, { format: 'sdmx-csv', codes: [SHARE], levels: ['region'] });
    const structure = readJson(out, `${SHARE}.structure.json`);
    delete structure.data.dataStructures[0].dataStructureComponents.dimensionList.dimensions[0].conceptIdentity;
    expect(problemsWith('sdmx-json-structure-2.0.0.schema.json', structure)).not.toBeNull();
  });
});

describe('data-package', () => {
  it('describes each table as the published profile asks for, with its bytes and hash', async () => {
    const { out } = await exportTo(dataRoot, {
      format: 'data-package',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    });
    const described = readJson(out, 'datapackage.json');
    expect(problemsWith('tabular-data-package-1.schema.json', described)).toBeNull();
    expect(problemsWith('tabular-data-package-1.schema.json', { ...described, resources: [] })).not.toBeNull();
    expect(described.resources.map(({ name }: { name: string }) => name)).toEqual([SHARE, SECTORS, 'area']);
    const hashes = hashesBelow(join(out, 'data'));
    for (const { path, hash } of described.resources) expect(hash).toBe(`sha256:${hashes[path.slice('data/'.length)]}`);
  });

  it('holds tables whose areas are all in the table of areas', async () => {
    const { out } = await exportTo(dataRoot, { format: 'data-package' });
    const read = (name: string): Record<string, string>[] =>
      parse(readFileSync(join(out, 'data', `${name}.csv`)), { columns: true });
    const areas = new Set(read('area').map(({ ref_area }) => ref_area));
    const cells = read(SHARE);
    expect(cells.length).toBe(share.length);
    expect(cells.filter(({ ref_area }) => !areas.has(ref_area))).toEqual([]);
    expect(cells.filter(({ obs_status, numerator }) => obs_status === 'Q' && numerator !== '')).toEqual([]);
  });
});

describe('dcat', () => {
  const BASE = 'https://example.org/releases/2026Q4/';
  const DCAT = 'http://www.w3.org/ns/dcat#';

  it('is linked data with a dataset an indicator and a distribution a file, with its bytes and checksum', async () => {
    const { out } = await exportTo(dataRoot, { format: 'dcat', baseUrl: BASE });
    const expanded = (await jsonld.flatten(readJson(out, 'catalog.jsonld'))) as Record<
      string,
      { '@value'?: string; '@id'?: string }[]
    >[];
    const typed = (type: string) =>
      expanded.filter((node) => ((node['@type'] ?? []) as unknown as string[]).includes(`${DCAT}${type}`));
    const { files } = readReleaseManifest(dataRoot, RELEASE);
    expect(typed('Dataset').map((node) => String(node['@id']))).toEqual([
      `${BASE}#atlas`,
      `${BASE}#${SHARE}`,
      `${BASE}#${SECTORS}`,
    ]);
    const found = typed('Distribution').map((node) => {
      const [checksum = {}] = node['http://spdx.org/rdf/terms#checksum'] ?? [];
      const sum = expanded.find((one) => String(one['@id']) === checksum['@id']);
      return {
        path: String(node[`${DCAT}downloadURL`]?.[0]?.['@id']).slice(BASE.length),
        bytes: Number(node[`${DCAT}byteSize`]?.[0]?.['@value']),
        sha256: sum?.['http://spdx.org/rdf/terms#checksumValue']?.[0]?.['@value'],
      };
    });
    const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : 1);
    // The path in an address is encoded; files of a release need `=` alone.
    expect(found.map((one) => ({ ...one, path: decodeURIComponent(one.path) })).sort(byPath)).toEqual(
      [...files].sort(byPath),
    );
    const [file] = files;
    const bytes = readFileSync(releaseOf(dataRoot, RELEASE, file?.path ?? ''));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file?.sha256);
  });

  it('has what DCAT-AP asks for, and terms of its vocabularies', async () => {
    const { out } = await exportTo(dataRoot, {
      format: 'dcat',
      baseUrl: BASE,
      license: 'https://creativecommons.org/licenses/by/4.0/',
    });
    const catalog = readJson(out, 'catalog.jsonld');
    const validate = new Ajv({ allErrors: true }).compile(readJson(import.meta.dirname, 'dcat-ap.schema.json'));
    expect(validate(catalog) ? null : validate.errors).toBeNull();
    const { 'dct:publisher': _, ...without } = catalog;
    expect(validate(without)).toBe(false);
    const [dataset] = catalog['dcat:dataset'];
    expect(dataset['dcat:theme']).toEqual({
      '@id': 'http://publications.europa.eu/resource/authority/data-theme/HEAL',
    });
    expect(dataset['dct:temporal']).toMatchObject({
      'dcat:startDate': { '@value': '2022-01-01' },
      'dcat:endDate': { '@value': '2023-12-31' },
    });
  });
});
