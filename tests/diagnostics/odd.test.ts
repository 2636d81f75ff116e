/**
 * Files that nobody expects: odd/<name>.yaml says what is odd, odd/<name>.txt is the exact text
 * that a person reads.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listNames, readBroken, readExample, readExpected } from './broken-catalogue.ts';

const ODD = join(import.meta.dirname, 'odd');
const examples = listNames(ODD, '.yaml');

it('no expected text is left without an example', () => {
  expect(listNames(ODD, '.txt')).toEqual(examples);
});

describe('an odd file is reported in plain words or accepted', () => {
  it.each(examples)('%s', (name) => {
    const { printed } = readBroken(readExample(join(ODD, `${name}.yaml`)));
    expect(printed).toBe(readExpected(join(ODD, `${name}.txt`), printed));
  });
});

describe('ten thousand levels are refused and not followed', () => {
  it.each([
    ['brackets', '['.repeat(10_000)],
    ['closed brackets', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['dashes', `${'- '.repeat(10_000)}x`],
    ['question marks', `${'? '.repeat(10_000)}x`],
    ['groups', `a: ${'{a: '.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ])('%s', (_what, write) => {
    expect(readBroken([{ write }]).diagnostics.map((d) => d.code)).toEqual(['yaml-too-deep']);
  });
});

it('a bomb of aliases is refused once, before it goes off', () => {
  const level = (n: number) =>
    `a${n}: &a${n} [${Array(10)
      .fill(`*a${n - 1}`)
      .join(', ')}]\n`;
  const write = `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => level(n + 1)).join('')}`;
  expect(readBroken([{ write }]).diagnostics.map((d) => d.code)).toEqual(['yaml-alias']);
});

it('ten megabytes are refused unread', () => {
  const { diagnostics } = readBroken([{ append: `${'x'.repeat(1023)}\n`, times: 10 * 1024 }]);
  expect(diagnostics.map((d) => [d.code, d.message])).toEqual([
    ['catalogue-too-large', 'the catalogue is 11 MB; more than 2 MB is not a catalogue.'],
  ]);
});
