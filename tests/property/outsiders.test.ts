/**
 * Care providers who bill and are in no register: who has nothing of what is asked is known from
 * all claims, whatever other indicators are computed.
 */
import { expect, it } from 'vitest';
import { type Delivery, evaluate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { catalogueOf } from './catalogue-arbitrary.ts';

const YEAR = 2023;
const NOTHING = { GP_CONTACT_BILLED_N: { at_most: 0 } };
const over = { over: 'beneficiary' };
const MEASURES = {
  'a count of those with none': { count: { of: 'practitioner', where: NOTHING } },
  'a density of those with none': { density: { of: 'practitioner', where: NOTHING, ...over } },
  'a count of those with none or some': {
    count: { of: 'practitioner', where: { GP_CONTACT_BILLED_N: { at_least: 0, at_most: 3 } } },
  },
  'a count by two conditions': {
    count: { of: 'practitioner', where: { ...NOTHING, CLINICAL_GENETICS_N: { at_most: 2 } } },
  },
  'a share among those with none': {
    share: { of: 'practitioner', where: { INCOME: { at_least: 10 } } },
    population: NOTHING,
  },
};
const catalogue = withTolerance(
  catalogueOf(
    Object.values(MEASURES).map((measure) => ({
      measure: { ...measure, per: 1 },
      dimensions: [],
      smallest_level: 'municipality',
    })),
  ),
);

const claim = (practitioner: number | null, code: number, more: object = {}) => ({
  SS00010: 1,
  SS00015: `${YEAR}-03-01`,
  SS00020: code,
  QUANTITY: 1,
  SS00060: '30.00',
  SS00065A: practitioner,
  SS00065B: 3,
  PRACTITIONER_CAT: 10,
  SS00075: null,
  PRACTICE_ID: null,
  ...more,
});
const CONTACT = 101076;
/** 1 to 3 are in the register; 4 and 5 bill and are not; nobody knows who billed the last. */
const delivery: Delivery = {
  year: YEAR,
  population: [{ PP0010: 1, PP0015: 1980, SECTOR_DEC31: '11001A00-' }],
  practitioner: [10000001, 10000002, 10000003].map((SS00065A) => ({ SS00065A, ADDRESS_NIS: '11001' })),
  healthCare: [
    claim(10000001, CONTACT),
    claim(10000002, 453154),
    claim(10000004, 453154),
    claim(10000005, CONTACT),
    claim(10000005, CONTACT, { QUANTITY: -1, SS00060: '-30.00' }),
    claim(null, 453154),
  ],
};

it.each(Object.keys(MEASURES).map((name, i) => [name, `stat_900_${i + 1}`]))(
  '%s is the same alone',
  async (_, code) => {
    const oracle = evaluate(catalogue, code, delivery);
    for (const codes of [[code], undefined]) {
      const dataRoot = makeDataRoot();
      await writeDelivery(dataRoot, delivery);
      await runPipeline(catalogue, dataRoot, { years: [YEAR], ...(codes && { codes }) });
      expect(compareCube(await readCube(dataRoot, code, YEAR), oracle)).toEqual([]);
      expect(compareSupport(await readSupport(dataRoot, code, YEAR), oracle)).toEqual([]);
    }
  },
);

it('who has no contact left is counted, in the register or not', () => {
  const country = evaluate(catalogue, 'stat_900_1', delivery).cells.find((cell) => cell.area_level === 'country');
  expect(country?.numerator).toBe(4);
});
