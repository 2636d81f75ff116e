/** Every kind of query: how it is printed, and that a real DuckDB gives the rows it stands for. */
import { describe, expect, it } from 'vitest';
import {
  all,
  as,
  binary,
  COUNT_ROWS,
  column,
  DUCKDB,
  equal,
  join,
  number,
  printCreate,
  printName,
  printQuery,
  type Query,
  type Select,
  subquery,
  table,
  text,
} from '../../../pipeline/query/index.ts';
import { useDuckDB } from './duckdb.ts';

const duckdb = useDuckDB();
const rowsOf = (query: Query) => duckdb().query(printQuery(query));

const TWO_ROWS: Query = {
  kind: 'values',
  columns: ['k', 'v'],
  rows: [
    [number(1), text('a')],
    [number(2), text('b')],
  ],
};
const one = (value: number): Select => ({ kind: 'select', columns: [as('n', number(value))] });

describe('a query is printed a clause a line and gives its rows', () => {
  it('a select with every clause', async () => {
    const query: Select = {
      kind: 'select',
      columns: [as('v', column('v', 'l')), as('key', column('k', 'l')), as('n', COUNT_ROWS)],
      from: subquery(TWO_ROWS, 'l'),
      joins: [
        join('inner', subquery(TWO_ROWS, 'r'), equal(column('k', 'r'), column('k', 'l'))),
        join('left', subquery(one(2), 'f'), equal(column('n', 'f'), column('k', 'l'))),
        join('cross', subquery(one(1), 'c')),
      ],
      where: all(binary('>', column('k', 'l'), number(0)), binary('<', column('k', 'l'), number(9))),
      groupBy: [column('v', 'l'), column('k', 'l')],
      having: binary('<', COUNT_ROWS, number(9)),
      orderBy: [column('k', 'l')],
    };
    const values = "    SELECT * FROM (VALUES\n      (1, 'a'),\n      (2, 'b')\n    ) AS v (k, v)";
    expect(printQuery(query)).toBe(
      [
        'SELECT',
        '  l.v,',
        '  l.k AS key,',
        '  COUNT(*) AS n',
        'FROM (',
        values.replaceAll(/^ {2}/gm, ''),
        ') AS l',
        'JOIN (',
        values.replaceAll(/^ {2}/gm, ''),
        ') AS r ON r.k = l.k',
        'LEFT JOIN (',
        '  SELECT\n    2 AS n',
        ') AS f ON f.n = l.k',
        'CROSS JOIN (',
        '  SELECT\n    1 AS n',
        ') AS c',
        'WHERE (l.k > 0)',
        '  AND (l.k < 9)',
        'GROUP BY',
        '  l.v,',
        '  l.k',
        'HAVING COUNT(*) < 9',
        'ORDER BY',
        '  l.k',
      ].join('\n'),
    );
    expect(await rowsOf(query)).toEqual([
      { v: 'a', key: 1, n: 1 },
      { v: 'b', key: 2, n: 1 },
    ]);
  });

  it('a union of queries that bring their own WITH and ORDER BY', async () => {
    const ordered: Query = { ...one(2), orderBy: [number(1)] };
    const named: Query = {
      kind: 'with',
      named: [{ name: 'w', query: one(3) }],
      query: { ...one(3), from: table('w') },
    };
    const query: Query = { kind: 'union_all', parts: [one(1), ordered, named, { kind: 'written', sql: 'SELECT 4' }] };
    expect((await rowsOf(query)).map(({ n }) => n).sort()).toEqual([1, 2, 3, 4]);
  });

  it('named queries, one of which reads another', async () => {
    const query: Query = {
      kind: 'with',
      named: [
        { name: 'first', query: one(1) },
        { name: 'second', query: { kind: 'select', columns: [as('n', column('n'))], from: table('first') } },
      ],
      query: { kind: 'select', columns: [as('n', column('n', 's'))], from: table('second', 's') },
    };
    expect(printQuery(query)).toContain('WITH first AS (\n  SELECT\n    1 AS n\n),\nsecond AS (');
    expect(await rowsOf(query)).toEqual([{ n: 1 }]);
  });

  it('named queries within named queries', async () => {
    const inner: Query = {
      kind: 'with',
      named: [{ name: 'a', query: one(5) }],
      query: { ...one(6), from: table('a') },
    };
    const query: Query = { kind: 'with', named: [{ name: 'b', query: inner }], query: inner };
    expect(await rowsOf(query)).toEqual([{ n: 6 }]);
  });

  it('named queries before SQL that has its own', async () => {
    const sql = 'WITH a AS (SELECT n + 1 AS n FROM b) SELECT n FROM a ORDER BY n';
    expect(
      await rowsOf({ kind: 'with', named: [{ name: 'b', query: one(5) }], query: { kind: 'written', sql } }),
    ).toEqual([{ n: 6 }]);
  });

  it('a table function with options', async () => {
    const from = { kind: 'function', name: 'range', args: [number(2)], options: {} } as const;
    expect(await rowsOf({ kind: 'select', columns: [as('n', COUNT_ROWS)], from })).toEqual([{ n: 2 }]);
    const options = { header: { kind: 'boolean', value: true }, delim: text(';') } as const;
    const file = { kind: 'function', name: 'read_csv', args: [text("it's.csv")], options } as const;
    expect(printQuery({ kind: 'select', columns: [as('n', COUNT_ROWS)], from: file })).toContain(
      "FROM read_csv('it''s.csv', header = TRUE, delim = ';')",
    );
  });

  it('a table and a view that are made of a query', async () => {
    for (const object of ['table', 'view'] as const) {
      await duckdb().execute(printCreate({ kind: 'create', object, name: `my_${object}`, query: TWO_ROWS }));
      expect(await duckdb().query(`SELECT COUNT(*) AS n FROM my_${object}`)).toEqual([{ n: 2 }]);
    }
  });
});

