/** What a footer is taken at its word for; whatever it says, the counts are those of reading. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source, SourceColumn } from '../../../pipeline/catalogue/index.ts';
import { type Engine, openDuckDB } from '../../../pipeline/engine/index.ts';
import { countByFooter } from '../../../pipeline/run/count-by-footer.ts';
import { countValues } from '../../../pipeline/run/count-values.ts';
import { patchFooter } from '../../input/patch-footer.ts';
import { makeDataRoot } from '../../support/data-root.ts';

let engine: Engine;
let folder: string;
/** Statements that have read pages since the last file was written. */
let read: string[];

beforeAll(async () => {
  folder = makeDataRoot();
  engine = await openDuckDB({ threads: 1, memoryLimit: '500MB', tempDirectory: join(folder, 'tmp') });
});
afterAll(() => engine.close());

const counting = (): Engine => ({
  ...engine,
  query: (sql) => {
    if (sql.includes('read_parquet')) read.push(sql);
    return engine.query(sql);
  },
});

let files = 0;
async function write(select: string, options = ''): Promise<string> {
  read = [];
  files += 1;
  const file = join(folder, `${files}.parquet`);
  await engine.execute(`COPY (${select}) TO '${file}' (FORMAT parquet${options})`);
  return file;
}

type Declared = Partial<Omit<SourceColumn, 'name'>> & Pick<SourceColumn, 'type'>;

function source(columns: Readonly<Record<string, Declared>>): Source {
  const whole = Object.entries(columns).map(([name, rest]) => [name, { name, from: name, tolerance: 0.01, ...rest }]);
  return {
    name: 's',
    files: '{year}',
    format: 'parquet',
    delimiter: ',',
    encoding: 'utf-8',
    decimal: '.',
    nulls: [],
    optional: false,
    columns: Object.fromEntries(whole),
  };
}

/** Counts by footer, compared with those of reading. */
async function count(file: string, columns: Readonly<Record<string, Declared>>) {
  const types = await engine.query(`DESCRIBE FROM '${file}'`);
  const delivered = Object.fromEntries(types.map((row) => [String(row.column_name), String(row.column_type)]));
  const counts = await countByFooter(counting(), source(columns), file, delivered);
  expect(counts).toEqual(await countValues(engine, source(columns), file, delivered));
  const { outside: _, ...rest } = counts;
  return rest;
}

/** Of five rows one has no value, the others hold these. */
const values = (type: string, ...some: (string | number)[]) =>
  `SELECT CAST(v AS ${type}) AS v FROM (VALUES (NULL), ${some.map((value) => `('${value}')`).join(', ')}) AS t(v)`;

const BYTE = [-1, 0, 1, 127] as const;
const DAYS = ['2023-01-01', '2023-06-30', '2023-07-01', '2023-12-31'] as const;

describe('a footer proves that every value fits', () => {
  it.each<[string, string, Declared]>([
    ['of the type itself: whole numbers', values('BIGINT', ...BYTE), { type: 'BIGINT' }],
    ['of the type itself: amounts', values('DECIMAL(12,2)', ...BYTE), { type: 'DECIMAL(12,2)' }],
    ['of the type itself: days', values('DATE', ...DAYS), { type: 'DATE' }],
    ['of the type itself: texts', values('VARCHAR', 'a', 'b', 'é'.repeat(3), 'null'), { type: 'VARCHAR' }],
    ['of the type itself: truth values', values('BOOLEAN', ...'tftt'), { type: 'BOOLEAN' }],
    ['of a narrower type', values('TINYINT', ...BYTE), { type: 'SMALLINT' }],
    ['of a narrower type without a sign', values('UINTEGER', 0, 1, 2, 4294967295), { type: 'BIGINT' }],
    ['whole numbers that are amounts', values('INTEGER', ...BYTE), { type: 'DECIMAL(12,2)' }],
    ['amounts of fewer places', values('DECIMAL(8,1)', ...BYTE), { type: 'DECIMAL(12,2)' }],
    ['of a wider type, inside the declared one', values('BIGINT', -32768, 0, 1, 32767), { type: 'SMALLINT' }],
    ['of a wider type, inside the amounts', values('BIGINT', -9999999999, 0, 1, 9999999999), { type: 'DECIMAL(12,2)' }],
    ['that a remainder is taken of', values('BIGINT', 82001805, 1, 2, 71000110), { type: 'SMALLINT', modulo: 1000 }],
  ])('%s', async (_, select, declared) => {
    expect(await count(await write(select), { v: declared })).toEqual({ rows: 5, filled: { v: 4 }, misfits: { v: 0 } });
    expect(read).toEqual([]);
  });

  it('where there is none, whatever the types', async () => {
    const file = await write('SELECT CAST(NULL AS HUGEINT) AS a, CAST(NULL AS VARCHAR) AS b FROM range(3)');
    const columns = { a: { type: 'TINYINT' }, b: { type: 'DATE', format: 'YYYYMMDD' } } as const;
    expect(await count(file, columns)).toEqual({ rows: 3, filled: { a: 0, b: 0 }, misfits: { a: 0, b: 0 } });
    expect(read).toEqual([]);
  });

  it('of a file without rows', async () => {
    const file = await write('SELECT 1::BIGINT AS v WHERE FALSE');
    expect(await count(file, { v: { type: 'TINYINT' } })).toEqual({ rows: 0, filled: { v: 0 }, misfits: { v: 0 } });
  });

  it('in all of many row groups, of which one has no values', async () => {
    const file = await write(
      'SELECT CASE WHEN i >= 2048 AND i < 4096 THEN NULL ELSE i END AS v FROM range(7000) t(i) ORDER BY i',
      ', ROW_GROUP_SIZE 2048',
    );
    expect(await count(file, { v: { type: 'SMALLINT' } })).toEqual({
      rows: 7000,
      filled: { v: 7000 - 2048 },
      misfits: { v: 0 },
    });
    expect(read).toEqual([]);
  });

  it('in columns of any name', async () => {
    const from = `a "b", 'c' = ${'é'.repeat(3)}*`;
    const file = await write(`SELECT 1::TINYINT AS "${from.replaceAll('"', '""')}"`);
    await count(file, { v: { from, type: 'TINYINT' } });
    expect(read).toEqual([]);
  });
});

