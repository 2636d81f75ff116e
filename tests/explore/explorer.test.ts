/** What a session answers: rows as they are, all of them or a failure, and what may come next. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Explorer, suggestNext } from '../../pipeline/explore/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { readParquet } from '../support/read-cube.ts';
import { explore, type Released, refusalOf, release, rowsOf } from './released.ts';

let released: Released;
let explorer: Explorer;
beforeAll(async () => {
  released = await release();
  explorer = await explore(released);
});
afterAll(() => explorer.close());

const rows = async (sql: string, asking = {}) => rowsOf(await explorer.ask(sql, asking));

describe('an answer', () => {
  it('holds values as JSON has them', async () => {
    expect(
      await rows(
        "SELECT 1::BIGINT AS a, 9007199254740993 AS b, 1.25 AS c, DATE '2024-02-29' AS d, [1, NULL] AS e, {'x': 'y'} AS f, NULL AS g, true AS h, 0.1::DOUBLE AS i",
      ),
    ).toEqual([
      { a: 1, b: '9007199254740993', c: 1.25, d: '2024-02-29', e: [1, null], f: { x: 'y' }, g: null, h: true, i: 0.1 },
    ]);
  });

  it('distinguishes columns of one name', async () => {
    expect(await rows('SELECT 1 AS a, 2 AS a')).toEqual([{ a: 1, a_1: 2 }]);
  });

  it('says what its columns are', async () => {
    const { columns } = await explorer.ask('SELECT ref_area, obs_value FROM total LIMIT 0');
    expect(columns).toEqual([
      { name: 'ref_area', type: 'VARCHAR', isNumber: false },
      { name: 'obs_value', type: 'DOUBLE', isNumber: true },
    ]);
  });

  it('comes in order, whatever its size', async () => {
    const { rows: batches, count } = await explorer.ask('SELECT range AS i FROM range(300000) ORDER BY i DESC');
    expect(count).toBe(300_000);
    let next = 299_999;
    for await (const batch of batches) for (const [i] of batch) expect(i).toBe(next--);
    expect(next).toBe(-1);
  });

  it('is cut at the limit, and reports it', async () => {
    const cut = await explorer.ask('SELECT range AS i FROM range(300000) ORDER BY i DESC', { limit: 2 });
    expect(cut).toMatchObject({ count: 2, isCut: true });
    expect(await rowsOf(cut)).toEqual([{ i: 299_999 }, { i: 299_998 }]);
    expect(await explorer.ask('FROM range(2)', { limit: 2 })).toMatchObject({ count: 2, isCut: false });
  });

  it('is a failure, not fewer rows, where a statement fails in the middle', async () => {
    const sql = "SELECT CASE WHEN range = 250000 THEN error('a person') ELSE 'x' END AS a FROM range(300000)";
    await expect(explorer.ask(sql)).rejects.toMatchObject({ kind: 'engine' });
  });

  it('shows what is suppressed as nothing, with its status', async () => {
    const suppressed = await rows("SELECT * FROM stat_003_007 WHERE obs_status = 'Q'");
    expect(suppressed.length).toBeGreaterThan(0);
    for (const row of suppressed)
      expect(row).toMatchObject({
        numerator: null,
        denominator: null,
        obs_value: null,
        ci_lower: null,
        ci_upper: null,
      });
  });
});

describe('a parameter', () => {
  it('takes the type that the statement asks for', async () => {
    const parameters = { year: '2022', area: '01000', n: '1' };
    const found = await rows(
      'SELECT time_period, ref_area FROM total WHERE time_period = $year AND ref_area = $area LIMIT $n',
      { parameters },
    );
    expect(found).toEqual([{ time_period: 2022, ref_area: '01000' }]);
  });

  it('is a value, whatever it says', async () => {
    expect(await rows('SELECT $a AS a', { parameters: { a: "'; DROP TABLE x" } })).toEqual([{ a: "'; DROP TABLE x" }]);
  });

  it('is asked for where it is missing', async () => {
    expect(await refusalOf(explorer, 'SELECT $year, $area')).toEqual({
      kind: 'usage',
      message: '$year and $area have no value.',
    });
  });
});

describe('a mistake', () => {
  it.each([
    ['SELECT nope FROM area', /Referenced column "nope" not found/],
    ['SELEC 1', /syntax error at or near "SELEC"/],
    ['FROM cube_013_01', /there is no table cube_013_01\./],
  ])('in %s is reported with its line', async (sql, said) => {
    const { kind, message } = await refusalOf(explorer, sql);
    expect(kind).toBe('usage');
    expect(message).toMatch(said);
    expect(message).toContain(`>   1 | ${sql}`);
  });

  it('of an answer that no table holds is reported with what to write', async () => {
    await expect(explorer.ask('SELECT (1, 2)')).rejects.toMatchObject({
      kind: 'usage',
      help: expect.stringContaining('name its fields'),
    });
  });

  it('in the name of a table comes with the nearest', async () => {
    await expect(explorer.ask('FROM cube_013_01')).rejects.toMatchObject({ help: 'did you mean `cube_013_001`?' });
    await expect(explorer.ask('FROM completely_else')).rejects.toMatchObject({ help: 'list them with `SHOW TABLES`.' });
  });
});

describe('an interrupt', () => {
  it('ends the running statement, and the next one runs', async () => {
    const running = explorer.ask('SELECT SUM(a.range * b.range) FROM range(1000000) AS a, range(1000000) AS b');
    setTimeout(() => explorer.interrupt(), 200);
    await expect(running).rejects.toMatchObject({ kind: 'interrupted' });
    expect(await rows('SELECT 1 AS a')).toEqual([{ a: 1 }]);
  });

  it('ends the reading of an answer', async () => {
    const { rows: batches } = await explorer.ask('FROM range(3000000)');
    const reading = (async () => {
      let read = 0;
      for await (const batch of batches) {
        read += batch.length;
        explorer.interrupt();
      }
      return read;
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'interrupted' });
  });
});

describe('a file', () => {
  it('is written as typed Parquet, and no other one', async () => {
    const target = join(makeDataRoot(), 'out.parquet');
    const session = await explore(released, { target });
    try {
      expect(await session.save('FROM total WHERE time_period = $year ORDER BY ALL', { year: '2022' })).toBeGreaterThan(
        0,
      );
      const written = await readParquet(target);
      expect(written).toEqual(await rows('FROM total WHERE time_period = 2022 ORDER BY ALL'));
      expect(await refusalOf(session, `COPY (SELECT 1) TO '${target}'`)).toMatchObject({ kind: 'usage' });
      await expect(session.save('EXPLAIN SELECT 1')).rejects.toMatchObject({ kind: 'usage' });
    } finally {
      session.close();
    }
  });
});

describe('what may come next', () => {
  it.each([
    ['sel', 'sel', 'select '],
    ['SEL', 'SEL', 'SELECT '],
    ['SELECT * FROM cube_013_02', 'cube_013_02', 'cube_013_021'],
    ['SELECT * FROM cube_013_001 WHERE age_', 'age_', 'age_group'],
    ["SELECT 'é', time_p", 'time_p', 'time_period'],
    ["FROM area_name WHERE name = 'Antw", 'Antw', "Antwerpen'"],
    ["FROM area WHERE area_level = 'muni", 'muni', "municipality'"],
    ["FROM total WHERE code = 'stat_003", 'stat_003', "stat_003_007'"],
  ])('after %s', async (text, typed, word) => {
    const found = await suggestNext(explorer, text);
    expect(found.typed).toBe(typed);
    expect(found.words).toContain(word);
  });

  it('is nothing after what makes no sense', async () => {
    expect((await suggestNext(explorer, 'nonsense here is so')).words).toEqual([]);
  });
});
