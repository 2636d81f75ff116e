/**
 * How answers are written: read back by others where there are any, and within the width of a
 * terminal.
 */
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Answer, AnswerValue } from '../../pipeline/explore/index.ts';
import { FORMATS, type FormatName, type TableOptions } from '../../pipeline/explore/index.ts';

const NAMES = ['n', 'text', 'list'] as const;
const ROWS: AnswerValue[][] = [
  [1, 'plain', [1, 2]],
  [-2.5, 'a "quote", a | bar;\nand a line', { a: null }],
  [null, '', null],
  [0.123456789, 'é — 漢字', []],
];

function answer(names: readonly string[], rows: readonly (readonly AnswerValue[])[]): Answer {
  const columns = names.map((name, i) => ({
    name,
    type: '',
    isNumber: rows.every((row) => (typeof row[i] !== 'string' && typeof row[i] !== 'object') || row[i] === null),
  }));
  const batches = async function* () {
    // Two batches, and an empty one.
    yield rows.slice(0, 1);
    yield [];
    yield rows.slice(1);
  };
  return { columns, count: rows.length, isCut: false, elapsed: 0, rows: batches() };
}

async function written(format: FormatName, of: Answer, options: TableOptions = {}): Promise<string> {
  let text = '';
  for await (const piece of FORMATS[format](of, options)) text += piece;
  return text;
}

describe('CSV', () => {
  it('is read back by another library, with NULL distinct from an empty text', async () => {
    const text = await written('csv', answer(NAMES, ROWS));
    expect(parse(text, { record_delimiter: '\r\n' })).toEqual([
      ['n', 'text', 'list'],
      ['1', 'plain', '[1,2]'],
      ['-2.5', 'a "quote", a | bar;\nand a line', '{"a":null}'],
      ['', '', ''],
      ['0.123456789', 'é — 漢字', '[]'],
    ]);
    expect(text).toContain('\r\n,"",\r\n');
  });
});

describe('JSON', () => {
  it('is an array with an object for each row', async () => {
    const text = await written('json', answer(NAMES, ROWS));
    expect(JSON.parse(text)).toEqual(ROWS.map(([n, t, list]) => ({ n, text: t, list })));
  });

  it('of no rows is an empty array', async () => {
    expect(JSON.parse(await written('json', answer(NAMES, [])))).toEqual([]);
  });
});

describe('Markdown', () => {
  it('keeps every row on its line, and bars out of its cells', async () => {
    const lines = (await written('markdown', answer(NAMES, ROWS))).trim().split('\n');
    expect(lines).toHaveLength(2 + ROWS.length);
    expect(lines[1]).toBe('| ---: | --- | --- |');
    expect(lines[3]).toBe('| -2.5 | a "quote", a \\| bar;<br>and a line | {"a":null} |');
    expect(lines[4]).toBe('|  |  |  |');
  });
});

describe('a table', () => {
  const wide = answer.bind(
    null,
    ['ref_area', 'name', 'obs_value'],
    [
      ['11001', 'A municipality with quite a long name, and longer', 1.23456789],
      ['11002', 'Short', null],
    ],
  );

  it('says NULL where there is no value, and shows six digits', async () => {
    const text = await written('table', wide());
    expect(text.split('\n').map((line) => line.trimEnd())).toEqual([
      'ref_area  name                                               obs_value',
      '11001     A municipality with quite a long name, and longer    1.23457',
      '11002     Short                                                   NULL',
      '',
    ]);
  });

  it('cuts texts to the width of the terminal', async () => {
    const text = await written('table', wide(), { width: 40 });
    const lines = text.split('\n').filter(Boolean);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('…');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  it('puts a record below the other where the terminal is too narrow for that', async () => {
    const names = ['time_period', 'area_level', 'ref_area', 'numerator', 'denominator', 'obs_value'];
    const text = await written(
      'table',
      answer(names, [
        [2023, 'region', '02000', 5, 10, 50],
        [2023, 'region', '03000', null, null, null],
      ]),
      { width: 40 },
    );
    expect(text).toBe(
      [
        [
          'time_period  2023',
          'area_level   region',
          'ref_area     02000',
          'numerator    5',
          'denominator  10',
          'obs_value    50',
          '',
        ],
        [
          'time_period  2023',
          'area_level   region',
          'ref_area     03000',
          'numerator    NULL',
          'denominator  NULL',
          'obs_value    NULL',
          '',
        ],
      ]
        .map((lines) => lines.join('\n'))
        .join('\n'),
    );
  });

  it('has escape codes only where they are asked for', async () => {
    expect(await written('table', wide())).not.toContain('\u001b');
    expect(await written('table', wide(), { colour: true })).toContain('\u001b[2mNULL\u001b[22m');
  });

  it('aligns wide characters, and lets none through that the terminal obeys', async () => {
    const text = await written(
      'table',
      answer(
        ['a', 'b'],
        [
          ['漢字', 'x'],
          ['y\u001b[2J\nz', 'w'],
        ],
      ),
    );
    expect(text).toBe('a        b\n漢字     x\ny [2J z  w\n');
  });

  it('of no rows has its head', async () => {
    expect(await written('table', answer(['a', 'b'], []))).toBe('a  b\n');
  });
});
