import { describe, expect, it } from 'vitest';
import { type Diagnostic, printDiagnostic, sortDiagnostics } from '../../../pipeline/base/index.ts';

function diagnostic(
  change: Partial<Diagnostic> & { readonly at?: readonly [number, number, number] } = {},
): Diagnostic {
  const { at = [7, 18, 9], ...rest } = change;
  const [line, column, length] = at;
  const place = { file: 'indicators.yaml', line, column, length };
  return { code: 'a-code', severity: 'error', message: 'something is wrong.', place, ...rest };
}

describe('a printed problem', () => {
  it('is its place, what is wrong, the line with carets under it, and the way out', () => {
    const printed = printDiagnostic(
      diagnostic({ source: '    dimensions: [age_gruop]', help: 'did you mean `age_group`?' }),
    );
    expect(printed).toBe(
      [
        'indicators.yaml:7:18 error[a-code] something is wrong.',
        '  7 |     dimensions: [age_gruop]',
        '    |                  ^^^^^^^^^',
        '  help: did you mean `age_group`?',
      ].join('\n'),
    );
  });

  it('is one line where there is neither a line nor a help', () => {
    expect(printDiagnostic(diagnostic())).toBe('indicators.yaml:7:18 error[a-code] something is wrong.');
  });

  it('shows no frame around an empty line', () => {
    expect(printDiagnostic(diagnostic({ source: '  ' }))).not.toContain('|');
  });

  it('keeps carets under the place on lines with numbers of any length', () => {
    for (const line of [1, 12, 123, 1234, 12345]) {
      const [, shown = '', carets = ''] = printDiagnostic(diagnostic({ at: [line, 3, 1], source: 'abcdef' })).split(
        '\n',
      );
      expect(shown[carets.indexOf('^')]).toBe('c');
    }
  });

  it('keeps carets within the line', () => {
    const [, , carets] = printDiagnostic(diagnostic({ at: [1, 4, 99], source: 'abcdef' })).split('\n');
    expect(carets).toBe('    |    ^^^');
  });

  it('points behind the line where something is missing at its end', () => {
    const [, , carets] = printDiagnostic(diagnostic({ at: [1, 7, 1], source: 'abcdef' })).split('\n');
    expect(carets).toBe('    |       ^');
  });

  it('takes a tab for one character, as the column does', () => {
    const [, shown, carets] = printDiagnostic(diagnostic({ at: [1, 2, 3], source: '\tabc' })).split('\n');
    expect(shown).toBe('  1 |  abc');
    expect(carets).toBe('    |  ^^^');
  });

  it.each([1, 60, 100, 121, 400, 990])('shows a line of a thousand characters around column %i', (column) => {
    const source = Array.from({ length: 1000 }, (_, i) => String.fromCharCode(97 + (i % 26))).join('');
    const [, shown = '', carets = ''] = printDiagnostic(diagnostic({ at: [1, column, 5], source })).split('\n');
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe(source.slice(column - 1, column + 4));
    expect(shown.length).toBeLessThan(135);
  });

  it('is no way to drive a terminal or to break a line', () => {
    const evil = '\u001b[2J\nfake:1:1 error\r\u009b31m\u0000';
    const printed = printDiagnostic(diagnostic({ message: evil, help: evil, source: `x${evil}`, at: [1, 1, 1] }));
    expect(printed.split('\n')).toHaveLength(4);
    expect(printed.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(printed).toContain('\\x1b[2J\\x0afake');
  });
});

describe('problems are reported in the order of the files', () => {
  const at = (file: string, line: number, column: number, code = 'a') =>
    diagnostic({ code, place: { file, line, column, length: 1 } });

  it('by file, line, column and code', () => {
    const sorted = [
      at('a.yaml', 2, 1),
      at('a.yaml', 10, 1),
      at('a.yaml', 10, 2, 'a'),
      at('a.yaml', 10, 2, 'b'),
      at('b.yaml', 1, 1),
    ];
    expect(sortDiagnostics([...sorted].reverse())).toEqual(sorted);
  });

  it('in an order that is the same on every machine', () => {
    const sorted = [at('Z.yaml', 1, 1), at('a.yaml', 1, 1), at('é.yaml', 1, 1)];
    expect(sortDiagnostics([...sorted].reverse())).toEqual(sorted);
  });

  it('and the list that was given stays as it was', () => {
    const given = [at('b', 1, 1), at('a', 1, 1)];
    sortDiagnostics(given);
    expect(given.map(({ place }) => place.file)).toEqual(['b', 'a']);
  });
});
