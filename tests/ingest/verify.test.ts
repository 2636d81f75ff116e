/**
 * A file that does not hold what was delivered is reported by month and column, whatever was
 * changed in it.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Source } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { refuseDifferent } from '../../pipeline/ingest/verify.ts';
import type { FileGroup } from '../../pipeline/plan/index.ts';
import { describeFile } from '../../pipeline/run/index.ts';
import { delivered, fileOf, write } from '../input/deliver.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

let engine: Engine;
let groups: readonly FileGroup[];
let folder: string;
const source = shippedCatalogue().sources.health_care as Source;

beforeAll(async () => {
  folder = makeDataRoot();
  engine = await openDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: join(folder, 'tmp') });
  groups = await groupOf(fileOf(await delivered(), 'health_care'));
});
afterAll(() => engine.close());

async function groupOf(file: string): Promise<FileGroup[]> {
  return [{ patterns: [file], types: await describeFile(engine, source, file) }];
}

/** What is said of a file that holds these rows instead of those delivered. */
async function verify(rows: string): Promise<string> {
  const file = await write(join(folder, 'other.parquet'), rows);
  try {
    await refuseDifferent(engine, 2023, { source, groups }, { source, groups: await groupOf(file) });
    return 'the same';
  } catch (error) {
    return (error as Error).message.replace(/^.*: /, '');
  }
}

it('the same rows in another order are the same', async () => {
  expect(await verify('FROM health_care ORDER BY SS00010 DESC')).toBe('the same');
});

it.each([
  [
    'a row less',
    "FROM health_care WHERE SS00015 <> DATE '2023-03-05'",
    /^2023-03 \(rows, rows as a whole, values of SS00010, .*\)\.$/,
  ],
  ['no row of a month', 'FROM health_care WHERE month(SS00015) <> 3', /^2023-03 \(rows\)\.$/],
  [
    'a value more',
    "SELECT * REPLACE (CASE WHEN SS00015 = DATE '2023-03-05' THEN 5 END AS PRACTICE_ID) FROM health_care",
    /^2023-03 \(rows as a whole, values of PRACTICE_ID, sum of PRACTICE_ID\)\.$/,
  ],
  [
    'a cent',
    "SELECT * REPLACE (CAST(CASE WHEN SS00015 = DATE '2023-03-05' THEN 12.51 ELSE 12.5 END AS DECIMAL(12,2)) AS SS00060) FROM health_care",
    /^2023-03 \(rows as a whole, sum of SS00060\)\.$/,
  ],
  [
    'a day, within its month',
    "SELECT * REPLACE (CASE SS00015 WHEN DATE '2023-03-05' THEN DATE '2023-03-06' ELSE SS00015 END AS SS00015) FROM health_care",
    /^2023-03 \(rows as a whole, sum of SS00015\)\.$/,
  ],
  [
    'two people who have changed places',
    `SELECT * REPLACE (SS00010 + CASE SS00015 WHEN DATE '2023-03-05' THEN 1 WHEN DATE '2023-03-06' THEN -1 ELSE 0 END AS SS00010) FROM health_care`,
    /^2023-03 \(rows as a whole\)\.$/,
  ],
])('%s is reported', async (_, rows, said) => {
  expect(await verify(rows)).toMatch(said);
});
