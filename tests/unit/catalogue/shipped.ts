/**
 * The catalogue that comes with the program, for tests that compare its indicators with their
 * sheets.
 */
import { join } from 'node:path';
import { type Catalogue, type Indicator, openCatalogue } from '../../../pipeline/catalogue/index.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const CATALOGUE: Catalogue = openCatalogue(join(ROOT, 'indicators.yaml'), ROOT);

export function shipped(code: string): Indicator {
  const indicator = CATALOGUE.indicators[code];
  if (indicator === undefined) throw new Error(`${code} is not in the catalogue`);
  return indicator;
}
