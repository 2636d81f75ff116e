/** Random catalogues over several years, in windows, periods and pools: the oracle's figures. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { readVariable } from '../oracle/variable-value.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, seedOf, TIME_LIMIT } from '../support/depth.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { catalogueOf, type WrittenIndicator } from './catalogue-arbitrary.ts';
import { yearArbitrary } from './delivery-arbitrary.ts';
import { WINDOWS, yearsArbitrary, yearsIndicatorArbitrary } from './years-arbitrary.ts';

const catalogueArbitrary = fc.array(yearsIndicatorArbitrary, { minLength: 6, maxLength: 10, size: 'max' });

/** What a random measure over several years can be written with, and how a test recognises it. */
const CONSTRUCTS: Readonly<Record<string, (indicator: WrittenIndicator) => boolean>> = {
  ...Object.fromEntries(
    Object.keys(WINDOWS).map((name) => [
      name,
      ({ measure }: WrittenIndicator) => JSON.stringify(measure).includes(`"${name}"`),
    ]),
  ),
  pooled: ({ measure }) => 'pooled_years' in measure,
  'pooled over a window': ({ measure }) =>
    'pooled_years' in measure && Object.keys(WINDOWS).some((name) => JSON.stringify(measure).includes(name)),
  'present in every year': ({ measure }) => 'present' in Object(measure.population),
  'pooled and present': ({ measure }) => 'pooled_years' in measure && 'present' in Object(measure.population),
  'a percentile': ({ measure }) => 'percentile' in measure,
  'a population by a window': ({ measure }) => 'age' in Object(measure.population),
};

it('the random catalogues over several years reach every construct', () => {
  const drawn = fc.sample(catalogueArbitrary, { numRuns: 60, seed: seedOf(20) }).flat();
  const missed = Object.entries(CONSTRUCTS).filter(([, isIt]) => drawn.filter(isIt).length < 5);
  expect(missed.map(([name]) => name)).toEqual([]);
});

it('the random deliveries have events that are new or followed, and others', () => {
  const catalogue = catalogueOf([], WINDOWS);
  const deliveries = fc.sample(yearsArbitrary(2023, 60, 150), { numRuns: 15, seed: seedOf(3) });
  const dated = Object.values(catalogue.variables).filter(({ kind, name }) => kind === 'dated' && name in WINDOWS);
  expect(dated.length).toBe(4);
  for (const { name } of dated) {
    const values = deliveries.flatMap((delivery) => [...readVariable(catalogue, name, delivery).values()]);
    expect([name, values.some((value) => value > 0n), values.includes(0n)]).toEqual([name, true, true]);
  }
});

/** Every year is drawn anew: nobody is checked to be there a year before. */
function tolerant(catalogue: Catalogue): Catalogue {
  const checks = { ...catalogue.checks, members_persist: { tolerance: 1 } };
  return withTolerance({ ...catalogue, checks });
}

async function run(catalogue: Catalogue, delivery: Delivery, options: Parameters<typeof runPipeline>[2]) {
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery);
  return { dataRoot, manifest: await runPipeline(catalogue, dataRoot, options) };
}

it("every cell of a random catalogue over several years is the oracle's", async () => {
  const cases = yearArbitrary.chain((year) => fc.tuple(catalogueArbitrary, yearsArbitrary(year, 60, 150)));
  const property = fc.asyncProperty(cases, async ([indicators, delivery]) => {
    const catalogue = tolerant(catalogueOf(indicators, WINDOWS));
    const { year } = delivery;
    const { dataRoot, manifest } = await run(catalogue, delivery, { years: [year] });
    expect(manifest.cubes).toHaveLength(indicators.length);
    for (const { code } of manifest.cubes) {
      const oracle = evaluate(catalogue, code, delivery);
      expect([code, compareCube(await readCube(dataRoot, code, year), oracle)]).toEqual([code, []]);
      expect([code, compareSupport(await readSupport(dataRoot, code, year), oracle)]).toEqual([code, []]);
    }
  });
  await fc.assert(property, { numRuns: casesOf(3), interruptAfterTimeLimit: TIME_LIMIT / 2 });
});

it('in parts, without packing, without fusion and from checkpoints: the same bytes', async () => {
  const cases = fc.tuple(catalogueArbitrary, yearsArbitrary(2023, 60, 150));
  const property = fc.asyncProperty(cases, async ([indicators, delivery]) => {
    const catalogue = tolerant(catalogueOf(indicators, WINDOWS));
    const hashes = async (...runs: readonly Partial<Parameters<typeof runPipeline>[2]>[]) => {
      const dataRoot = makeDataRoot();
      await writeDelivery(dataRoot, delivery);
      let cubes: unknown;
      for (const options of runs) {
        const manifest = await runPipeline(catalogue, dataRoot, { years: [2023], ...options });
        cubes = manifest.cubes
          .filter(({ year }) => year === 2023)
          .map(({ code, sha256, support }) => [code, sha256, support.sha256]);
      }
      return cubes;
    };
    const plain = await hashes({});
    expect(await hashes({ partitions: 3 })).toEqual(plain);
    expect(await hashes({ packing: false })).toEqual(plain);
    expect(await hashes({ fuse: false })).toEqual(plain);
    expect(await hashes({ years: [2022], checkpoints: true, codes: ['*1'] }, { checkpoints: true })).toEqual(plain);
    expect(await hashes({ years: [2022, 2023], checkpoints: true })).toEqual(plain);
  });
  await fc.assert(property, { numRuns: casesOf(1), interruptAfterTimeLimit: TIME_LIMIT / 2 });
});
