/** What there is not is refused with what there is: exit code 2. And what the command prints. */
import { chmodSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cubes } from '../cli/command.ts';
import { refreshOf } from '../refresh/refreshing.ts';
import { deliver, makeCatalogue, open } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { rowsOf } from './explaining.ts';

let file: string;
let dataRoot: string;
beforeAll(async () => {
  file = makeCatalogue();
  dataRoot = makeDataRoot();
  for (const year of [2021, 2022, 2023]) await deliver(dataRoot, year);
  await refreshOf(open(file), dataRoot, '2024Q4');
});

async function explain(...args: readonly string[]) {
  const outcome = await cubes(['--catalogue', file, '--data', dataRoot, 'explain', ...args]);
  return { ...outcome, stderr: outcome.stderr.replaceAll(dataRoot, 'DATA') };
}

const CELL = ['cube_013_001', '--year', '2022', '--area', '11001'];

it.each(['Aartselaar', 'AARTSELAAR', "Province d'Anvers", 'provincie antwerpen'])(
  'an area is found by its name in any language: %s',
  async (name) => {
    const { code, stdout } = await explain('cube_013_001', '--year', '2022', '--area', name);
    expect(code).toBe(0);
    expect(stdout).toMatch(/municipality 11001|province 10000/);
  },
);

it.each([40, 80])('an explanation fits %i columns', async (columns) => {
  const args = ['--catalogue', file, '--data', dataRoot, 'explain', ...CELL];
  const { stdout } = await cubes(args, { env: { COLUMNS: String(columns) } });
  expect(stdout.split('\n').filter((line) => [...line].length > columns)).toEqual([]);
});

