/**
 * The tests that stand beside the indicators pass, every indicator has one, and the bench counts as
 * a real run does.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DefinitionTest, LIMIT_FIGURES } from '../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { isPassed, runTest, TestBench } from '../../pipeline/examples/index.ts';
import type { Row } from '../oracle/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { shippedCatalogue, withTolerance } from '../support/shipped-catalogue.ts';
import { writeDelivery } from '../support/write-delivery.ts';

const catalogue = shippedCatalogue();
const all = Object.entries(catalogue.tests).flatMap(([code, tests]) => tests.map((test) => [code, test] as const));

let engine: Engine;
let bench: TestBench;
beforeAll(async () => {
  engine = await openDuckDB({ threads: 1, memoryLimit: '1GB', tempDirectory: makeDataRoot() });
  bench = new TestBench(engine);
});
afterAll(() => engine.close());

it('every indicator has a test beside it', () => {
  const without = Object.keys(catalogue.indicators).filter((code) => (catalogue.tests[code] ?? []).length === 0);
  expect(without).toEqual([]);
});

it('the tests of the catalogue pass', async () => {
  const failed: string[] = [];
  for (const [code, test] of all) {
    const result = await runTest(bench, catalogue, code, test);
    if (!isPassed(result)) failed.push(`${code}: ${test.name}`);
  }
  expect(failed).toEqual([]);
});

describe('a test counts what a run over the same rows as files counts', () => {
  const whole = ['cube_013_001', 'stat_003_007', 'stat_020_033', 'stat_003_012'];
  it.each(whole)('%s', async (code) => {
    const test = (catalogue.tests[code] ?? []).find(({ year }) => year === 2023) as DefinitionTest;
    const dataRoot = makeDataRoot();
    await writeDelivery(dataRoot, {
      year: 2023,
      healthCare: delivered(test, 'health_care'),
      population: delivered(test, 'population'),
      practitioner: delivered(test, 'practitioner'),
    });
    await runPipeline(withTolerance(catalogue), dataRoot, { codes: [code], years: [2023] });
    const areas = new Set(test.expect.map(({ keys }) => `${keys.area_level} ${keys.ref_area}`));
    const written = (await readCube(dataRoot, code, 2023)).filter((row) =>
      areas.has(`${row.area_level} ${row.ref_area}`),
    );

    await bench.load(catalogue, test);
    const computed = await bench.compute(catalogue, code, test);
    const columns = Object.keys(written[0] ?? {}).filter((column) => !LIMIT_FIGURES.some((name) => name === column));
    const figures = (rows: readonly Readonly<Record<string, unknown>>[]) =>
      rows.map((row) => JSON.stringify(columns.map((column) => row[column])));
    expect(columns).toContain('obs_value');
    expect(figures(computed).sort()).toEqual(figures(written).sort());
  });

  /** The rows of a test under their delivered names; a source must have a row to be a delivery. */
  function delivered(test: DefinitionTest, source: string): Row[] {
    const columns = Object.values(catalogue.sources[source]?.columns ?? {});
    const rows = test.rows[source] ?? [{}];
    return rows.map((row: Readonly<Record<string, string | null>>) =>
      Object.fromEntries(columns.map(({ name, from }) => [from, row[name] ?? null])),
    );
  }
});
