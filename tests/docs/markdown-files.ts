/** The Markdown pages of the repository, for the tests of the documentation. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Page {
  /** Below the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/**
 * Reads the files of the working tree that git does not ignore.
 *
 * @param pattern a pathspec of git, such as `*.md`, which covers every folder
 */
export function readPages(pattern: string): Page[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate', '-z', '--', pattern], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-d', '-z', '--', pattern], { cwd: ROOT, encoding: 'utf8' });
  const gone = new Set(deleted.split('\0'));
  return listed
    .split('\0')
    .filter((path) => path !== '' && !gone.has(path))
    .map((path) => ({ path, text: readFileSync(resolve(ROOT, path), 'utf8') }));
}

/** The text of a page without fenced code, in which nothing is a link or a heading. */
export function withoutCode(text: string): string {
  return text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
}