describe('is refused with exit code 2', () => {
  it.each([
    [
      'an indicator',
      ['cube_013_01', '--year', '2022', '--area', '11001'],
      '`cube_013_01` is not an indicator',
      '`cube_013_001`?',
    ],
    [
      'a year',
      ['cube_013_001', '--year', '2019', '--area', '11001'],
      '2019 is not in the release 2024Q4',
      'there is 2022',
    ],
    ['an area', ['cube_013_001', '--year', '2022', '--area', '11003'], '`11003` is not an area', '(Aartselaar)?'],
    [
      'an area by a name',
      ['cube_013_001', '--year', '2022', '--area', 'Aartselar'],
      '`Aartselar` is not an area',
      'did you mean Aartselaar?',
    ],
    [
      'an area of another level',
      ['cube_013_001', '--year', '2022', '--area', '11001A00-'],
      'the indicator is not published at that level',
      'it lies in 11001 (Aartselaar).',
    ],
    ['a member', [...CELL, '--age', '40-50'], '`40-50` is not a member of age_group', '`40-49`?'],
    ['a dimension', [...CELL, '--where', 'agegroup=40-49'], 'not broken down by agegroup', '`age_group`?'],
    ['a dimension of others', [...CELL, '--sex', 'male'], 'not broken down by sex', 'it is broken down by age_group.'],
    ['a group without a member', [...CELL, '--where', 'age_group'], 'names no member', '--where age_group=40-49'],
    ['a dimension twice', [...CELL, '--age', '40-49', '--where', 'age_group=0-9'], 'age_group is named twice', ''],
    ['a release', [...CELL, '--release', '2024Q3'], 'no release `2024Q3`', '`2024Q4`?'],
    [
      'a release of unprotected figures',
      [...CELL, '--release', '2024Q4', '--work'],
      '--work cannot be combined with --release',
      '',
    ],
    ['a language', [...CELL, '--lang', 'de'], 'no sheet in `de`', 'fr, nl, en'],
    [
      'a cube that was not computed',
      ['cube_013_001', '--year', '2021', '--area', '11001', '--work'],
      'is not computed',
      'cubes run',
    ],
  ])('%s that there is not', async (_, args, message, help) => {
    const { code, stdout, stderr } = await explain(...args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
  });
});

describe('prints', () => {
  it('the figure, its definition, its statements and inputs, its run and release', async () => {
    const [row] = (await rowsOf(dataRoot, 'cube_013_001', 2022)).filter(
      ({ ref_area, age_group }) => ref_area === '01000' && age_group === 'total',
    );
    const { code, stdout, stderr } = await explain('cube_013_001', '--year', '2022', '--area', '01000');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2022 | Belgique, country 01000 | age_group total');
    const counts = [row?.numerator, row?.denominator].map((count) => Number(count).toLocaleString('en-GB'));
    expect(stdout).toContain(`= ${counts.join(' / ')} x 100`);
    for (const head of [
      'Definition',
      'Codes',
      'Statements that lead to it',
      'Inputs',
      'Data checks',
      'Gates',
      'Run',
      'Release',
    ])
      expect(stdout).toContain(`\n\n${head}\n`);
    expect(stdout).not.toContain('CREATE ');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
  });

  it('the SQL on demand', async () => {
    const { stdout } = await explain(...CELL, '--sql');
    expect(stdout).toContain('SET VARIABLE year = 2022;');
    expect(stdout).toContain('CREATE OR REPLACE VIEW cube_013_001 AS');
    expect(stdout).not.toContain(dataRoot);
  });

  it('of a suppressed figure why it is suppressed', async () => {
    const suppressed = (await rowsOf(dataRoot, 'cube_013_001', 2022)).find(({ conf_status }) => conf_status === 'A');
    const args = ['--area', String(suppressed?.ref_area), '--age', String(suppressed?.age_group)];
    const { code, stdout } = await explain('cube_013_001', '--year', '2022', ...args);
    expect(code).toBe(0);
    expect(stdout).toContain('Suppressed (Q, A): fewer than 5 people');
    expect(stdout).toContain('It is suppressed, and so are the figures that it could be derived from.');
    expect(stdout).not.toMatch(/= \d+ \/ \d+/);
  });

  it('an unprotected figure after a notice', async () => {
    const { code, stdout, stderr } = await explain(...CELL, '--work', '--json');
    expect(code).toBe(0);
    expect(stderr).toContain('not for publication');
    expect(JSON.parse(stdout)).toMatchObject({ version: 2, of: 'work', figure: { conf_status: 'N' } });
  });

  it('JSON of the same, in the language that is asked for', async () => {
    const { stdout } = await explain(...CELL, '--json', '--lang', 'nl');
    const { definition, cell, statements } = JSON.parse(stdout);
    expect(cell).toMatchObject({
      code: 'cube_013_001',
      year: 2022,
      ref_area: '11001',
      members: { age_group: 'total' },
    });
    expect(definition.title).toBe(open(file).indicators.cube_013_001?.title.nl);
    expect(statements.every((statement: object) => !('sql' in statement))).toBe(true);
  });
});

it('a sheet that cannot be read is reported with its file, and 4', async () => {
  const sheet = join(realpathSync(join(dataRoot, 'releases', 'current')), 'metadata', 'cube_013_001.json');
  const text = readFileSync(sheet, 'utf8');
  chmodSync(sheet, 0o644);
  writeFileSync(sheet, '{');
  try {
    const { code, stderr } = await explain(...CELL);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr:
        'cubes: DATA/releases/2024Q4/metadata/cube_013_001.json cannot be read.\n  help: see what else is wrong with `cubes verify`.\n',
    });
  } finally {
    writeFileSync(sheet, text);
  }
});

it('writes nothing below the data root', async () => {
  const before = readdirSync(dataRoot, { recursive: true }).sort();
  await explain(...CELL);
  expect(readdirSync(dataRoot, { recursive: true }).sort()).toEqual(before);
  expect(readdirSync(join(dataRoot, 'work')).sort()).toEqual(expect.arrayContaining(['cubes', 'runs']));
});
