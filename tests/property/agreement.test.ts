/** What the pipeline computes is what the oracle computes. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { casesOf, TIME_LIMIT } from '../support/depth.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { deliveryArbitrary, vintageArbitrary, yearArbitrary } from './delivery-arbitrary.ts';
import { withEveryKind } from './every-kind.ts';

const PEOPLE = 120;
const CLAIMS = 500;
/**
 * No new run, and no shrinking of a counterexample, starts after this; what has been found by then
 * is shown.
 */
const LIMIT = { interruptAfterTimeLimit: TIME_LIMIT / 2 };

const caseArbitrary = fc
  .tuple(yearArbitrary, vintageArbitrary)
  .chain(([year, vintage]) => fc.tuple(fc.constant(vintage), deliveryArbitrary(year, PEOPLE, CLAIMS)));

/** Differences by indicator and file; empty = the same. */
async function differences(catalogue: Catalogue, delivery: Delivery): Promise<Record<string, string[]>> {
  const dataRoot = makeDataRoot();
  const { year } = delivery;
  await writeDelivery(dataRoot, delivery);
  const { cubes } = await runPipeline(catalogue, dataRoot, { years: [year] });
  const found: Record<string, string[]> = {};
  for (const { code } of cubes) {
    const oracle = evaluate(catalogue, code, delivery);
    found[code] = compareCube(await readCube(dataRoot, code, year), oracle);
    found[`${code}.support`] = compareSupport(await readSupport(dataRoot, code, year), oracle);
  }
  return found;
}

const nothing = (found: Record<string, string[]>) => Object.fromEntries(Object.keys(found).map((key) => [key, []]));

it("every cell of the shipped indicators is the oracle's, on every map", async () => {
  const property = fc.asyncProperty(caseArbitrary, async ([vintage, delivery]) => {
    const found = await differences(withTolerance(shippedCatalogue(vintage)), delivery);
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(2 * 29);
    expect(found).toEqual(nothing(found));
  });
  await fc.assert(property, { numRuns: casesOf(3), ...LIMIT });
});

it("every cell of every measure kind and dimension is the oracle's", async () => {
  const property = fc.asyncProperty(caseArbitrary, async ([vintage, delivery]) => {
    const found = await differences(withEveryKind(withTolerance(shippedCatalogue(vintage))), delivery);
    expect(found).toEqual(nothing(found));
  });
  await fc.assert(property, { numRuns: casesOf(2), ...LIMIT });
});
