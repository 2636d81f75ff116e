/** The command starts from code that was compiled when it was built, and from no other's. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { compiledOf, loadBundle } from '../../pipeline/cli/load-bundle.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const BUNDLE = join(REPOSITORY, 'dist', 'cli', 'bundle.cjs');
const folder = mkdtempSync(join(tmpdir(), 'cubes-compiled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copyOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  writeFileSync(compiledOf(file), readFileSync(compiledOf(BUNDLE)));
  return file;
}

it('takes the compiled code of the bundle', () => {
  expect(loadBundle(copyOf('same.cjs', readFileSync(BUNDLE, 'utf8'))).script.cachedDataRejected).toBe(false);
});

it('leaves the compiled code of another text of the same length alone', () => {
  const other = readFileSync(BUNDLE, 'utf8').replace('const moduleUrl', 'const moduleUrI');
  expect(loadBundle(copyOf('other.cjs', other)).script.cachedDataRejected).toBeUndefined();
});

it('starts without compiled code', () => {
  const file = join(folder, 'alone.cjs');
  writeFileSync(file, 'globalThis.startedAlone = module.exports !== undefined && __dirname;');
  loadBundle(file).run();
  expect((globalThis as { startedAlone?: unknown }).startedAlone).toBe(folder);
});
