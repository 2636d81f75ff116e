/** What was collected before and is read from checkpoints gives the bytes that claims give. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashValue } from '../../pipeline/base/index.ts';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { RunManifest } from '../../pipeline/run/index.ts';
import type { Delivery } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, seedOf, TIME_LIMIT } from '../support/depth.ts';
import { type RunOptions, runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { correctionOf, deliveryArbitrary } from './delivery-arbitrary.ts';

const YEAR = 2024;
const RUNS = casesOf(1);
const LIMIT = { interruptAfterTimeLimit: TIME_LIMIT / 2, seed: seedOf(Math.trunc(Date.now() % 2 ** 31)) };
const catalogue = withTolerance(shippedCatalogue());
const CODES = [
  'cube_013_001',
  'cube_013_004',
  'cube_013_021',
  'stat_003_007',
  'stat_003_012',
  'stat_003_015',
  'stat_020_033',
  'stat_020_own3',
];

type Run = Partial<RunOptions> & { readonly catalogue?: Catalogue; readonly delivery?: Delivery };

/**
 * What the last of several runs over one data root gives; each but the first may read checkpoints.
 */
async function lastOf(delivery: Delivery, ...runs: readonly Run[]) {
  const dataRoot = makeDataRoot();
  let manifest: RunManifest | undefined;
  let delivered: Delivery | undefined;
  for (const { catalogue: of = catalogue, delivery: wanted = delivery, ...run } of runs) {
    if (wanted !== delivered) await writeDelivery(dataRoot, wanted);
    delivered = wanted;
    manifest = await runPipeline(of, dataRoot, { codes: CODES, years: [YEAR], checkpoints: true, ...run });
  }
  if (manifest === undefined) throw new Error('no run');
  const cubes = manifest.cubes.map(({ code, sha256, support }) => [code, sha256, support.sha256]);
  return { cubes, collected: collectedBy(manifest) };
}

const known = new Map<string, ReturnType<typeof lastOf>>();

/** The same of a delivery as it is, without checkpoints. */
function plainOf(delivery: Delivery): ReturnType<typeof lastOf> {
  const key = hashValue(delivery);
  const found = known.get(key) ?? lastOf(delivery, { checkpoints: false });
  known.set(key, found);
  return found;
}

/** The passes of a run by what they read: claims, or a checkpoint. */
function collectedBy({ years }: RunManifest): { claims: string[]; checkpoints: string[] } {
  const ids = years.flatMap(({ statements }) => statements.map(({ id }) => id)).filter((id) => /^collect /.test(id));
  const isStored = (id: string) => id.includes('_checkpoint_');
  return { claims: ids.filter((id) => !isStored(id)), checkpoints: ids.filter(isStored) };
}

/** The same catalogue with the last code of every second list gone. */
function withFewerCodes(of: Catalogue): Catalogue {
  const lists = Object.entries(of.codeLists).map(([name, list], i) => [
    name,
    i % 2 === 0 && name !== 'nomenclature' ? { ...list, codes: list.codes.slice(0, -1) } : list,
  ]);
  return { ...of, codeLists: Object.fromEntries(lists) as Catalogue['codeLists'] };
}

const WAYS: readonly (readonly [string, readonly Run[]])[] = [
  ['all of it', [{}, {}]],
  ['one indicator, then all', [{ codes: ['cube_013_004'] }, {}]],
  ['one indicator, others, then all', [{ codes: ['stat_003_007'] }, { codes: ['stat_020_033', 'cube_013_001'] }, {}]],
  ['with other codes on every second list before', [{ catalogue: withFewerCodes(catalogue) }, {}]],
  ['in three parts, read in two', [{ partitions: 3 }, { partitions: 2 }]],
  ['in one part, read in three, a variable added', [{ codes: ['cube_013_021'] }, { partitions: 3 }]],
  ['with a column for every sum, read with packed ones', [{ packing: false }, {}]],
  ['packed, then with a column for every sum, then packed', [{}, { packing: false }, {}]],
  ['on another municipal map', [{ catalogue: withTolerance(shippedCatalogue(2018)) }, {}]],
  ['with two threads', [{ threads: 2 }, { threads: 2 }]],
];

