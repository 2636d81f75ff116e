/** `cubes test` as a process: what it prints and how it ends. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';

const MAIN = join(REPOSITORY, 'dist', 'cli', 'main.cjs');

/** The catalogue of the repository in a folder of its own, with one text replaced. */
function changedCatalogue(from: string, to: string): string {
  const folder = makeDataRoot();
  mkdirSync(join(folder, 'data'));
  symlinkSync(join(REPOSITORY, 'data', 'reference'), join(folder, 'data', 'reference'));
  cpSync(join(REPOSITORY, 'sql'), join(folder, 'sql'), { recursive: true });
  const text = readFileSync(join(REPOSITORY, 'indicators.yaml'), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, 'indicators.yaml'), text.replace(from, to));
  return folder;
}

function cubes(folder: string, ...args: string[]) {
  return spawnSync('node', [MAIN, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('cubes test', () => {
  it('ends well, prints a line a test, and leaves nothing behind', () => {
    const folder = changedCatalogue('vintage: 2025', 'vintage: 2025');
    const { stdout, status } = cubes(folder, 'test', 'stat_020_*');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ok {4}stat_020_033 {2}Of all numbers, twelve/);
    expect(stdout).toMatch(/tests of 4 indicators: all passed\.\n$/);
    expect(readdirSync(join(folder, 'data'))).toEqual(['reference']);
  });

  it('ends with 3 and shows expected against actual, each with its place, where a definition has changed', () => {
    const folder = changedCatalogue('FF_MH: { at_least: 6 }', 'FF_MH: { at_least: 7 }');
    const { stdout, stderr, status } = cubes(folder, 'test', 'stat_003_007');
    expect(status).toBe(3);
    expect(stdout).toMatch(/^FAIL {2}stat_003_007 {2}Six forfaits .* \(indicators\.yaml:\d+:\d+\)$/m);
    expect(stdout).toMatch(/^ +indicators\.yaml:\d+:\d+ +country +01000 +numerator +4 +1$/m);
    expect(stderr).toMatch(/\d+ of 11 tests failed\.\n {2}help: /);
  });

  it('gives the same as JSON', () => {
    const folder = changedCatalogue('FF_MH: { at_least: 6 }', 'FF_MH: { at_least: 7 }');
    const { stdout, status } = cubes(folder, 'test', '--json', 'stat_003_007', 'stat_003_001');
    const { results, untested } = JSON.parse(stdout);
    expect(status).toBe(3);
    expect(untested).toEqual([]);
    expect(results).toHaveLength(12);
    expect(results[0]).toMatchObject({ code: 'stat_003_001', passed: true, differences: [] });
  });

  it('needs no data root', () => {
    const folder = changedCatalogue('vintage: 2025', 'vintage: 2025');
    const out = execFileSync('node', [MAIN, '--data', join(folder, 'none'), 'test', 'stat_003_001'], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(out).toContain('1 test of 1 indicator: all passed.');
    expect(readdirSync(folder).sort()).toEqual(['data', 'indicators.yaml', 'sql']);
  });
});
