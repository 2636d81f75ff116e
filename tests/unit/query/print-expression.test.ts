/**
 * Every kind of expression: how it is printed, and that a real DuckDB gives the value it stands
 * for.
 */
import { describe, expect, it } from 'vitest';
import {
  all,
  any,
  type BinaryOperator,
  binary,
  COUNT_ROWS,
  call,
  cast,
  choose,
  column,
  date,
  type Expression,
  equal,
  isIn,
  isNull,
  NULL,
  number,
  printExpression,
  TRUE,
  text,
  total,
} from '../../../pipeline/query/index.ts';
import { useDuckDB } from './duckdb.ts';

const duckdb = useDuckDB();
const FALSE: Expression = { kind: 'boolean', value: false };

async function evaluate(expression: Expression): Promise<unknown> {
  const rows = await duckdb().query(`SELECT ${printExpression(expression)} AS value FROM (SELECT 7 AS x) AS t`);
  return rows[0]?.value;
}

const CASES: readonly (readonly [string, Expression, string, unknown])[] = [
  ['a column', column('x'), 'x', 7],
  ['a column of a table', column('x', 't'), 't.x', 7],
  ['a text', text('it is'), "'it is'", 'it is'],
  ['a number', number(12), '12', 12],
  ['a negative number', binary('-', number(1), number(-2)), '1 - -2', 3],
  ['a number too long for a double', number('9007199254740993'), '9007199254740993', 9007199254740993n],
  ['a date', date('2024-02-29'), "DATE '2024-02-29'", '2024-02-29'],
  ['nothing', NULL, 'NULL', null],
  ['a truth', TRUE, 'TRUE', true],
  ['an untruth', FALSE, 'FALSE', false],
  [
    'a sum over rows',
    {
      kind: 'call',
      name: 'SUM',
      args: [column('x')],
      over: { partitionBy: [column('x')], orderBy: [column('x')] },
    },
    'SUM(x) OVER (PARTITION BY x ORDER BY x)',
    7,
  ],
  ['a list', { kind: 'list', items: [number(1), number(2)] }, '[1, 2]', '[1, 2]'],
  ['all of several', all(TRUE, FALSE), 'TRUE AND FALSE', false],
  ['all of none', { kind: 'all', operands: [] }, 'TRUE', true],
  ['any of several', any(TRUE, FALSE), 'TRUE OR FALSE', true],
  ['any of none', any(), 'FALSE', false],
  ['any within all', all(any(TRUE, FALSE), FALSE), '(TRUE OR FALSE) AND FALSE', false],
  ['membership', isIn(column('x'), [number(6), number(7)]), 'x IN (6, 7)', true],
  ['membership of nothing', isIn(column('x'), []), 'FALSE', false],
  ['absence', isNull(NULL), 'NULL IS NULL', true],
  ['presence', isNull(column('x'), true), 'x IS NOT NULL', true],
  ['a choice', choose([{ when: FALSE, result: number(1) }], number(2)), 'CASE WHEN FALSE THEN 1 ELSE 2 END', 2],
  ['a choice of nothing', choose([{ when: FALSE, result: number(1) }]), 'CASE WHEN FALSE THEN 1 END', null],
  ['a cast', cast(text('12'), 'INTEGER'), "CAST('12' AS INTEGER)", 12],
  [
    'a lenient cast',
    { kind: 'cast', operand: text('x'), type: 'INTEGER', lenient: true },
    "TRY_CAST('x' AS INTEGER)",
    null,
  ],
  ['a call', call('GREATEST', number(1), column('x')), 'GREATEST(1, x)', 7],
  [
    'an ordered call',
    { ...call('LIST', column('x')), orderBy: column('x') } as Expression,
    'LIST(x ORDER BY x)',
    '[7]',
  ],
  ['a count of rows', COUNT_ROWS, 'COUNT(*)', 1],
  ['a sum of nothing', total(NULL), 'CAST(COALESCE(SUM(NULL), 0) AS BIGINT)', 0],
  ['arithmetic in its own order', binary('*', binary('+', number(1), number(2)), number(3)), '(1 + 2) * 3', 9],
];

describe('an expression is printed as it reads and means what it says', () => {
  it.each(CASES)('%s', async (_name, expression, printed, value) => {
    expect(printExpression(expression)).toBe(printed);
    expect(await evaluate(expression)).toEqual(value);
  });
});

describe('every operator', () => {
  const six = number(6);
  const four = number(4);
  it.each<readonly [BinaryOperator, unknown]>([
    ['=', false],
    ['<>', true],
    ['<', false],
    ['<=', false],
    ['>', true],
    ['>=', true],
    ['+', 10],
    ['-', 2],
    ['*', 24],
    ['/', 1.5],
    ['%', 2],
    ['||', '64'],
    ['IS NOT DISTINCT FROM', false],
  ])('%s', async (operator, value) => {
    expect(await evaluate(binary(operator, six, four))).toBe(value);
  });
});

describe('a text comes back as it was given', () => {
  it.each([
    "'; DROP TABLE x; --",
    "it's",
    "''",
    '"double"',
    'two\nlines',
    'windows\r\nlines',
    'back\\slash',
    '-- no comment',
    '/* none */',
    '$$',
    'é 東 🙂',
    '',
  ])('%j', async (value) => {
    expect(await evaluate(text(value))).toBe(value);
  });
});

it('a number that is none is refused, so that no number can be read as SQL', () => {
  for (const value of ['1; DROP TABLE x', 'NaN', 'Infinity', '', '1 OR 1', '0x10', '1_000'])
    expect(() => printExpression(number(value))).toThrow('is not a number');
});

it('equality is the operator of that name', () => {
  expect(printExpression(equal(column('a'), number(1)))).toBe('a = 1');
});