it.each(WAYS)('collected %s: the same bytes', async (_name, runs) => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    const plain = await plainOf(delivery);
    expect(plain.collected.checkpoints).toEqual([]);
    expect(plain.cubes).toHaveLength(CODES.length);
    const last = await lastOf(delivery, ...runs);
    expect(last.cubes).toEqual(plain.cubes);
    expect(last.collected.checkpoints).not.toEqual([]);
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('one indicator of all that were collected: no claim is read, the same bytes', async () => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    for (const code of ['cube_013_004', 'stat_003_007', 'stat_020_033']) {
      const alone = await lastOf(delivery, {}, { codes: [code] });
      expect(alone.collected.claims).toEqual([]);
      expect(alone.cubes).toEqual((await plainOf(delivery)).cubes.filter(([of]) => of === code));
    }
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('somebody enters the population after claims were collected: the same bytes', async () => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    const before = { ...delivery, population: delivery.population.filter((_, i) => i % 4 === 0) };
    const last = await lastOf(delivery, { delivery: before }, { delivery });
    expect(last.collected.claims).toEqual([]);
    expect(last.cubes).toEqual((await plainOf(delivery)).cubes);
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('claims that are corrected after they were collected: they are read again', async () => {
  const property = fc.asyncProperty(deliveryArbitrary(YEAR, 200, 700), async (delivery) => {
    const [first, ...others] = delivery.healthCare;
    if (first === undefined) return;
    const corrected = { ...delivery, healthCare: [first, correctionOf(first), ...others] };
    const last = await lastOf(delivery, { delivery }, { delivery: corrected });
    expect(last.collected.checkpoints.filter((id) => id.includes('health_care'))).toEqual([]);
    expect(last.cubes).toEqual((await lastOf(corrected, { checkpoints: false })).cubes);
  });
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});

it('somebody with more cases than packed sums hold enters the population: the figures of unpacked sums', async () => {
  const [delivery] = fc.sample(deliveryArbitrary(YEAR, 50, 100), { numRuns: 1, seed: 1 });
  const claim = delivery?.healthCare[0];
  if (delivery === undefined || claim === undefined) throw new Error('no delivery');
  const newcomer = 499;
  const many = [
    { ...claim, SS00010: newcomer, SS00020: 459395, QUANTITY: 8192 },
    { ...claim, SS00010: newcomer, SS00020: 453552, QUANTITY: -1 },
  ];
  const population = delivery.population.filter(({ PP0010 }) => PP0010 !== newcomer);
  const before = { ...delivery, population, healthCare: [...many, ...delivery.healthCare] };
  const after = {
    ...before,
    population: [...population, { PP0010: newcomer, PP0015: 1980, SECTOR_DEC31: '11001A00-' }],
  };
  const plain = await lastOf(after, { checkpoints: false });
  const unpacked = await lastOf(after, { delivery: before }, { delivery: after });
  expect(unpacked.cubes).toEqual(plain.cubes);
  expect(unpacked.collected.claims).not.toEqual([]);
  const again = await lastOf(after, { delivery: before }, { delivery: after }, { delivery: after });
  expect(again.cubes).toEqual(plain.cubes);
  expect(again.collected.claims).toEqual([]);
});

it('three years at once, then one after the other: the same bytes', async () => {
  const years = [2022, 2023, 2024];
  const property = fc.asyncProperty(
    fc.tuple(...years.map((year) => deliveryArbitrary(year, 100, 400))),
    async (all) => {
      const dataRoot = makeDataRoot();
      for (const delivery of all) await writeDelivery(dataRoot, delivery);
      const hashesOf = async (run: Partial<RunOptions>) => {
        const { cubes } = await runPipeline(catalogue, dataRoot, { codes: CODES, years, threads: 3, ...run });
        return cubes.map(({ code, year, sha256, support }) => [code, year, sha256, support.sha256]);
      };
      const plain = await hashesOf({ checkpoints: false });
      expect(await hashesOf({ checkpoints: true, yearsAtOnce: 3, codes: CODES })).toEqual(plain);
      expect(await hashesOf({ checkpoints: true, yearsAtOnce: 1 })).toEqual(plain);
      expect(await hashesOf({ checkpoints: true, yearsAtOnce: 3 })).toEqual(plain);
    },
  );
  await fc.assert(property, { numRuns: RUNS, ...LIMIT });
});