describe('a column is read', () => {
  it.each<[string, string, Declared, number]>([
    ['with a number above the declared type', values('INTEGER', 0, 1, 2, 32768), { type: 'SMALLINT' }, 1],
    ['with a number below the declared type', values('INTEGER', 0, 1, 2, -32769), { type: 'SMALLINT' }, 1],
    ['with an amount above the declared type', values('BIGINT', 0, 1, 2, 10000000000), { type: 'DECIMAL(12,2)' }, 1],
    ['of numbers without a sign that may be too large', values('UTINYINT', 0, 1, 2, 128), { type: 'TINYINT' }, 1],
    ['of the largest numbers', values('UBIGINT', 0, 1, 2, '18446744073709551615'), { type: 'BIGINT', modulo: 10 }, 1],
    ['of amounts of more digits', values('DECIMAL(18,2)', 0, 1, 2, 99999999999), { type: 'DECIMAL(12,2)' }, 1],
    ['of amounts of more places', values('DECIMAL(12,2)', 0, 1, 2, '0.01'), { type: 'DECIMAL(12,1)' }, 1],
    ['of amounts that are to be whole', values('DECIMAL(4,2)', ...BYTE.slice(0, 3), '0.5'), { type: 'INTEGER' }, 1],
    ['of doubles', values('DOUBLE', 0, 1, 2, 1e30), { type: 'INTEGER' }, 1],
    ['of texts that are to be numbers', values('VARCHAR', 1, 2, 3, 'four'), { type: 'INTEGER' }, 1],
    ['of moments that are to be days', values('TIMESTAMP', ...DAYS), { type: 'DATE' }, 0],
    ['of days as numbers', values('INTEGER', 20230101, 20230230, 2023111, 1), { type: 'DATE', format: 'YYYYMMDD' }, 3],
  ])('%s', async (_, select, declared, misfits) => {
    const file = await write(select);
    expect(await count(file, { v: declared })).toEqual({ rows: 5, filled: { v: 4 }, misfits: { v: misfits } });
    expect(read).toHaveLength(1);
  });

  it('with a number too large in the last of many row groups', async () => {
    const file = await write('SELECT i AS v FROM range(40000) t(i) ORDER BY i', ', ROW_GROUP_SIZE 2048');
    expect((await count(file, { v: { type: 'SMALLINT' } })).misfits).toEqual({ v: 40000 - 32768 });
  });

  it.each(["''", "'  '"])('of texts of which one may be blank, which is no value: %s', async (blank) => {
    const file = await write(`SELECT UNNEST(['a', ${blank}, NULL]) AS v`);
    expect(await count(file, { v: { type: 'VARCHAR' } })).toEqual({ rows: 3, filled: { v: 1 }, misfits: { v: 0 } });
    expect(read).toHaveLength(1);
  });

  it('and no other', async () => {
    const file = await write("SELECT 1::TINYINT AS a, '2' AS b, 3::BIGINT AS c, 4.5::DOUBLE AS d");
    await count(file, {
      a: { type: 'INTEGER' },
      b: { type: 'INTEGER' },
      c: { type: 'TINYINT' },
      d: { type: 'INTEGER' },
    });
    expect(read.flatMap((sql) => [...sql.matchAll(/filled_(\w+)/g)].map(([, name]) => name))).toEqual(['b', 'd']);
  });

  it('that is called like a part of another', async () => {
    await count(await write(`SELECT 1::TINYINT AS "a, b", {'b': NULL::TINYINT} AS a`), {
      v: { from: 'a, b', type: 'TINYINT' },
    });
    expect(read).toHaveLength(1);
  });

  const SEVENS_AND_EIGHTS = 'SELECT CAST(7 + i % 2 AS INTEGER) AS v FROM range(10) t(i)';
  const [SEVEN, EIGHT] = ['180407000000', '180408000000'];

  it.each([
    // Fields 3 to 6: NULLs, distinct values, the largest, the smallest. The first half of a byte is
    // how far a field is from the one before.
    ['says nothing of NULLs', `16001604${EIGHT}`, `26001604${EIGHT}`],
    ['says one bound alone', `1604${EIGHT}${SEVEN}`, `1604${EIGHT.replace('18', '28')}${SEVEN}`],
    ['says that more is NULL than there is', `16001604${EIGHT}`, `163e1604${EIGHT}`],
    ['says a smallest above the largest', `1604${EIGHT}${SEVEN}`, `1604${SEVEN}${EIGHT}`],
  ])('of which the footer %s', async (_, said, instead) => {
    await count(await write(SEVENS_AND_EIGHTS), { v: { type: 'TINYINT' } });
    expect(read).toEqual([]);
    const file = await write(SEVENS_AND_EIGHTS);
    patchFooter(file, said, instead);
    expect(await count(file, { v: { type: 'TINYINT' } })).toEqual({ rows: 10, filled: { v: 10 }, misfits: { v: 0 } });
    expect(read).toHaveLength(1);
  });
});
