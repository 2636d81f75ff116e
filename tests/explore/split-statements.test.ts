/** Where statements end. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitStatements } from '../../pipeline/explore/index.ts';

describe('a text of statements', () => {
  it('is cut at semicolons', () => {
    expect(splitStatements('SELECT 1; SELECT\n2;')).toEqual({ statements: ['SELECT 1', 'SELECT\n2'], rest: '' });
    expect(splitStatements('SELECT 1; SEL')).toEqual({ statements: ['SELECT 1'], rest: ' SEL' });
  });

  it.each([
    "SELECT ';'",
    "SELECT 'it''s; so'",
    String.raw`SELECT E'a\'; b'`,
    'SELECT 1 AS ";"',
    'SELECT $$;$$',
    'SELECT $a$ ; $$ ; $a$',
    'SELECT 1 -- ; no\n + 1',
    'SELECT /* ; */ 1',
    'SELECT $year, $area',
  ])('is not cut within %s', (sql) => {
    expect(splitStatements(`${sql};`)).toEqual({ statements: [sql], rest: '' });
    expect(splitStatements(sql)).toEqual({ statements: [], rest: sql });
  });

  it.each(["SELECT 'a;", 'SELECT "a;', 'SELECT /* a;', 'SELECT $$a;', 'SELECT 1 --;'])('is unfinished: %s', (sql) => {
    expect(splitStatements(sql)).toEqual({ statements: [], rest: sql });
  });

  it('holds nothing where it is blank or comments alone', () => {
    for (const text of ['', ' \n', '-- a', '/* a */ -- b\n', ';;', '; -- a'])
      expect(splitStatements(text)).toEqual({ statements: [], rest: '' });
  });

  it('is the same whether it is cut at once or line by line', () => {
    const piece = fc.constantFrom("'", '"', ';', '--', '\n', '/*', '*/', '$$', 'a', ' ', '$a$');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const lines = pieces.join('').split('\n');
        const found: string[] = [];
        let pending = '';
        for (const line of lines) {
          const { statements, rest } = splitStatements(`${pending}${line}\n`);
          found.push(...statements);
          pending = rest;
        }
        const whole = splitStatements(`${lines.join('\n')}\n`);
        expect(found.map(bare)).toEqual(whole.statements.map(bare));
        expect(bare(pending)).toBe(bare(whole.rest));
      }),
    );
  });
});

/** Without the comments before it: a line that is nothing else is forgotten. */
function bare(sql: string): string {
  return sql.replace(/^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/, '').trim();
}
