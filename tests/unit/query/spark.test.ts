/** The dialect of Spark: how a text, a conversion and hand-written SQL are printed for it. */
import { describe, expect, it } from 'vitest';
import {
  binary,
  cast,
  column,
  type Expression,
  number,
  outsideCore,
  printExpression,
  printQuery,
  SPARK,
  text,
} from '../../../pipeline/query/index.ts';

const print = (e: Expression) => printExpression(e, SPARK);
const converted = (type: string, from: string) => print({ kind: 'cast', operand: column('x'), type, from });

describe('the dialect of Spark', () => {
  it('escapes quotes and backslashes of a text by a backslash', () => {
    expect(print(text("a'b\\c"))).toBe(String.raw`'a\'b\\c'`);
  });

  it.each([
    ['VARCHAR', 'INTEGER', 'CAST(ROUND(CAST(x AS DECIMAL(38, 18)), 0) AS INTEGER)'],
    ['DOUBLE', 'INTEGER', 'CAST(RINT(x) AS INTEGER)'],
    ['DOUBLE', 'DECIMAL(12,2)', 'CAST(CAST(RINT(CAST(x AS DOUBLE) * 100) AS DECIMAL(38, 0)) * 0.01 AS DECIMAL(12,2))'],
    ['VARCHAR', 'DATE', String.raw`CAST(TRANSLATE(TRIM(x), '/ \\', '---') AS DATE)`],
    ['BIGINT', 'VARCHAR', 'CAST(x AS STRING)'],
    ['DECIMAL(18,2)', 'DECIMAL(12,2)', 'CAST(x AS DECIMAL(12,2))'],
  ])('turns %s into %s explicitly', (from, type, expected) => {
    expect(converted(type, from)).toBe(expected);
  });

  it.each([
    ['DD/MM/YYYY', 'd/M/yyyy'],
    ['YYYYMMDD', 'yyyyMMdd'],
    ['YYYY-MM-DD hh:mm:ss', 'yyyy-M-d HH:mm:ss'],
  ])('reads days written as %s by %s', (format, pattern) => {
    const day: Expression = { kind: 'parse_date', operand: column('x'), format, lenient: false };
    expect(print(day)).toBe(`TO_DATE(TRIM(x), '${pattern}')`);
  });

  it('shifts by a function, as Spark 3.5 has no sign for it', () => {
    expect(print(binary('>>', cast(column('w'), 'BIGINT'), number(13)))).toBe('SHIFTRIGHT(CAST(w AS BIGINT), 13)');
  });

  it('fills in variables of hand-written SQL, divides whole numbers by DIV, and escapes its texts', () => {
    const sql =
      "-- it's // a comment\nSELECT 'it''s' AS a, x // 2 AS b FROM t WHERE y = getvariable('year') AND z < getvariable('name')";
    const variables = { year: number(2023), name: text("d'Or // getvariable") };
    expect(printQuery({ kind: 'written', sql, variables }, SPARK)).toBe(
      String.raw`-- it's // a comment
SELECT 'it\'s' AS a, x DIV 2 AS b FROM t WHERE y = 2023 AND z < 'd\'Or // getvariable'`,
    );
  });

  it('refuses a variable that nobody has set, and a list', () => {
    expect(() => printQuery({ kind: 'written', sql: "SELECT getvariable('x')" }, SPARK)).toThrow('has no value');
    expect(() => print({ kind: 'list', items: [] })).toThrow('no list');
  });
});

describe('the core that engines share', () => {
  it.each([
    ['SELECT a FROM t QUALIFY b = 1', 'QUALIFY'],
    ['SELECT a::INTEGER FROM t', '::'],
    ['SELECT [1, 2] AS a', '['],
    ['SELECT CAST(a AS HUGEINT) AS b FROM t', 'HUGEINT'],
    ['SELECT list_sort(a) AS b FROM t', 'list_sort()'],
    ['SELECT QUANTILE_CONT(a, 0.5) AS b FROM t', 'QUANTILE_CONT()'],
    ['SELECT a FROM t ORDER BY a', 'ORDER'],
    ['SELECT a << 2 AS b FROM t', '<<'],
    ['WITH RECURSIVE x AS (SELECT 1) SELECT 1', 'RECURSIVE'],
  ])('%s has %s outside it', (sql, construct) => {
    expect(outsideCore(`SELECT 1 AS one\nFROM (\n${sql}\n) AS t`)).toContainEqual({ construct, line: 3 });
  });

  it('sees nothing in texts, comments and quoted names', () => {
    expect(outsideCore('-- QUALIFY [\nSELECT \'QUALIFY [\' AS a, "LIST(1)" AS b, t.LIST FROM t')).toEqual([]);
  });
});
