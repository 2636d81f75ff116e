/** The catalogue that comes with the program has nothing to tell. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../pipeline/catalogue/index.ts';

const ROOT = join(import.meta.dirname, '../..');

it('the shipped catalogue has nothing to tell, but of the part of imaging that is not published', () => {
  const { catalogue, diagnostics } = readCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
  expect(diagnostics.map(({ message }) => message)).toEqual(['no indicator uses IMAG_CBCT_N.']);
  expect(catalogue).toBeDefined();
});
