/** What the definitions refuse rather than guess. */
import { expect, it } from 'vitest';
import { evaluate } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

it('a year without a published median has no count of geneticists', async () => {
  const catalogue = shippedCatalogue();
  const delivery = {
    year: 2027,
    healthCare: [{ SS00010: 1, SS00015: '2027-01-10', SS00020: 101032, QUANTITY: 1, SS00065A: 10000001 }],
    population: [{ PP0010: 1, PP0015: 1980 }],
    practitioner: [{ SS00065A: 10000001, ADDRESS_NIS: '11002' }],
  };
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery);
  const run = runPipeline(catalogue, dataRoot, { codes: ['stat_020_033'], years: [2027] });
  await expect(run).rejects.toMatchObject({ kind: 'data', message: expect.stringContaining('median_income') });
  expect(() => evaluate(catalogue, 'stat_020_033', delivery)).toThrow('no median_income of clinical_genetics for 2027');
});
