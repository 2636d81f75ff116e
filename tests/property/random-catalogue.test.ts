/** Random catalogues: whatever the constructs of their measures, figures are the oracle's. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, seedOf, TIME_LIMIT } from '../support/depth.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import {
  catalogueOf,
  DISTINCT,
  GROUPS,
  indicatorArbitrary,
  MEDICINES,
  STAYS,
  type WrittenIndicator,
} from './catalogue-arbitrary.ts';
import { deliveryArbitrary, yearArbitrary } from './delivery-arbitrary.ts';

const catalogueArbitrary = fc.array(indicatorArbitrary, { minLength: 6, maxLength: 10, size: 'max' });

/** What a random measure can be written with, and how a test recognises it. */
const CONSTRUCTS: Readonly<Record<string, (indicator: WrittenIndicator) => boolean>> = {
  share: ({ measure }) => 'share' in measure,
  rate: ({ measure }) => 'rate' in measure,
  'per day': ({ measure }) => 'per_day' in measure,
  count: ({ measure }) => 'count' in measure,
  density: ({ measure }) => 'density' in measure,
  'percentile of everybody': ({ measure }) => Object(measure.percentile).cases_only === false,
  'percentile of cases': ({ measure }) => Object(measure.percentile).cases_only === true,
  'percentile over a population': ({ measure }) => 'percentile' in measure && 'population' in measure,
  ratio: ({ measure }) => 'ratio' in measure,
  'ratio over a population': ({ measure }) => 'ratio' in measure && 'population' in measure,
  'mean over cases': ({ measure }) => 'where' in Object(measure.mean),
  'mean over everybody': ({ measure }) => 'mean' in measure && !('where' in Object(measure.mean)),
  'population by a dimension': ({ measure }) => 'sex' in Object(measure.population),
  'population by age': ({ measure }) => 'age' in Object(measure.population),
  'population by a variable': ({ measure }) => Object.keys(Object(measure.population)).some((name) => /_/.test(name)),
  ...Object.fromEntries(
    Object.keys({ ...DISTINCT, ...MEDICINES, ...STAYS }).map((name) => [
      name,
      ({ measure }: WrittenIndicator) => JSON.stringify(measure).includes(name),
    ]),
  ),
  ...Object.fromEntries(
    ['setting', ...Object.keys(GROUPS)].map((name) => [
      `in groups by ${name}`,
      ({ dimensions }: WrittenIndicator) => dimensions.includes(name),
    ]),
  ),
  'in groups over a population': ({ measure, dimensions }) =>
    'population' in measure && dimensions.some((name) => name in GROUPS),
  'a ratio in groups': ({ measure, dimensions }) => 'ratio' in measure && dimensions.some((name) => name in GROUPS),
  'in groups by age or sex': ({ dimensions }) => dimensions.length > 1 && dimensions.some((name) => name in GROUPS),
  'rate over a population': ({ measure }) => 'rate' in measure && 'population' in measure,
};

it('the random catalogues reach every construct', () => {
  const drawn = fc.sample(catalogueArbitrary, { numRuns: 50, seed: seedOf(20) }).flat();
  const missed = Object.entries(CONSTRUCTS).filter(([, isIt]) => drawn.filter(isIt).length < 5);
  expect(missed.map(([name]) => name)).toEqual([]);
});

async function differences(catalogue: Catalogue, delivery: Delivery): Promise<Record<string, string[]>> {
  const dataRoot = makeDataRoot();
  const { year } = delivery;
  await writeDelivery(dataRoot, delivery);
  const { cubes } = await runPipeline(catalogue, dataRoot, { years: [year] });
  const found: Record<string, string[]> = {};
  for (const { code } of cubes) {
    const oracle = evaluate(catalogue, code, delivery);
    found[code] = compareCube(await readCube(dataRoot, code, year), oracle);
    found[`${code} support`] = compareSupport(await readSupport(dataRoot, code, year), oracle);
  }
  return found;
}

it("every cell of a random catalogue is the oracle's", async () => {
  const cases = yearArbitrary.chain((year) => fc.tuple(catalogueArbitrary, deliveryArbitrary(year, 120, 500)));
  const property = fc.asyncProperty(cases, async ([indicators, delivery]) => {
    const catalogue = withTolerance(catalogueOf(indicators));
    const found = await differences(catalogue, delivery);
    expect(Object.keys(found)).toHaveLength(2 * indicators.length);
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((key) => [key, []])));
  });
  await fc.assert(property, { numRuns: casesOf(4), interruptAfterTimeLimit: TIME_LIMIT / 2 });
});
