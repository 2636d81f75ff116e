/**
 * The questions of `sql/explore`: each is asked of a small release, and a few answers are
 * compared with the cubes.
 */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Explorer,
  findQuestion,
  openExplorer,
  readQuestion,
  readQuestions,
  setParameters,
} from '../../pipeline/explore/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { engineOf, explore, release, rowsOf } from './released.ts';

const questions = readQuestions([join(REPOSITORY, 'sql')]);

let explorer: Explorer;
beforeAll(async () => {
  explorer = await explore(await release(), { work: true });
});
afterAll(() => explorer.close());

async function asked(name: string, given: Readonly<Record<string, string>> = {}) {
  const question = findQuestion(questions, name);
  await setParameters(explorer, question, given);
  return rowsOf(await explorer.ask(question.sql));
}

describe('a question', () => {
  it('is one of ten', () => {
    expect(questions.map(({ name }) => name)).toEqual([
      'age_profile',
      'area_profile',
      'before_and_after_merger',
      'clear_changes',
      'codes_behind_volume',
      'imaging_mix',
      'standardised_order',
      'top_and_bottom',
      'trend_by_region',
      'what_is_suppressed',
    ]);
  });

  it.each(questions)(
    '$name says what it is, and every parameter has a meaning and a default',
    ({ title, parameters, sql }) => {
      expect(title).not.toBe('');
      for (const { name, meaning, default: expression } of parameters) {
        expect(meaning, name).not.toBe('');
        expect(expression, name).toBeDefined();
      }
      const read = new Set([...sql.matchAll(/getvariable\('(\w+)'\)/g)].map(([, name]) => name));
      expect([...read].sort()).toEqual(parameters.map(({ name }) => name).sort());
    },
  );

  it.each(questions.map(({ name }) => name))('%s has an answer', async (name) => {
    const rows = await asked(name, name === 'clear_changes' ? { from_year: '2021', to_year: '2021' } : {});
    // Nothing changes within a year, and a country of six municipalities has empty ages: nothing is
    // standardised.
    if (name === 'clear_changes' || name === 'standardised_order') expect(rows).toEqual([]);
    else expect(rows.length).toBeGreaterThan(0);
  });

  it('trend_by_region gives the figures of the cube, with the change from the year before', async () => {
    const rows = await asked('trend_by_region', { indicator: 'cube_013_021' });
    const cube = await rowsOf(
      await explorer.ask(
        "SELECT time_period, ref_area, obs_value, obs_status FROM cube_013_021 WHERE area_level IN ('country', 'region') AND age_group = 'total' ORDER BY ref_area, time_period",
      ),
    );
    expect(
      rows.map(({ time_period, ref_area, obs_value, obs_status }) => ({
        time_period,
        ref_area,
        obs_value,
        obs_status,
      })),
    ).toEqual(cube);
    expect(rows[0]).toMatchObject({ name: 'Belgique', change: null });
    expect(rows[1]?.change).toBeCloseTo(Number(rows[1]?.obs_value) - Number(rows[0]?.obs_value), 12);
  });

  it('top_and_bottom gives both ends in order, and names in the language that is asked for', async () => {
    const rows = await asked('top_and_bottom', { n: '1', lang: 'nl', year: '2022' });
    expect(rows.map(({ place }) => place)).toEqual([1, 6]);
    expect(Number(rows[0]?.obs_value)).toBeGreaterThanOrEqual(Number(rows[1]?.obs_value));
    const [row] = await rowsOf(
      await explorer.ask(`SELECT name FROM area_name WHERE language = 'nl' AND ref_area = '${rows[0]?.ref_area}'`),
    );
    expect(rows[0]?.name).toBe(row?.name);
  });

  it('clear_changes gives changes whose intervals do not overlap', async () => {
    const [wanted] = await rowsOf(
      await explorer.ask(
        `SELECT COUNT(*) AS n FROM total AS a JOIN total AS b USING (code, area_level, ref_area)
         WHERE code = 'cube_013_021' AND area_level = 'municipality' AND a.time_period = 2021 AND b.time_period = 2023
         AND NOT (a.ci_lower <= b.ci_upper AND b.ci_lower <= a.ci_upper)`,
      ),
    );
    expect(await asked('clear_changes', { indicator: 'cube_013_021' })).toHaveLength(Number(wanted?.n));
  });

  it('before_and_after_merger says what was merged, and when', async () => {
    const rows = await asked('before_and_after_merger', { area: '11002', indicator: 'cube_013_001' });
    expect(rows.map(({ time_period, merger }) => [time_period, merger])).toEqual([
      [2021, 'before'],
      [2022, 'before'],
      [2023, 'before'],
    ]);
    // The map of this country names six municipalities alone.
    expect(rows[0]).toMatchObject({ merged: '11007', first_day: '2025-01-01' });
  });

  it('standardised_order gives the steps between the two orders, the longest first', async () => {
    const atlas = join(makeDataRoot(), 'atlas.duckdb');
    const connection = await (await DuckDBInstance.create(atlas)).connect();
    await connection.run(`CREATE TABLE total AS SELECT 'x' AS code, 2023 AS time_period, 'municipality' AS area_level, * FROM (VALUES
      ('1', 30.0, 10.0), ('2', 20.0, 21.0), ('3', 10.0, 30.0), ('4', NULL, NULL), ('5', 15.0, 15.0)) AS v (ref_area, obs_value, std_value)`);
    await connection.run("CREATE TABLE indicator AS SELECT 'x' AS code, 2023 AS last_year");
    await connection.run("CREATE TABLE area_name AS SELECT '1' AS ref_area, 'fr' AS language, 'Un' AS name");
    connection.closeSync();
    const session = await openExplorer({ atlas, engine: engineOf(makeDataRoot()) });
    try {
      const question = findQuestion(questions, 'standardised_order');
      await setParameters(session, question, { indicator: 'x', n: '3' });
      const rows = await rowsOf(await session.ask(question.sql));
      expect(
        rows.map(({ ref_area, name, place, standardised_place, steps_up }) => [
          ref_area,
          name,
          place,
          standardised_place,
          steps_up,
        ]),
      ).toEqual([
        ['1', 'Un', 1, 4, -3],
        ['3', null, 4, 1, 3],
        ['2', null, 2, 2, 0],
      ]);
    } finally {
      session.close();
    }
  });

  it('codes_behind_volume adds up to everything', async () => {
    const rows = await asked('codes_behind_volume', { n: '1000', year: '2022' });
    expect(rows.at(-1)?.share_up_to_here).toBeCloseTo(100, 9);
    const [wanted] = await rowsOf(
      await explorer.ask(
        "SELECT SUM(quantity)::BIGINT AS cases FROM health_care JOIN code_list USING (code) WHERE code_list = 'imaging' AND year = 2022 AND service_date >= COALESCE(valid_from, service_date) AND service_date < COALESCE(valid_to, '9999-12-31')",
      ),
    );
    expect(rows.reduce((sum, { cases }) => sum + Number(cases), 0)).toBe(wanted?.cases);
  });

  it('what_is_suppressed counts what the cubes suppress', async () => {
    const rows = await asked('what_is_suppressed');
    const [wanted] = await rowsOf(
      await explorer.ask("SELECT COUNT(*) AS suppressed FROM stat_003_007 WHERE obs_status = 'Q'"),
    );
    const found = rows
      .filter(({ code }) => code === 'stat_003_007')
      .reduce((sum, { suppressed }) => sum + Number(suppressed), 0);
    expect(found).toBe(wanted?.suppressed);
    expect(found).toBeGreaterThan(0);
  });

  it('runs in the duckdb shell, too, once its variables are set', () => {
    for (const { sql } of questions) expect(sql).not.toMatch(/\$\w/);
  });
});