describe('what indents a query leaves its meaning alone', () => {
  it('a text of two lines in a subquery', async () => {
    const inner: Query = { kind: 'select', columns: [as('v', text("a\nb's\nc"))] };
    const query: Query = { kind: 'select', columns: [as('v', column('v'))], from: subquery(inner, 'q') };
    expect(await rowsOf(query)).toEqual([{ v: "a\nb's\nc" }]);
  });

  it('written SQL with an apostrophe in a comment', async () => {
    const sql = "-- it's written\nSELECT 'a\nb' AS v /* that's\nall */";
    const inner: Query = { kind: 'written', sql };
    const query: Query = { kind: 'select', columns: [as('v', column('v'))], from: subquery(inner, 'q') };
    expect(await rowsOf(query)).toEqual([{ v: 'a\nb' }]);
  });

  it('a name of two lines', async () => {
    const inner: Query = { kind: 'select', columns: [as('a\nb', number(1))] };
    expect(await rowsOf({ kind: 'select', columns: [as('v', column('a\nb'))], from: subquery(inner, 'q') })).toEqual([
      { v: 1 },
    ]);
  });
});

it('a computed column keeps its name when it ends like it', async () => {
  const sum = binary('+', number(1), column('n', 'q'));
  expect(await rowsOf({ kind: 'select', columns: [as('n', sum)], from: subquery(one(1), 'q') })).toEqual([{ n: 2 }]);
});

describe('a name stands for itself', () => {
  it.each(['plain', 'Upper', 'with space', '1st', 'é', 'a"b', '"; DROP TABLE x; --', "it's", 'a.b', '-- x', '/*'])(
    '%j',
    async (name) => {
      await duckdb().execute(
        printCreate({ kind: 'create', object: 'table', name, query: { ...one(1), columns: [as(name, number(1))] } }),
      );
      const query: Select = { kind: 'select', columns: [as('v', column(name, name))], from: table(name) };
      expect(await rowsOf(query)).toEqual([{ v: 1 }]);
    },
  );

  it('is bare when it is plain', () => {
    expect(printName('age_group')).toBe('age_group');
  });
});

it('a name that would be SQL leaves other tables alone', async () => {
  await duckdb().execute('CREATE OR REPLACE TABLE x AS SELECT 1 AS kept');
  const name = '"; DROP TABLE x; --';
  const inner: Query = { kind: 'select', columns: [as(name, text(name))] };
  await rowsOf({ kind: 'select', columns: [as(name, column(name, name))], from: subquery(inner, name) });
  expect(await duckdb().query('SELECT kept FROM x')).toEqual([{ kept: 1 }]);
});

it('every keyword of the engine can be the name of a column, a table and a named query', async () => {
  const keywords = await duckdb().query('SELECT DISTINCT keyword_name AS name FROM duckdb_keywords() ORDER BY 1');
  const refused: string[] = [];
  for (const keyword of keywords) {
    const name = String(keyword.name);
    const inner: Query = { kind: 'select', columns: [as(name, number(1))] };
    const read: Select = {
      kind: 'select',
      columns: [as(name, column(name)), as('other', column(name, name))],
      from: table(name),
    };
    const query: Query = { kind: 'with', named: [{ name, query: inner }], query: read };
    await rowsOf(query).then(
      ([row]) => (row?.[name] === 1 && row.other === 1 ? undefined : refused.push(name)),
      () => refused.push(name),
    );
  }
  expect(keywords.length).toBeGreaterThan(400);
  expect(refused).toEqual([]);
});

it('a dialect says which names are words and how a cast that may fail is written', () => {
  const other = {
    ...DUCKDB,
    reserved: new Set(['quantity']),
    cast: (e: string, t: string) => `try(${e} as ${t})`,
  };
  const value = { kind: 'cast', operand: column('quantity'), type: 'INT', lenient: true } as const;
  expect(printQuery({ kind: 'select', columns: [as('n', value)] }, other)).toBe(
    'SELECT\n  try("quantity" as INT) AS n',
  );
});
