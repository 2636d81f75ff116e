/**
 * Commands over a release with noise say how its figures were changed, hold, and give neither the
 * seed nor a figure that was counted out.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { cubes, type Outcome } from '../cli/command.ts';
import { readCube, readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, pathOf, publish, YEAR } from './scene.ts';

const SEED = '3f0c6c0f8a6b44d2b0f7f4f7f6b9d1c2';
let catalogue: Catalogue;
let root: string;
/** Digits of ratios that were counted and are nowhere published. */
let secrets: string[];

beforeAll(async () => {
  catalogue = catalogueWith((document) => {
    document.disclosure.beneficiary = { threshold: 5, method: 'cell_key', noise: 3 };
  });
  root = await computed(catalogue);
  for (const quarter of ['2024Q4', '2025Q1']) await publish(catalogue, root, CODES, { quarter, noiseSeed: SEED });
  const [exact, disclosed] = [new Set<string>(), new Set<string>()];
  for (const code of CODES) {
    for (const { obs_value: value } of await readParquet(join(root, 'releases', 'current', pathOf(code))))
      if (typeof value === 'number') disclosed.add(digitsOf(value));
    for (const row of await readCube(root, code, YEAR))
      for (const name of ['obs_value', 'ci_lower', 'ci_upper', 'std_value'])
        if (typeof row[name] === 'number') exact.add(digitsOf(row[name]));
  }
  secrets = [...exact].filter((digits) => !disclosed.has(digits) && digits.length > 7);
});

/** As they are printed: whole, and not rounded to less than six decimals. */
function digitsOf(value: number): string {
  return String(Math.trunc(value * 1e6) / 1e6);
}

const run = (...args: string[]) =>
  cubes(['--catalogue', catalogue.file, '--data', root, ...args], { env: { CUBES_NOISE_SEED: SEED } });

function expectNothing({ stdout, stderr }: Outcome): void {
  expect(secrets.length).toBeGreaterThan(100);
  for (const said of [stdout, stderr]) {
    expect(secrets.filter((digits) => said.includes(digits))).toEqual([]);
    expect(said).not.toContain(SEED);
  }
}

describe('a command', () => {
  it.each([
    ['show cube_013_021', /noise of at most 3 persons/],
    ['audit current', /noise of at most 3.*No figure lies between 0 and the threshold/],
    ['audit current --json', /"changed": "noise of at most 3"/],
    ['verify current', /is valid/],
    ['diff 2024Q4 2025Q1', /./],
    ['status', /./],
    ['protect', /noise of at most 3, no figure below the threshold/],
    [`explain cube_013_021 --year ${YEAR} --area 11001`, /not what was counted: noise of at most 3/],
    [`explain cube_013_021 --year ${YEAR} --area 11001 --json`, /"changed": "noise of at most 3"/],
    ['export cube_013_021 --format csv -o -', /11001/],
    ['refresh 2024Q4 --force --years 2022 --log json --json', /"release": "2024Q4-2"/],
  ])('reports how figures were changed, and no counted figure: %s', async (line, wanted) => {
    const outcome = await run(...line.split(' '));
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout).toMatch(wanted);
    expectNothing(outcome);
  });

  it('refuses another seed than that of the data root, and prints neither', async () => {
    rmSync(join(root, 'work', 'noise-seed'), { force: true });
    const outcome = await cubes(
      ['--catalogue', catalogue.file, '--data', root, 'refresh', '2024Q4', '--force', '--years', String(YEAR)],
      { env: { CUBES_NOISE_SEED: 'too short' } },
    );
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringMatching(/can be guessed/) });
    expect(outcome.stderr).not.toContain('too short');
    const without = await cubes([
      ...['--catalogue', catalogue.file, '--data', root, 'refresh', '2024Q4', '--force', '--years', String(YEAR)],
    ]);
    expect(without).toMatchObject({ code: 6, stderr: expect.stringMatching(/is gone/) });
    expectNothing(without);
  });
});