describe('the parameters of a question', () => {
  const trend = () => findQuestion(questions, 'trend_by_region');

  it('is refused where it is of another type, without repeating it', async () => {
    const question = findQuestion(questions, 'top_and_bottom');
    await expect(setParameters(explorer, question, { n: 'many' })).rejects.toMatchObject({
      kind: 'usage',
      message: '`n` of top_and_bottom is of type INTEGER, which its value is not.',
    });
  });

  it('is refused where there is no such parameter', async () => {
    await expect(setParameters(explorer, trend(), { indicater: 'x' })).rejects.toMatchObject({
      kind: 'usage',
      help: 'did you mean `indicator`?',
    });
  });

  it('is needed where there is no default', async () => {
    const question = readQuestion('mine', "-- Mine.\n-- @param year INTEGER the year\nSELECT getvariable('year')");
    await expect(setParameters(explorer, question, {})).rejects.toMatchObject({
      message: 'mine needs a value for `year`.',
    });
    await setParameters(explorer, question, { year: '2021' });
    expect(await rowsOf(await explorer.ask(`${question.sql} AS year`))).toEqual([{ year: 2021 }]);
  });

  it('cannot smuggle in a statement', async () => {
    const name = "x'); COPY (SELECT 1) TO 'y";
    await setParameters(explorer, trend(), { indicator: name });
    expect(await rowsOf(await explorer.ask("SELECT getvariable('indicator') AS indicator"))).toEqual([
      { indicator: name },
    ]);
    const smuggler = readQuestion(
      'it',
      '-- It.\n-- @param a VARCHAR a\n-- @default a 1) , (FROM enable_logging()\nSELECT 1',
    );
    await expect(setParameters(explorer, smuggler, {})).rejects.toMatchObject({ kind: 'usage' });
  });
});
