/** Where an ingested file lies and which columns it has, read off the map of its source. */
import { expect, it } from 'vitest';
import type { Source, SourceColumn } from '../../pipeline/catalogue/index.ts';
import { clusterKeys, storedColumns } from '../../pipeline/ingest/columns.ts';
import { ingestedPath, ingestedSource } from '../../pipeline/ingest/target.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

const claims = shippedCatalogue().sources.health_care as Source;
const pathOf = (source: Source) => ingestedPath(ingestedSource(source), 2023);

it.each([
  ['claims/health_care/year={year}/*.parquet', 'claims/health_care/year=2023/clustered.parquet'],
  ['hc_{year}_*.parquet', 'hc_2023_clustered.parquet'],
  ['{year}/*/part-*.parquet', '2023/clustered/part-clustered.parquet'],
  ['{year}/**/*.parquet', '2023/clustered.parquet'],
])('%s is ingested as %s', (files, path) => {
  expect(pathOf({ ...claims, files })).toBe(path);
});

it.each([
  ['hc_{year}.csv', 'hc_2023.parquet'],
  ['hc_{year}.csv.gz', 'hc_2023.parquet'],
  ['{year}/*.TXT', '2023/clustered.parquet'],
  ['hc_{year}', 'hc_2023.parquet'],
])('text %s is ingested as %s', (files, path) => {
  expect(pathOf({ ...claims, files, format: 'csv' })).toBe(path);
});

it.each(['hc_{year}_?.parquet', 'hc_{year}_[ab].parquet'])('%s names no one file', (files) => {
  expect(() => pathOf({ ...claims, files })).toThrow(`${files} does not say where one file of health_care would lie.`);
});

const column = (name: string, type: string, more: Partial<SourceColumn> = {}): SourceColumn => ({
  name,
  from: 'X',
  type,
  tolerance: 0.01,
  ...more,
});
const stored = (...columns: readonly SourceColumn[]) =>
  storedColumns({ ...claims, columns: Object.fromEntries(columns.map((found) => [found.name, found])) });

it('a column has the type of the map, but for what the map makes something else of', () => {
  expect(stored(column('a', 'SMALLINT'))).toEqual([{ name: 'X', type: 'SMALLINT' }]);
  expect(stored(column('a', 'DATE', { format: 'YYYYMMDD' }))).toEqual([{ name: 'X', type: 'INTEGER' }]);
  expect(stored(column('a', 'SMALLINT', { modulo: 1000 }))).toEqual([{ name: 'X', type: 'BIGINT' }]);
});

it('a column that is read twice is kept once, in a type that serves both', () => {
  expect(stored(column('a', 'SMALLINT'), column('b', 'SMALLINT'))).toEqual([{ name: 'X', type: 'SMALLINT' }]);
  expect(stored(column('a', 'INTEGER'), column('b', 'SMALLINT', { modulo: 10 }))).toEqual([
    { name: 'X', type: 'BIGINT' },
  ]);
  expect(() => stored(column('a', 'INTEGER'), column('b', 'VARCHAR'))).toThrow(
    'health_care reads X as INTEGER and as VARCHAR, of which one can be kept.',
  );
});

it('claims are sorted by person, day and code, then by all else; the register by practitioner', () => {
  expect(clusterKeys(shippedCatalogue(), claims).slice(0, 4)).toEqual(['SS00010', 'SS00015', 'SS00020', 'QUANTITY']);
  expect(clusterKeys(shippedCatalogue(), claims)).toHaveLength(11);
  expect(clusterKeys(shippedCatalogue(), shippedCatalogue().sources.practitioner as Source)[0]).toBe('SS00065A');
});
