/**
 * Sums too large for packed columns: the year is computed with wide ones, and the figures are what
 * they are.
 */
import { describe, expect, it } from 'vitest';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const YEAR = 2023;
const CODES = ['cube_013_004', 'cube_013_021', 'cube_013_022', 'stat_003_015'];
const catalogue = withTolerance(shippedCatalogue());

/**
 * One person with so many diagnostic examinations on as many rows as there are numbers; and one
 * with a single one.
 */
function deliveryOf(quantities: readonly number[]): Delivery {
  const row = (person: number, quantity: number) => ({
    SS00010: person,
    SS00015: `${YEAR}-03-01`,
    SS00020: 453552,
    QUANTITY: quantity,
    SS00060: '10.00',
    SS00065A: 10000021,
    SS00065B: 930,
    PRACTITIONER_CAT: 10,
    SS00075: 71000710,
    PRACTICE_ID: null,
  });
  return {
    year: YEAR,
    healthCare: [...quantities.map((quantity) => row(1, quantity)), row(2, 1)],
    population: [1, 2, 3].map((person) => ({ PP0010: person, PP0015: 1980, SECTOR_DEC31: '11001A00-' })),
    practitioner: [],
  };
}

describe('a person with more cases than a packed field holds', () => {
  it.each([
    ['just below', [4094], true],
    ['just at the limit', [4095, 1], false],
    ['far beyond', [32767, 32767, 32767], false],
    ['far below zero', [-32768, -32768], false],
    ['to and fro, so that the net is small', [30000, -29999, 5], false],
  ] as const)('%s: the figures of the oracle', async (_name, quantities, packed) => {
    const dataRoot = makeDataRoot();
    const delivery = deliveryOf(quantities);
    await writeDelivery(dataRoot, delivery);
    const { years } = await runPipeline(catalogue, dataRoot, { codes: CODES, years: [YEAR] });
    expect(years[0]?.statements.some(({ id }) => id.startsWith('capacity'))).toBe(packed);
    for (const code of CODES) {
      const oracle = evaluate(catalogue, code, delivery);
      expect(compareCube(await readCube(dataRoot, code, YEAR), oracle)).toEqual([]);
      expect(compareSupport(await readSupport(dataRoot, code, YEAR), oracle)).toEqual([]);
    }
  });
});
