/** The catalogue that comes with the program has neither errors nor warnings. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../pipeline/catalogue/index.ts';
import { withDuckDB } from '../../pipeline/engine/index.ts';
import { relationProblems } from '../../pipeline/run/index.ts';

const ROOT = join(import.meta.dirname, '../..');

it('the shipped catalogue has neither an error nor a warning', async () => {
  const { catalogue, diagnostics } = readCatalogue(join(ROOT, 'indicators.yaml'), ROOT);
  expect(diagnostics).toEqual([]);
  expect(Object.keys(catalogue?.indicators ?? {}).length).toBeGreaterThanOrEqual(33);
  const engine = { threads: 1, memoryLimit: '500MB', tempDirectory: tmpdir() };
  const { relations = {} } = catalogue ?? {};
  expect(await withDuckDB(engine, undefined, (one) => relationProblems(one, { relations }))).toEqual([]);
});
