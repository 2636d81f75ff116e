/**
 * No command gives a figure out that a release does not show: whatever it prints, on whichever
 * stream, in whichever format, also where it refuses.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { PRIMARY } from '../../pipeline/disclosure/index.ts';
import { cubes, type Outcome } from '../cli/command.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readCube, readParquet } from '../support/read-cube.ts';
import { CODES, catalogueWith, computed, copyOf, pathOf, publish, YEAR } from './scene.ts';

let catalogue: Catalogue;
let root: string;
/** With nothing published. */
let computedRoot: string;
/** Digits of suppressed ratios that no shown cell has. */
let secrets: string[];
/** Area and member of a suppressed cell of a cube by age. */
let suppressed: { area: string; age: string };

beforeAll(async () => {
  catalogue = catalogueWith();
  root = await computed(catalogue);
  computedRoot = copyOf(root);
  await publish(catalogue, root);
  await publish(catalogue, root, CODES, { quarter: '2025Q1' });
  const [hidden, shown] = [new Set<string>(), new Set<string>()];
  for (const code of CODES) {
    const rows = await readParquet(join(root, 'releases', 'current', pathOf(code)));
    for (const [i, cell] of (await readCube(root, code, YEAR)).entries()) {
      for (const name of ['obs_value', 'ci_lower', 'ci_upper', 'std_value'])
        if (typeof cell[name] === 'number') (rows[i]?.[name] === null ? hidden : shown).add(digitsOf(cell[name]));
      if (code === 'cube_013_021' && rows[i]?.conf_status === 'A' && cell.age_group !== 'total')
        suppressed = { area: String(cell.ref_area), age: String(cell.age_group) };
    }
  }
  secrets = [...hidden].filter((digits) => !shown.has(digits) && digits.length > 7);
});

/** As they are printed: whole, and not rounded to less than six decimals. */
function digitsOf(value: number): string {
  return String(Math.trunc(value * 1e6) / 1e6);
}

/**
 * All that a file holds, as text: numbers of tables as they are, which the digits are a part of.
 */
async function textOf(file: string): Promise<string> {
  if (file.endsWith('.parquet')) return JSON.stringify(await readParquet(file));
  if (file.endsWith('.xlsx')) return JSON.stringify(await readXlsxFile(file));
  return readFileSync(file, 'utf8');
}

/** Whether a text holds a number that begins with these digits. */
function holds(text: string, digits: string): boolean {
  return new RegExp(`(?<![0-9.])${digits.replace('.', '\\.')}`).test(text);
}

