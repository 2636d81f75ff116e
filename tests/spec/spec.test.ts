/** Every worked example in this folder, on the oracle and on the pipeline. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type Cell, evaluate } from '../oracle/index.ts';
import { compareCube, compareSupport } from '../support/compare-cubes.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readSupport } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';
import { type Expectation, readExample } from './read-example.ts';

const KEYS = ['area_level', 'ref_area'];
/** Pages show a few decimals. */
const CLOSE = 1e-6;
const examples = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.md'))
  .map((file) => readExample(join(import.meta.dirname, file)));

describe.each(examples.map((example) => [example.title, example] as const))('%s', (_title, example) => {
  const { deliveries, expectations } = example;
  const catalogueFor = (expectation: Expectation) => example.adapt(shippedCatalogue(expectation.vintage));
  const evaluateFor = (expectation: Expectation, catalogue: Catalogue) => {
    const delivery = deliveries.find(({ year }) => year === expectation.year);
    if (delivery === undefined) throw new Error(`the example has no input for ${expectation.year}`);
    const others = deliveries.filter((other) => other !== delivery);
    return evaluate(catalogue, expectation.code, { ...delivery, others });
  };

  const cases = expectations.map((expectation) => [expectation.heading, expectation] as const);

  /** By map and year, where everything is computed that the example expects of them. */
  const computed: Record<string, string> = {};
  const scopeOf = ({ vintage, year }: Expectation) => `${vintage} ${year}`;
  beforeAll(async () => {
    for (const first of expectations) {
      if (computed[scopeOf(first)] !== undefined) continue;
      const dataRoot = makeDataRoot();
      for (const delivery of deliveries) await writeDelivery(dataRoot, delivery);
      const alike = expectations.filter((other) => scopeOf(other) === scopeOf(first));
      const codes = [...new Set(alike.map(({ code }) => code))];
      await runPipeline(catalogueFor(first), dataRoot, { codes, years: [first.year] });
      computed[scopeOf(first)] = dataRoot;
    }
  });

  it.each(cases)('on the oracle: %s', (_heading, expectation) => {
    const catalogue = catalogueFor(expectation);
    expectCells(evaluateFor(expectation, catalogue).cells, expectation, catalogue);
  });

  it.each(cases)('on the pipeline: %s', async (_heading, expectation) => {
    const { code, year } = expectation;
    const catalogue = catalogueFor(expectation);
    const dataRoot = computed[scopeOf(expectation)] ?? '';
    const cells = await readCube(dataRoot, code, year);
    expectCells(cells, expectation, catalogue);
    const oracle = evaluateFor(expectation, catalogue);
    expect(compareCube(cells, oracle)).toEqual([]);
    expect(compareSupport(await readSupport(dataRoot, code, year), oracle)).toEqual([]);
  });
});

/** Compares the columns that the expectation shows, row by row. */
function expectCells(cells: readonly Cell[], { code, rows }: Expectation, catalogue: Catalogue): void {
  const dimensions = catalogue.indicators[code]?.dimensions ?? [];
  const found = rows.map((row) => {
    const cell = cells.find(
      (one) =>
        KEYS.every((key) => one[key] === row[key]) && dimensions.every((name) => one[name] === (row[name] ?? 'total')),
    );
    if (cell !== undefined) return show(cell, row);
    const first = Object.keys(row).find((column) => !KEYS.includes(column) && !dimensions.includes(column)) ?? '';
    const key = [...KEYS, ...dimensions].filter((column) => row[column] !== undefined);
    return {
      ...Object.fromEntries(Object.keys(row).map((column) => [column, key.includes(column) ? row[column] : ''])),
      [first]: 'no row',
    };
  });
  expect(found).toEqual(rows);
}

/**
 * The cell's columns that the row shows, as text; a value that is the same but for the last digits
 * is reported as the row has it.
 */
function show(cell: Cell, row: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(row).map(([column, expected]): [string, string] => {
    const value = cell[column];
    if (value === null || value === undefined) return [column, ''];
    const isClose = typeof value === 'number' && expected !== '' && Math.abs(value - Number(expected)) < CLOSE;
    return [column, isClose ? expected : String(value)];
  });
  return Object.fromEntries(shown);
}
