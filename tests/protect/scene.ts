/**
 * A small country with a share, its volume, a union and its part, a twin, sectors and ages: enough
 * to be disclosed by.
 */
import { dirname, join } from 'node:path';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { publishRelease, type ReleaseManifest, type ReleaseRequest } from '../../pipeline/release/index.ts';
import {
  type Delivered,
  type Document,
  deliver,
  makeCatalogue,
  open,
  shippedDocument,
} from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { copyTree, sceneOf } from '../support/scene.ts';

export const CODES = ['cube_013_001', 'cube_013_004', 'cube_013_021', 'cube_013_022', 'stat_003_007', 'stat_013_001'];
export const YEAR = 2022;
export const PEOPLE = 6_000;
/** Some sectors have few people. */
export const LIVES = 'HASH(i) % 100 < 6 * (i % 18)';
/** Claims as if by chance. */
export const CLAIMS = `${LIVES} AND HASH(i, code, m) % 100 < CASE WHEN code = 453154 THEN 12 WHEN code = 109616 THEN 93 ELSE 60 END`;

/** Categories of imaging that no indicator of the scene shows. */
const OTHERS = ['RX', 'CHEST_RX', 'ULTRASOUND', 'DENTAL', 'CT', 'CBCT', 'MRI', 'SCINTIGRAPHY', 'THERAPEUTIC'].map(
  (category) => `IMAG_${category}_N`,
);

/** Those indicators with the invariants between them. */
export function catalogueWith(change: (document: Document) => void = () => {}): Catalogue {
  const shipped = shippedDocument();
  return open(
    makeCatalogue((document) => {
      for (const code of CODES) document.indicators[code] ??= { ...shipped.indicators[code], tests: [], related: [] };
      const label = () => ({ fr: 'a', nl: 'b', en: 'c' });
      document.invariants = {
        volumes: { label: label(), volume: [['cube_013_021', 'cube_013_022']] },
        twins: { label: label(), same: [['stat_013_001', 'cube_013_001']] },
        parts: { label: label(), union: { whole: 'cube_013_001', parts: ['cube_013_021', ...OTHERS] } },
        levels: { label: label(), levels: { of: 'every' } },
      };
      document.disclosure.beneficiary = { threshold: 5, method: 'linked' };
      change(document);
    }),
  );
}

/** Delivers and computes the year. */
export async function computed(
  catalogue: Catalogue,
  codes: readonly string[] = CODES,
  delivered: Delivered = {},
): Promise<string> {
  // Every catalogue of a test lies in a folder of its own.
  const definitions = JSON.stringify(catalogue).replaceAll(dirname(catalogue.file), '');
  return sceneOf('small-country', { definitions, codes, delivered }, async (dataRoot) => {
    await deliver(dataRoot, YEAR, { people: PEOPLE, population: LIVES, claims: CLAIMS, ...delivered });
    await runPipeline(catalogue, dataRoot, { codes, years: [YEAR] });
  });
}

export function copyOf(dataRoot: string): string {
  const copy = makeDataRoot();
  copyTree(dataRoot, copy);
  return copy;
}

export function engineOf(dataRoot: string, threads = 1) {
  return { threads, memoryLimit: '500MB', tempDirectory: join(dataRoot, 'work', 'tmp') };
}

export function publish(
  catalogue: Catalogue,
  dataRoot: string,
  codes: readonly string[] = CODES,
  rest: Partial<ReleaseRequest> = {},
): Promise<ReleaseManifest> {
  return publishRelease({
    catalogue,
    dataRoot,
    quarter: '2024Q4',
    fresh: codes.map((code) => ({ code, year: YEAR })),
    gates: [],
    run: null,
    engine: engineOf(dataRoot),
    now: new Date('2024-11-23T12:00:00Z'),
    ...rest,
  });
}

export function pathOf(code: string): string {
  return `cubes/${code}/year=${YEAR}/${code}.parquet`;
}
