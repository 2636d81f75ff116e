/**
 * The requests of docs/how-to/ten-requests.md are followed from scratch: each is short, and gives
 * the figures of the oracle.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { evaluate } from '../oracle/index.ts';
import { yearsArbitrary } from '../property/years-arbitrary.ts';
import { catalogueWithSections, type WrittenSections } from '../support/catalogue-with-sections.ts';
import { compareCube } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { REPOSITORY, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const YEAR = 2023;
const MOST_LINES = 12;
/** Keys of texts, which are as long as they have to be. */
const TEXT = /^\s*(label|title|description|unit|interpretations):/;
const SECTION = /^[a-z_]+:$/;

const page = readFileSync(join(REPOSITORY, 'docs', 'how-to', 'ten-requests.md'), 'utf8');
const requests = [...page.matchAll(/^## (.+)$[\s\S]*?^```yaml\n([\s\S]*?)^```$/gm)].map(
  ([, title = '', yaml = '']) => ({ title, yaml }),
);
const MAMMOGRAPHY = 450192;
const [drawn] = fc.sample(yearsArbitrary(YEAR, 150, 800), { numRuns: 1, seed: 11 });

/** Random claims rarely are of a screening, and random people rarely asked to it. */
const delivery = drawn && {
  ...drawn,
  healthCare: drawn.healthCare.map((row, i) => (i % 2 === 0 ? { ...row, SS00020: MAMMOGRAPHY } : row)),
  population: drawn.population.map((row, i) => (i % 2 === 0 ? { ...row, PP0015: YEAR - 60, PP0020: 2 } : row)),
};

/** A text of the page, which is in one language, in those of the catalogue. */
function inEveryLanguage(_: string, value: unknown): unknown {
  const { en, ...others } = Object(value) as Record<string, unknown>;
  return typeof en === 'string' && Object.keys(others).length === 0 ? { fr: en, nl: en, en } : value;
}

/** The shipped catalogue with a request instead of its own indicators. */
function catalogueWith(asked: WrittenSections): Catalogue {
  const catalogue = withTolerance(catalogueWithSections(asked, inEveryLanguage));
  // Every year is drawn anew.
  return { ...catalogue, checks: { ...catalogue.checks, members_persist: { tolerance: 1 } } };
}

it.each(requests)('$title: takes at most twelve lines', ({ yaml }) => {
  const lines = yaml.split('\n').filter((line) => line.trim() !== '' && !TEXT.test(line) && !SECTION.test(line));
  expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
});

it.each(requests)('$title: gives the figures of the oracle', async ({ yaml }) => {
  if (delivery === undefined) throw new Error('no delivery was drawn');
  const asked = parse(yaml) as WrittenSections;
  const [code = ''] = Object.keys(asked.indicators ?? {});
  const catalogue = catalogueWith(asked);
  const dataRoot = makeDataRoot();
  await writeDelivery(dataRoot, delivery);
  await runPipeline(catalogue, dataRoot, { years: [YEAR] });
  const cells = await readCube(dataRoot, code, YEAR);
  expect(compareCube(cells, evaluate(catalogue, code, delivery))).toEqual([]);
  expect(cells.some(({ obs_value: value }) => Number(value) > 0)).toBe(true);
});
