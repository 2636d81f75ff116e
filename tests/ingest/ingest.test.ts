/**
 * An ingested delivery gives the same figures, is clustered, compact and narrow, and has the same
 * bytes whatever it was made of.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../pipeline/catalogue/index.ts';
import { catalogueWith } from '../input/catalogue-with.ts';
import { delivered, fileOf, type SourceName, write } from '../input/deliver.ts';
import { csvCatalogue, csvDelivery, hashesOf, RICH } from '../input/shapes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { hashOf, query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY, SEEDS, shippedCatalogue } from '../support/shipped-catalogue.ts';
import { ingested } from './request.ts';

const clustered = (out: string, source: SourceName, year = 2023) => fileOf(out, source, year, 'clustered.parquet');
const bytesOf = (out: string) =>
  (['health_care', 'population', 'practitioner'] as const).map((source) => hashOf(clustered(out, source)));
const cubesOf = async (dataRoot: string, catalogue = shippedCatalogue()) =>
  hashesOf(await runPipeline(catalogue, dataRoot, { codes: SEEDS, years: [2023] }));

let plain: string;
let cubes: unknown;
beforeAll(async () => {
  plain = await delivered(RICH);
  cubes = await cubesOf(plain);
});

describe('what is ingested', () => {
  it('gives the same cubes, read by the same map', async () => {
    const { out, files, maps } = await ingested(plain);
    expect(maps).toEqual([]);
    expect(files.map(({ source, rows }) => [source, rows])).toEqual([
      ['health_care', 323],
      ['population', 200],
      ['practitioner', 1],
    ]);
    expect(await cubesOf(out)).toEqual(cubes);
  });

  it('is a file per source and year, in rows by person, day and code', async () => {
    const { out } = await ingested(plain);
    expect(readdirSync(join(out, 'claims', 'health_care', 'year=2023'))).toEqual(['clustered.parquet']);
    const rows = await query(
      `SELECT SS00010, SS00015::VARCHAR AS day, SS00020 FROM read_parquet('${clustered(out, 'health_care')}')`,
    );
    const sorted = await query(
      `SELECT SS00010, SS00015::VARCHAR AS day, SS00020 FROM read_parquet('${fileOf(plain, 'health_care')}') ORDER BY ALL`,
    );
    expect(rows).toEqual(sorted);
  });

  it('has the columns of the map alone, in its types', async () => {
    const wider =
      'CAST(SS00020 AS UBIGINT) AS SS00020, CAST(QUANTITY AS BIGINT) AS QUANTITY, CAST(12 AS INTEGER) AS SS00060';
    const health_care = `SELECT * REPLACE (${wider}), 'of somebody' AS NOTE FROM health_care`;
    const { out } = await ingested(await delivered({ health_care }));
    const types = await query(
      `DESCRIBE SELECT * FROM read_parquet('${clustered(out, 'health_care')}', hive_partitioning = false)`,
    );
    expect(types.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
      ['SS00010', 'BIGINT'],
      ['SS00015', 'DATE'],
      ['SS00020', 'INTEGER'],
      ['QUANTITY', 'SMALLINT'],
      ['SS00060', 'DECIMAL(12,2)'],
      ['SS00065A', 'INTEGER'],
      ['SS00065B', 'SMALLINT'],
      ['PRACTITIONER_CAT', 'TINYINT'],
      ['SS00075', 'BIGINT'],
      ['PRACTICE_ID', 'INTEGER'],
    ]);
  });

  it('says of every code in which row groups it can be', async () => {
    const { out } = await ingested(plain);
    const [row] = await query(
      `SELECT count(*) AS groups, count(bloom_filter_offset) AS filters, count(stats_min_value) AS ranges
       FROM parquet_metadata('${clustered(out, 'health_care')}') WHERE path_in_schema = 'SS00020'`,
    );
    expect(row).toEqual({ groups: 1, filters: 1, ranges: 1 });
  });
});

describe('the same bytes come out', () => {
  let bytes: string[];
  beforeAll(async () => {
    bytes = bytesOf((await ingested(plain)).out);
  });

  it('of rows in another order, in other files', async () => {
    const dataRoot = await delivered({
      ...RICH,
      health_care: `SELECT * FROM (${RICH.health_care}) WHERE SS00010 % 2 = 0 ORDER BY hash(SS00010, SS00020)`,
      population: `SELECT * FROM (${RICH.population}) ORDER BY hash(PP0010)`,
    });
    await write(
      fileOf(dataRoot, 'health_care', 2023, 'part-1.parquet'),
      `SELECT * FROM (${RICH.health_care}) WHERE SS00010 % 2 = 1 ORDER BY SS00060`,
    );
    expect(bytesOf((await ingested(dataRoot)).out)).toEqual(bytes);
  });

  it('of what was ingested already', async () => {
    const { out } = await ingested(plain);
    expect(bytesOf((await ingested(out)).out)).toEqual(bytes);
  });

  it('of many row groups that spill, on any number of threads', async () => {
    const dataRoot = await delivered({
      health_care: 'SELECT health_care.* FROM health_care, range(2500) AS again ORDER BY hash(again.range, SS00010)',
    });
    const few = await ingested(dataRoot, { engine: { threads: 1, memoryLimit: '100MB' } });
    const many = await ingested(dataRoot, { engine: { threads: 4 } });
    expect(bytesOf(few.out)).toEqual(bytesOf(many.out));
    const [sorted] = await query(
      `SELECT count(*) AS rows, count(*) FILTER (SS00010 < before) AS back FROM (
         SELECT SS00010, lag(SS00010) OVER (ORDER BY file_row_number) AS before
         FROM read_parquet('${clustered(many.out, 'health_care')}', file_row_number = true))`,
    );
    expect(sorted).toEqual({ rows: 500_000, back: 0 });
  });
});

it('of several years and sources only those that are asked for are written', async () => {
  const { out } = await ingested(plain, { sources: ['population'] });
  expect(readdirSync(join(out, 'claims'))).toEqual(['population']);
});

it('a day as a number YYYYMMDD stays one', async () => {
  const file = catalogueWith([['{ from: SS00015, type: DATE }', '{ from: SS00015, type: DATE, encoding: yyyymmdd }']]);
  const catalogue = openCatalogue(file, REPOSITORY);
  const dataRoot = await delivered(RICH);
  const days = "SELECT * REPLACE (strftime(SS00015, '%Y%m%d') AS SS00015) FROM";
  await write(fileOf(dataRoot, 'health_care'), `${days} (${RICH.health_care})`);
  const { out } = await ingested(dataRoot, { catalogue });
  const [row] = await query(
    `SELECT typeof(SS00015) AS type FROM read_parquet('${clustered(out, 'health_care')}') LIMIT 1`,
  );
  expect(row).toEqual({ type: 'INTEGER' });
  expect(await cubesOf(out, catalogue)).toEqual(cubes);
});

it('CSV becomes Parquet with its names, and the map to declare is reported', async () => {
  const catalogue = openCatalogue(csvCatalogue(), REPOSITORY);
  const { out, maps, files } = await ingested(await csvDelivery(), { catalogue });
  expect(files.map(({ path }) => path)).toEqual([
    'deliveries/hc_2023.parquet',
    'deliveries/pop_2023.parquet',
    'deliveries/reg_2023.parquet',
  ]);
  expect(maps).toEqual([
    { name: 'health_care', files: 'deliveries/hc_{year}.parquet', format: 'parquet' },
    { name: 'population', files: 'deliveries/pop_{year}.parquet', format: 'parquet' },
    { name: 'practitioner', files: 'deliveries/reg_{year}.parquet', format: 'parquet' },
  ]);
  const sources = Object.fromEntries(
    Object.entries(catalogue.sources).map(([name, source]) => [
      name,
      { ...source, ...maps.find((map) => map.name === name) },
    ]),
  );
  expect(await cubesOf(out, { ...catalogue, sources })).toEqual(cubes);
});

it('what is stopped leaves nothing', async () => {
  const out = makeDataRoot();
  await expect(ingested(plain, { out, signal: AbortSignal.abort() })).rejects.toMatchObject({ kind: 'interrupted' });
  expect(existsSync(join(out, 'claims'))).toBe(false);
});

it('a data root may have a name that is a pattern', async () => {
  const out = join(makeDataRoot(), 'br[1]ackets and st*rs');
  await ingested(plain, { out });
  expect(await cubesOf(out)).toEqual(cubes);
});
