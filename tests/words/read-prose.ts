/**
 * The prose of the repository: comments, messages and documents, without code, names and other
 * languages.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../support/shipped-catalogue.ts';
import { tokensOf } from './tokens.ts';

/** A piece of prose, and where it begins. */
export interface Prose {
  readonly kind: 'comment' | 'message' | 'document';
  readonly place: string;
  readonly text: string;
}

/** Files in other languages, and the list of words itself. */
export const OTHER = /(languages|texts)\/(fr|nl|de)\.ts$|export\/words\.ts$|seed-sheets\.ts$|tests\/words\//;
/** Texts that are not sentences: SQL, its words, and names of an engine. */
const NO_SENTENCE =
  /\b(SELECT|FROM|WHERE|CASE|COPY|CREATE|JOIN|GROUP BY|VARCHAR)\b|top-mid|analyse analyze|duckdb_|uuid|\bconst\b/;
/** What a test is called. */
const TITLE = /^\s*(?:it|test|describe)(?:\.\w+\(.*\))?\(\s*'((?:[^'\\]|\\.)*)'|^ *\]\)\('((?:[^'\\]|\\.)*)'/;

/** All tracked files of the given kinds below the repository. */
export function trackedFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: REPOSITORY });
  return listed
    .toString()
    .split('\n')
    .filter((file) => pattern.test(file) && existsSync(join(REPOSITORY, file)));
}

/** Every piece of prose of the repository. */
export function readProse(): Prose[] {
  return [
    ...trackedFiles(/^(pipeline|tests)\/.*\.ts$/)
      .filter((file) => !OTHER.test(file))
      .flatMap(proseOfCode),
    ...trackedFiles(/^sql\/.*\.sql$/).flatMap(proseOfSql),
    ...trackedFiles(/^pipeline\/.*\.py$/).flatMap(proseOfPython),
    ...proseOfCatalogue('indicators.yaml'),
    ...trackedFiles(/^(docs\/.*|tests\/spec\/.*|[A-Z]+)\.md$/).flatMap(proseOfDocument),
  ];
}

function read(file: string): string {
  return readFileSync(join(REPOSITORY, file), 'utf8');
}

/** Comments; and the messages of the program, or the titles of tests. */
function proseOfCode(file: string): Prose[] {
  const source = read(file);
  const isTest = file.startsWith('tests/');
  const found = tokensOf(source).flatMap(({ kind, text, line }): Prose[] => {
    const place = `${file}:${line}`;
    if (kind === 'comment') return [{ kind, place, text: withoutCode(text) }];
    const isMessage = !isTest && /[A-Za-z]{2,} [a-z]{2,}/.test(text) && !NO_SENTENCE.test(text);
    return isMessage ? [{ kind: 'message', place, text: withoutCode(text) }] : [];
  });
  if (isTest)
    source.split('\n').forEach((row, index) => {
      const [, title, each] = TITLE.exec(row) ?? [];
      const text = title ?? each;
      if (text !== undefined) found.push({ kind: 'message', place: `${file}:${index + 1}`, text: withoutCode(text) });
    });
  return found;
}

function proseOfSql(file: string): Prose[] {
  const rows = read(file).split('\n');
  return paragraphsOf(file, 'comment', (row) => /--(?! @) ?(.*)$/.exec(row)?.[1], rows);
}

/** English texts that a sheet or a page shows, names of worked examples, and comments. */
function proseOfCatalogue(file: string): Prose[] {
  return read(file)
    .split('\n')
    .flatMap((row, index) => {
      const [text] = row.match(/\ben: ("[^"]*"|'[^']*'|[^,}]*)|^ *- name: .*|(^|\s)# .*/) ?? [];
      if (text === undefined) return [];
      // A sheet is quoted in its own language.
      const own = text.replace(/^ *(- name|en): /, '').replace(/(?<=^'.*)"[^"]*"/g, ' ');
      return [{ kind: 'message' as const, place: `${file}:${index + 1}`, text: withoutCode(own) }];
    });
}

/** Comments and docstrings that stand on rows of their own. */
function proseOfPython(file: string): Prose[] {
  let isDocstring = false;
  const rows = read(file).split('\n');
  return paragraphsOf(
    file,
    'comment',
    (row) => {
      const quotes = row.split('"""').length - 1;
      const isProse = isDocstring || quotes > 0;
      if (quotes % 2 === 1) isDocstring = !isDocstring;
      return isProse ? row.replaceAll('"""', '') : /^\s*# ?(.*)$/.exec(row)?.[1];
    },
    rows,
  );
}

function proseOfDocument(file: string): Prose[] {
  let isFenced = false;
  const rows = read(file).split('\n');
  return paragraphsOf(
    file,
    'document',
    (row) => {
      if (/^\s*```/.test(row)) isFenced = !isFenced;
      return isFenced || /^\s*(```.*)?$/.test(row) ? undefined : row;
    },
    rows,
  );
}

/**
 * Rows of prose that follow one another are one piece, as words of a phrase may stand on two; a row
 * of a table, a heading and an entry of a list begin another.
 */
function paragraphsOf(
  file: string,
  kind: Prose['kind'],
  proseOf: (row: string) => string | undefined,
  rows: readonly string[],
): Prose[] {
  const found: { kind: Prose['kind']; place: string; text: string }[] = [];
  let isOpen = false;
  rows.forEach((row, index) => {
    const text = proseOf(row);
    const last = found.at(-1);
    if (text !== undefined && isOpen && last && !/^\s*([|#>]|[-*] |\d+\. )/.test(row)) last.text += ` ${text.trim()}`;
    else if (text !== undefined) found.push({ kind, place: `${file}:${index + 1}`, text: text.trim() });
    isOpen = text !== undefined;
  });
  return found.map(({ kind, place, text }) => ({ kind, place, text: withoutCode(text) }));
}

/** Code in backticks, addresses, paths, tags and escapes are no prose. */
function withoutCode(text: string): string {
  return text
    .replace(/\s*\n\s*\*?\s*/g, ' ')
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/«[^»]*»/g, ' ')
    .replace(/\\?`[^`]*`/g, ' ')
    .replace(/https?:\/\/\S+|\]\([^)]*\)|<[^>]*>/g, ' ')
    .replace(/@\w+( \w+(?= ))?|\\n|\$\{|--[a-z-]+/g, ' ')
    .replace(/[\w.*-]*[/_\d][\w./*-]*/g, ' ');
}
