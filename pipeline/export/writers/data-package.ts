/**
 * A Frictionless data package (Data Package 1, which version 2 reads): a CSV table an indicator,
 * one of the areas, and datapackage.json with a Table Schema of each.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { noticesOf } from '../../sheet/index.ts';
import { hashFile } from '../../store/index.ts';
import { type FigureTable, namedAreas } from '../figure-table.ts';
import { writeText } from '../text-file.ts';
import type { ExportJob, Writer, WrittenFile } from '../writer.ts';
import { writeCsv, writeRecord } from './csv.ts';

const TYPES = { INTEGER: 'integer', BIGINT: 'integer', DOUBLE: 'number', VARCHAR: 'string' } as const;
const AREAS = 'data/area.csv';
const AREA_FIELDS = ['ref_area', 'area_level', 'area_name', 'parent'];

export const dataPackage: Writer = {
  name: 'data-package',
  purpose: 'a Frictionless data package: datapackage.json and a CSV table for each indicator and for the areas',
  targets: () => ['datapackage.json', 'data'],
  write: async (job) => {
    const { folder, tables, release, license } = job;
    mkdirSync(join(folder, 'data'));
    const resources: object[] = [];
    const written: WrittenFile[] = [];
    for (const table of tables) {
      const path = `data/${table.code}.csv`;
      await writeCsv(join(folder, path), job, table);
      resources.push({ ...(await describeFile(job, table.code, path)), ...describeTable(table) });
      written.push({ path, kind: 'figures', code: table.code, rows: table.rows });
    }
    const rows = await writeAreas(job);
    resources.push({
      ...(await describeFile(job, 'area', AREAS)),
      title: job.words.columns.ref_area,
      schema: areaSchema(),
    });
    const { manifest } = release;
    const publisher = tables[0]?.texts.publisher ?? null;
    const described = {
      profile: 'tabular-data-package',
      name: `atlas-cubes-${manifest.release.toLowerCase()}`,
      title: `Atlas Cubes ${manifest.release}`,
      version: manifest.release,
      created: manifest.created,
      ...(manifest.synthetic && { description: tables.find(({ sheet }) => sheet.synthetic)?.texts.synthetic }),
      synthetic: manifest.synthetic,
      ...(license !== undefined && { licenses: [{ path: license }] }),
      ...(publisher !== null && { contributors: [{ title: publisher.name, role: 'publisher' }] }),
      sources: [...new Set(tables.map(({ source }) => source))].map((title) => ({ title })),
      keywords: [...new Set(tables.flatMap(({ texts }) => texts.keywords))],
      resources,
    };
    await writeText(join(folder, 'datapackage.json'), (file) => file.write(`${JSON.stringify(described, null, 2)}\n`));
    return [
      ...written,
      { path: AREAS, kind: 'metadata', code: null, rows },
      { path: 'datapackage.json', kind: 'metadata', code: null, rows: null },
    ];
  },
};

async function describeFile({ folder }: ExportJob, name: string, path: string): Promise<object> {
  const file = join(folder, path);
  return {
    profile: 'tabular-data-resource',
    name,
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: statSync(file).size,
    hash: `sha256:${await hashFile(file)}`,
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
  };
}

function describeTable({ columns, sheet, texts, source }: FigureTable): object {
  const members = new Map(sheet.dimensions.map(({ name, members }) => [name, ['total', ...members]]));
  const values: Readonly<Record<string, readonly string[]>> = {
    obs_status: ['A', 'M', 'Q'],
    conf_status: ['F', 'A', 'D'],
  };
  return {
    title: texts.title,
    description: [...noticesOf(texts), texts.description, texts.unit].filter((text) => text !== '').join(' '),
    sources: [{ title: source }],
    schema: {
      fields: columns.map(({ name, type, title, role }) => {
        const allowed = members.get(name) ?? values[name];
        const constraints = {
          ...(role !== 'figure' && { required: true }),
          ...(allowed !== undefined && { enum: allowed }),
        };
        return { name, type: TYPES[type], title, ...(Object.keys(constraints).length > 0 && { constraints }) };
      }),
      missingValues: [''],
      primaryKey: columns.filter(({ role }) => role === 'key').map(({ name }) => name),
      foreignKeys: [{ fields: 'ref_area', reference: { resource: 'area', fields: 'ref_area' } }],
    },
  };
}

/** Every area of the release, whether an indicator of the package shows it or not. */
async function writeAreas({ release, folder, language }: ExportJob): Promise<number> {
  const rows = await release.engine.query(
    `SELECT ${AREA_FIELDS.join(', ')} FROM ${namedAreas(language)} ORDER BY ref_area`,
  );
  await writeText(join(folder, AREAS), (file) => {
    writeRecord(file, AREA_FIELDS);
    for (const row of rows)
      writeRecord(
        file,
        AREA_FIELDS.map((name) => row[name] ?? null),
      );
  });
  return rows.length;
}

function areaSchema(): object {
  return {
    fields: AREA_FIELDS.map((name) => ({
      name,
      type: 'string',
      ...(name !== 'parent' && { constraints: { required: true } }),
    })),
    missingValues: [''],
    primaryKey: ['ref_area'],
  };
}
