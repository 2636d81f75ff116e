/**
 * What must change nothing, down to the bytes: how a delivery is laid out, how a run is done, and
 * what is billed and taken back.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashValue } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { Delivery } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, seedOf, TIME_LIMIT } from '../support/depth.ts';
import { cubePath, hashOf, supportPath } from '../support/read-cube.ts';
import { type RunOptions, runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { type DeliveryOptions, withCsvSources, writeDelivery } from '../support/write-delivery.ts';
import { correctionOf, deliveryArbitrary } from './delivery-arbitrary.ts';

const YEAR = 2024;
const RUNS = casesOf(1);
/** The ways are tried on the same deliveries, which are computed plainly once. */
const SEED = seedOf(Math.trunc(Date.now() % 2 ** 31));
const LIMIT = { interruptAfterTimeLimit: TIME_LIMIT / 2, seed: SEED };
const catalogue = withTolerance(shippedCatalogue());
/**
 * One of every way to compute: shares and rates, two dimensions, sectors, relations, a mean,
 * counts.
 */
const CODES = [
  'cube_013_001',
  'cube_013_004',
  'cube_013_021',
  'cube_013_own1',
  'stat_003_007',
  'stat_003_012',
  'stat_003_015',
  'stat_020_033',
  'stat_020_own3',
];

interface Way {
  readonly catalogue?: Catalogue;
  readonly layout?: DeliveryOptions;
  readonly run?: Partial<RunOptions>;
}

/** Hash of every cube and support file that the delivery gives. */
async function hashes(delivery: Delivery, way: Way = {}): Promise<Record<string, string>> {
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery, way.layout);
  const { cubes } = await runPipeline(way.catalogue ?? catalogue, dataRoot, {
    codes: CODES,
    years: [delivery.year],
    ...way.run,
  });
  const files = cubes.flatMap(({ code }) => [
    [code, hashOf(cubePath(dataRoot, code, delivery.year))],
    [`${code}.support`, hashOf(supportPath(dataRoot, code, delivery.year))],
  ]);
  return Object.fromEntries(files);
}

const known = new Map<string, Promise<Record<string, string>>>();

/** The same of a delivery as it is. */
function plainHashes(delivery: Delivery): Promise<Record<string, string>> {
  const key = hashValue(delivery);
  const found = known.get(key) ?? hashes(delivery);
  known.set(key, found);
  return found;
}

const WAYS: readonly (readonly [string, Way])[] = [
  ['rows in another order', { layout: { shuffle: 7 } }],
  ['rows spread over five files', { layout: { files: 5 } }],
  ['two threads instead of one', { run: { threads: 2 } }],
  ['a pass for every variable instead of one for all', { run: { fuse: false } }],
  ['a column for every sum instead of packed ones', { run: { packing: false } }],
  ['members partitioned into three parts', { run: { partitions: 3 } }],
  ['everything at once', { run: { fuse: false, packing: false, partitions: 2, threads: 2 } }],
  ['CSV instead of Parquet', { layout: { format: 'csv' }, catalogue: withCsvSources(catalogue) }],
];

it.each(WAYS)('%s: the same bytes', async (_name, way) => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    const plain = await plainHashes(delivery);
    expect(Object.keys(plain)).toHaveLength(2 * CODES.length);
    expect(await hashes(delivery, way)).toEqual(plain);
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('claims and their exact corrections: the same bytes', async () => {
  const property = fc.asyncProperty(
    deliveryArbitrary(YEAR, 200, 700),
    deliveryArbitrary(YEAR, 1, 60),
    async (delivery, more) => {
      const pairs = more.healthCare.flatMap((row) => [row, correctionOf(row)]);
      const corrected = { ...delivery, healthCare: [...pairs, ...delivery.healthCare] };
      expect(await hashes(corrected)).toEqual(await hashes(delivery));
    },
  );
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('one indicator alone or all of them: the same bytes', async () => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    const all = await plainHashes(delivery);
    for (const code of ['cube_013_004', 'stat_003_007']) {
      expect(await hashes(delivery, { run: { codes: [code] } })).toEqual({
        [code]: all[code],
        [`${code}.support`]: all[`${code}.support`],
      });
    }
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('parallel years, or one after the other: the same bytes', async () => {
  const years = [2022, 2023, 2024];
  const deliveries = fc.tuple(...years.map((year) => deliveryArbitrary(year, 100, 400)));
  const property = fc.asyncProperty(deliveries, async (delivered) => {
    const hashesOf = async (yearsAtOnce: number) => {
      const dataRoot = makeDataRoot();
      for (const delivery of delivered) await writeDelivery(dataRoot, delivery);
      const run = await runPipeline(catalogue, dataRoot, { codes: CODES, years, threads: 3, yearsAtOnce });
      expect(run.yearsAtOnce).toBe(yearsAtOnce);
      return run.cubes.map(({ code, year, sha256, support }) => [code, year, sha256, support.sha256]);
    };
    const sequence = await hashesOf(1);
    expect(sequence).toHaveLength(years.length * CODES.length);
    expect(await hashesOf(3)).toEqual(sequence);
    expect(await hashesOf(2)).toEqual(sequence);
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});
