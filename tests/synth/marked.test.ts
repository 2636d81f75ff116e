/**
 * Synthetic data says so in every file, is recognised wherever it goes, and is never mixed with
 * other data in a year.
 */
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { readRecord } from '../../pipeline/run/index.ts';
import { ingested } from '../ingest/request.ts';
import { catalogue, copyOf, deliver } from '../release/computed.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';

const CODE = 'stat_020_033';
const TABLES = ['health_care', 'population', 'practitioner'] as const;
let marked: string;

beforeAll(async () => {
  marked = makeDataRoot();
  await deliver(marked, [2023]);
}, 60_000);

const run = (dataRoot: string) => runPipeline(catalogue, dataRoot, { codes: [CODE], years: [2023] });

async function footersOf(pattern: string): Promise<string[]> {
  const rows = await query(
    `SELECT DISTINCT decode(value) AS mark FROM parquet_kv_metadata('${pattern}') WHERE decode(key) = 'synthetic'`,
  );
  return rows.map(({ mark }) => String(mark));
}

/** The delivery without the file, or without the footers, of a source. */
async function withoutMark(dataRoot: string, source: string, mark: 'file' | 'footer'): Promise<void> {
  const folder = join(dataRoot, 'claims', source);
  if (mark === 'file') return rmSync(join(folder, 'SYNTHETIC'));
  const bare = join(makeDataRoot(), 'bare.parquet');
  await query(
    `COPY (FROM read_parquet('${folder}/year=2023/*.parquet', hive_partitioning = false)) TO '${bare}' (FORMAT parquet)`,
  );
  rmSync(join(folder, 'year=2023'), { recursive: true });
  cpSync(bare, join(folder, 'year=2023', 'bare.parquet'));
}

it('is marked by the generator in the folder of every source and in every footer', async () => {
  for (const table of TABLES) {
    expect(existsSync(join(marked, 'claims', table, 'SYNTHETIC'))).toBe(true);
    expect(await footersOf(join(marked, 'claims', table, '*/*.parquet'))).toEqual(['true']);
  }
});

it.each(['file', 'footer'] as const)('is recognised without the %s', async (mark) => {
  const dataRoot = copyOf(marked);
  for (const table of TABLES) await withoutMark(dataRoot, table, mark);
  expect(await run(dataRoot)).toMatchObject({ synthetic: true, years: [{ year: 2023, synthetic: true }] });
  expect(readRecord(dataRoot, CODE, 2023)?.synthetic).toBe(true);
});

it('keeps its mark when it is ingested', async () => {
  const { out } = await ingested(marked, { catalogue });
  for (const table of TABLES) {
    expect(existsSync(join(out, 'claims', table, 'SYNTHETIC'))).toBe(true);
    expect(await footersOf(join(out, 'claims', table, '*/*.parquet'))).toEqual(['true']);
  }
});

it('is not assumed of data without any mark', async () => {
  const dataRoot = copyOf(marked);
  for (const table of TABLES) {
    await withoutMark(dataRoot, table, 'file');
    await withoutMark(dataRoot, table, 'footer');
  }
  expect(await run(dataRoot)).toMatchObject({ synthetic: false, years: [{ synthetic: false }] });
});

it('refuses a year of which one source is marked and another is not', async () => {
  const dataRoot = copyOf(marked);
  await withoutMark(dataRoot, 'practitioner', 'file');
  await withoutMark(dataRoot, 'practitioner', 'footer');
  await expect(run(dataRoot)).rejects.toMatchObject({
    kind: 'data',
    message: expect.stringMatching(
      /2023: 3 of 4 files are marked as synthetic \(claims\/health_care\/\S+\), others are not \(claims\/practitioner\/\S+\)/,
    ),
  });
  writeFileSync(join(dataRoot, 'claims', 'practitioner', 'SYNTHETIC'), '');
  expect((await run(dataRoot)).synthetic).toBe(true);
});