function expectNothing({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>): void {
  expect(secrets.filter((digits) => holds(stdout, digits) || holds(stderr, digits))).toEqual([]);
}

const run = (...args: string[]) => cubes(['--catalogue', catalogue.file, '--data', root, ...args]);

describe('a command', () => {
  it('would be caught: the unprotected cubes hold what is looked for', async () => {
    expect(secrets.length).toBeGreaterThan(20);
    const disclosed = JSON.stringify(await Promise.all(CODES.map((code) => readCube(root, code, YEAR))));
    expect(secrets.filter((digits) => holds(disclosed, digits)).length).toBe(secrets.length);
  });

  it.each([
    ['list'],
    ['list', '--json'],
    ['show', 'cube_013_021'],
    ['status'],
    ['status', '--json'],
    ['verify', 'current', '--json'],
    ['diff', '2024Q4', '2025Q1', '--json'],
    ['audit', 'current'],
    ['audit', 'current', '--json'],
    ['protect', '--compare'],
    ['protect', '--compare', '--json'],
    ['plan', 'cube_013_021', '--years', String(YEAR), '--sql'],
    ['sql', 'SELECT * FROM cube_013_021', '--format', 'json'],
    ['sql', "SELECT * FROM stat_003_007 WHERE conf_status <> 'F'", '--format', 'csv'],
    ['export', 'cube_013_021', '--format', 'csv', '--out', '-'],
  ])('gives no suppressed figure out: %s %s %s', async (...args) => {
    const outcome = await run(...args);
    expect(outcome).toMatchObject({ code: 0 });
    expect(outcome.stdout.length).toBeGreaterThan(20);
    expectNothing(outcome);
  });

  it('explains a suppressed cell without a figure of it', async () => {
    const targets = [
      'explain',
      'cube_013_021',
      '--year',
      String(YEAR),
      '--area',
      suppressed.area,
      '--age',
      suppressed.age,
    ];
    for (const more of [[], ['--json'], ['--sql']]) {
      const outcome = await run(...targets, ...more);
      expect(outcome).toMatchObject({ code: 0 });
      expectNothing(outcome);
    }
    const { figure } = JSON.parse((await run(...targets, '--json')).stdout);
    expect(figure).toMatchObject({ numerator: null, denominator: null, obs_value: null, interval: null });
  });

  it.each(['parquet', 'csv', 'xlsx', 'json-stat', 'sdmx-csv', 'data-package', 'dcat'])(
    'writes no suppressed figure into %s',
    async (format) => {
      const out = join(makeDataRoot(), format);
      const place = format === 'dcat' ? ['--base-url', 'https://example.org/atlas'] : [];
      const outcome = await run('export', ...CODES, '--format', format, '--out', out, ...place);
      expect(outcome).toMatchObject({ code: 0 });
      const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name));
      const written = files.filter((file) => statSync(file).isFile());
      expect(written.length).toBeGreaterThan(0);
      for (const file of written) expectNothing({ stdout: await textOf(file), stderr: '' });
    },
  );

  it('logs no suppressed figure while it publishes', async () => {
    const outcome = await run('refresh', '2024Q4', '--force', '--years', String(YEAR), '--log', 'json', '--json');
    expectNothing(outcome);
    expect(outcome.stderr.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(3);
  });
});

it('a refusal reports how many cells, and none of their figures', async () => {
  const again = copyOf(root);
  const error: Error = await publish(catalogue, again, CODES, { quarter: '2025Q2', protection: PRIMARY }).then(
    () => Promise.reject(new Error('published')),
    (failure) => failure,
  );
  expect(error.message).toMatch(/discloses sensitive cells/);
  expectNothing({ stdout: error.message, stderr: JSON.stringify(error) });
});

it('an audit of primary suppression alone ends with the cells that are surely disclosed, and 6', async () => {
  const alone = catalogueWith(({ disclosure }) => {
    disclosure.beneficiary = { threshold: 5, method: 'primary' };
  });
  const own = copyOf(computedRoot);
  await publish(alone, own);
  const { code, stdout, stderr } = await cubes(['--data', own, 'audit', 'current', '--json']);
  const [year] = JSON.parse(stdout).years;
  expect(code).toBe(6);
  expect(year.exactlyDisclosed).toBeGreaterThan(50);
  expect(year.exactlyDisclosed + year.tooNarrow + year.unproven).toBe(year.targets);
  for (const { width } of year.worst) expect(width).toBe(0);
  expect(stderr).toContain(`${year.exactlyDisclosed} of ${year.targets} sensitive cells can be disclosed exactly`);
});

it('an audit does not call safe what a policy leaves open', async () => {
  const open = catalogueWith(({ disclosure }) => {
    disclosure.beneficiary = 'none';
  });
  const own = copyOf(computedRoot);
  await publish(open, own);
  const { code, stdout } = await cubes(['--data', own, 'audit', 'current']);
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout:
      'beneficiary: shown as counted, by policy (`none`); not audited.\n2024Q4: no figure of it is protected, so nothing was audited.\n',
  });
});

// Records of runs hold figures of the country; they lie in the work folder, which is restricted.
it('events of lineage, and whatever text is outside of the work folder, hold no suppressed figure', () => {
  const texts = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((file) => /\.(json|jsonl)$/.test(file) && statSync(file).isFile())
    .filter((file) => file.endsWith('.openlineage.jsonl') || !file.startsWith(join(root, 'work')));
  expect(texts.length).toBeGreaterThan(5);
  for (const file of texts) {
    const text = readFileSync(file, 'utf8');
    expect(
      secrets.filter((digits) => holds(text, digits)),
      file,
    ).toEqual([]);
  }
});
