/** Years and indicators that cannot be had, and what a run that is refused leaves behind. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cubesOn } from '../cli/command.ts';
import { cubePath, hashOf } from '../support/read-cube.ts';
import { deliver, delivered } from './deliver.ts';

describe('an indicator', () => {
  it('that is named outside its years is a usage error', async () => {
    expect(await cubesOn(await delivered(), 'run', 'stat_020_033', '--years', '2018')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cubes: stat_020_033 is available from 2019, not in 2018.\n  help: choose --years 2019 or later.\n',
    });
  });

  it('that a glob matches outside its years is skipped, and reported', async () => {
    const dataRoot = await delivered();
    const { code, stdout, stderr } = await cubesOn(dataRoot, 'run', 'stat_020_03*', '--years', '2018');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'nothing to compute.\n',
      stderr: 'skipped: stat_020_033 in 2018, available from 2019\n',
    });
  });

  it('that is not known is a usage error with the nearest that is', async () => {
    expect(await cubesOn(await delivered(), 'run', 'cube_013_01', '--years', '2023')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cubes: `cube_013_01` is not an indicator of the catalogue.\n  help: did you mean `cube_013_001`?\n',
    });
  });

  it('without a published median for an available year is refused as data', async () => {
    const dataRoot = await delivered();
    await deliver(dataRoot, {}, 2027);
    expect(await cubesOn(dataRoot, 'run', '--years', '2027')).toEqual({
      code: 4,
      stdout: '',
      stderr:
        'cubes: stat_020_033 needs median_income of clinical_genetics in 2027, and no value is published for that year.\n' +
        '  help: there are values for 2019..2026; add 2027 to data/reference/parameters/median_income.csv when it is published.\n',
    });
  });
});

it.each([
  ['2023..2019', 'the range `2023..2019` ends before it begins. did you mean 2019..2023?'],
  ['23', '`23` is not a year or a range of years. write 2023 or 2015..2024 (both ends included).'],
  ['1815', 'the years `1815` are outside 1990..2100.'],
])('the years %s are a usage error', async (years, reason) => {
  const { code, stderr } = await cubesOn(await delivered(), 'run', '--years', years);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `error: option '--years <a..b>' argument '${years}' is invalid. ${reason}\n(try \`cubes --help\`)\n`,
  });
});

it('a third year that fails leaves nothing of the first two, and the cubes of an earlier run as they were', async () => {
  const dataRoot = await delivered();
  expect((await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023')).code).toBe(0);
  const before = hashOf(cubePath(dataRoot, 'cube_013_001', 2023));

  await deliver(dataRoot, { population: 'SELECT * REPLACE (1990::SMALLINT AS PP0015) FROM population' }, 2023);
  await deliver(dataRoot, {}, 2024);
  await deliver(dataRoot, { population: 'SELECT * REPLACE (2030::SMALLINT AS PP0015) FROM population' }, 2025);
  const { code, stderr } = await cubesOn(dataRoot, 'run', 'cube_013_001', '--years', '2023..2025');
  expect(stderr).toContain(
    'cubes: the data failed 1 check; nothing was computed:\n  2025 age_out_of_range: 200 of 200 rows (100 %).',
  );
  expect(code).toBe(4);
  expect(hashOf(cubePath(dataRoot, 'cube_013_001', 2023))).toBe(before);
  expect(existsSync(cubePath(dataRoot, 'cube_013_001', 2024))).toBe(false);
  expect(readdirSync(join(dataRoot, 'work')).sort()).toEqual(['RESTRICTED.txt', 'cubes', 'inputs.json', 'runs', 'tmp']);
});
