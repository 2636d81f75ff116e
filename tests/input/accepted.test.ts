/**
 * What a delivery may do without changing a figure: the cubes are those of the plain delivery, byte
 * for byte.
 */
import { beforeAll, expect, it } from 'vitest';
import { makeDataRoot } from '../support/data-root.ts';
import { cubePath, hashOf, supportPath } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { deliver, delivered, fileOf, write } from './deliver.ts';

const CODE = 'cube_013_001';

async function bytesOf(dataRoot: string): Promise<string[]> {
  await runPipeline(shippedCatalogue(), dataRoot, { codes: [CODE], years: [2023] });
  return [cubePath, supportPath].map((path) => hashOf(path(dataRoot, CODE, 2023)));
}

let plain: string[];
beforeAll(async () => {
  plain = await bytesOf(await delivered());
});

it.each([
  ['a column more, even one that is called year', "SELECT *, 'x' AS NOTE, 1999 AS year FROM health_care"],
  ['columns in another order', 'SELECT PRACTICE_ID, SS00020, * EXCLUDE (PRACTICE_ID, SS00020) FROM health_care'],
  [
    'wider integers',
    'SELECT * REPLACE (CAST(SS00020 AS BIGINT) AS SS00020, CAST(SS00065B AS UBIGINT) AS SS00065B) FROM health_care',
  ],
  [
    'narrower integers and amounts in whole euros',
    'SELECT * REPLACE (CAST(QUANTITY AS TINYINT) AS QUANTITY, CAST(12 AS INTEGER) AS SS00060) FROM health_care',
  ],
  [
    'no value in columns that may lack one',
    'SELECT * REPLACE (NULL::INTEGER AS SS00065A, NULL::SMALLINT AS SS00065B) FROM health_care',
  ],
])('a delivery may have %s', async (_, health_care) => {
  expect(await bytesOf(await delivered({ health_care }))).toEqual(plain);
});

it('a year may come in files of different column order and width, of which one is empty', async () => {
  const dataRoot = await delivered({ health_care: 'SELECT * FROM health_care LIMIT 80' });
  const part = (n: number) => fileOf(dataRoot, 'health_care', 2023, `part-${n}.parquet`);
  await write(
    part(1),
    'SELECT PRACTICE_ID, SS00020, * EXCLUDE (PRACTICE_ID, SS00020) FROM health_care OFFSET 80 LIMIT 70',
  );
  await write(part(2), 'SELECT * REPLACE (CAST(QUANTITY AS BIGINT) AS QUANTITY) FROM (FROM health_care OFFSET 150)');
  await write(part(3), 'FROM health_care WHERE FALSE');
  expect(await bytesOf(dataRoot)).toEqual(plain);
});

it('a column may be narrower in the first file of a year than the others need', async () => {
  const narrow =
    'SELECT * REPLACE (CAST(PRACTICE_ID AS TINYINT) AS PRACTICE_ID) FROM health_care WHERE PRACTICE_ID IS NULL';
  const dataRoot = await delivered({ health_care: narrow });
  const rest = fileOf(dataRoot, 'health_care', 2023, 'part-1.parquet');
  await write(rest, 'FROM health_care WHERE PRACTICE_ID IS NOT NULL');
  expect(await bytesOf(dataRoot)).toEqual(plain);
});

it('two runs on the same inputs give the same bytes, and a manifest each', async () => {
  const dataRoot = await delivered();
  const first = await runPipeline(shippedCatalogue(), dataRoot, { codes: [CODE], years: [2023] });
  const second = await runPipeline(shippedCatalogue(), dataRoot, { codes: [CODE], years: [2023], threads: 2 });
  expect(second.cubes).toEqual(first.cubes);
  expect(second.id).not.toBe(first.id);
  expect(await bytesOf(dataRoot)).toEqual(plain);
});

it.each([
  "with spaces and 'quotes'",
  'of another script: 資料 é',
  'st*r and qu?stion',
  'br[1]ackets',
  'semi;colon --dash',
])('a data root may have a name %s', async (name) => {
  const folder = makeDataRoot();
  // What the name would stand for as a pattern is somebody else's delivery.
  await deliver(`${folder}/${name.replace(/[*?]/g, 'x').replace('[1]', '1')}`);
  await deliver(`${folder}/${name}`);
  expect(await bytesOf(`${folder}/${name}`)).toEqual(plain);
});
