/**
 * What the columns of a CSV file are, as CSV on the Web says it (W3C, Metadata Vocabulary for
 * Tabular Data, 2015).
 */
import type { ReleaseManifest } from '../../release/index.ts';
import { noticesOf } from '../../sheet/index.ts';
import type { Column, FigureTable } from '../figure-table.ts';
import type { CsvForm } from '../writer.ts';

const DATATYPES = { INTEGER: 'integer', BIGINT: 'integer', DOUBLE: 'double', VARCHAR: 'string' } as const;

/** Concepts of the SDMX vocabularies of the RDF Data Cube, where they fit without a doubt. */
const CONCEPTS: Readonly<Record<string, string>> = {
  time_period: 'http://purl.org/linked-data/sdmx/2009/dimension#refPeriod',
  ref_area: 'http://purl.org/linked-data/sdmx/2009/dimension#refArea',
  obs_value: 'http://purl.org/linked-data/sdmx/2009/measure#obsValue',
  obs_status: 'http://purl.org/linked-data/sdmx/2009/attribute#obsStatus',
  conf_status: 'http://purl.org/linked-data/sdmx/2009/attribute#confStatus',
};

/** The description of a CSV file by CSV on the Web (W3C Recommendation 2015). */
export function describeCsv(
  file: string,
  { release, created, publisher }: ReleaseManifest,
  table: FigureTable,
  { bom, delimiter, decimal }: CsvForm,
): object {
  const { language, texts, source, columns } = table;
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': language }],
    url: file,
    'dc:identifier': table.code,
    'dc:title': texts.title,
    'dc:description': [...noticesOf(texts), texts.description, texts.unit].filter((text) => text !== '').join(' '),
    'dc:source': source,
    ...(texts.publisher !== null && { 'dc:publisher': texts.publisher.name }),
    ...(publisher?.licence && { 'dc:license': { '@id': publisher.licence.url } }),
    'dc:issued': { '@value': created.slice(0, 10), '@type': 'xsd:date' },
    'dc:isPartOf': release,
    dialect: {
      encoding: bom ? 'utf-8-sig' : 'utf-8',
      lineTerminators: ['\r\n'],
      delimiter,
      quoteChar: '"',
      header: true,
    },
    tableSchema: {
      columns: columns.map((column) => describeColumn(column, decimal)),
      primaryKey: columns.filter(({ role }) => role === 'key').map(({ name }) => name),
    },
  };
}

function describeColumn({ name, role, type, title }: Column, decimal: string): object {
  const concept = CONCEPTS[name];
  return {
    name,
    // The header of the file has to be one of them.
    titles: [name, title],
    // A decimal sign of its own is a matter of decimal numbers, which have no exponent.
    datatype:
      type === 'DOUBLE' && decimal !== '.' ? { base: 'decimal', format: { decimalChar: decimal } } : DATATYPES[type],
    required: role !== 'figure',
    ...(role === 'figure' && { null: '' }),
    ...(concept !== undefined && { propertyUrl: concept }),
  };
}
