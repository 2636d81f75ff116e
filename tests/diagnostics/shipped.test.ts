/** The catalogue that comes with the program has nothing to tell. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../pipeline/catalogue/index.ts';

const ROOT = join(import.meta.dirname, '../..');

it('the shipped catalogue has neither an error nor a warning', () => {
  const { catalogue, diagnostics } = readCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(catalogue?.indicators ?? {})).toHaveLength(33);
});
