/**
 * Messages, comments, titles of tests and documents use the glossary's words, in British spelling.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeTrie } from 'cspell-trie-lib';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { INSTEAD_OF } from './instead-of.ts';
import { OTHER, readProse, trackedFiles } from './read-prose.ts';

const PROSE = readProse();
const OWN = new Set(readFileSync(join(REPOSITORY, 'tests/words/own-words.txt'), 'utf8').split('\n').filter(Boolean));
const DICTIONARY = join(dirname(createRequire(import.meta.url).resolve('@cspell/dict-en-gb-mit')), 'en_GB.trie.gz');
const COLUMNS = 100;
/** Told and its kind, also within names in camel case. */
const OLD_NAME = /(?<![A-Za-z])(told|tells?|telling)(?![a-z])|(Told|Tells?|Telling)(?![a-z])/;

it('finds prose of every kind', () => {
  for (const kind of ['comment', 'message', 'document'])
    expect(PROSE.filter((prose) => prose.kind === kind).length).toBeGreaterThan(500);
});

describe('the words of the glossary', () => {
  it.each(INSTEAD_OF)('are used instead of %s', (pattern, say) => {
    const found = PROSE.flatMap(({ place, text }) => {
      const [word] = pattern.exec(text) ?? [];
      return word === undefined ? [] : [`${place}: "${word}"; say: ${say}`];
    });
    expect(found).toEqual([]);
  });
});

it('names in code are no words of the list either', () => {
  const found = trackedFiles(/^(pipeline|tests)\/.*\.(ts|cts|py)$/)
    .filter((file) => !OTHER.test(file))
    .flatMap((file) =>
      readFileSync(join(REPOSITORY, file), 'utf8')
        .split('\n')
        .flatMap((row, index) => (OLD_NAME.test(row) ? [`${file}:${index + 1}: ${row.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});

describe('spelling', () => {
  const trie = decodeTrie(gunzipSync(readFileSync(DICTIONARY)));
  const isWord = (word: string) => [word, word.toLowerCase()].some((one) => trie.hasWord(one, false));
  const unknown = new Map<string, string>();
  for (const { place, text } of PROSE)
    for (const [found] of text.matchAll(/\p{L}[\p{L}\p{M}’']*/gu)) {
      const word = found.replaceAll('’', "'").replace(/'s?$/, '');
      const isName = word.length < 3 || /.\p{Lu}/u.test(word);
      if (!isName && !isWord(word)) unknown.set(word, place);
    }

  it('is that of the dictionary, or the word is on the list of our own', () => {
    const found = [...unknown].filter(([word]) => !OWN.has(word)).map(([word, place]) => `${place}: ${word}`);
    expect(found, 'correct it, or add the word to tests/words/own-words.txt').toEqual([]);
  });

  it('needs every word on the list of our own', () => {
    expect([...OWN].filter((word) => !unknown.has(word))).toEqual([]);
  });
});

it('comments end at 100 columns', () => {
  const long = trackedFiles(/^(pipeline|tests)\/.*\.ts$/).flatMap((file) =>
    readFileSync(join(REPOSITORY, file), 'utf8')
      .split('\n')
      .flatMap((row, index) =>
        row.length > COLUMNS && /^\s*(\/\/|\/?\*)/.test(row) ? [`${file}:${index + 1}: ${row.length}`] : [],
      ),
  );
  expect(long).toEqual([]);
});
