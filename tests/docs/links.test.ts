/**
 * Links of the documents lead somewhere: to a file, to a heading of it, and every page can be
 * reached from the index.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import GithubSlugger from 'github-slugger';
import { expect, test } from 'vitest';
import { type Page, ROOT, readPages, withoutCode } from './markdown-files.ts';

const pages = readPages('*.md').filter(({ path }) => !path.startsWith('tests/diagnostics/'));

interface Link {
  readonly from: string;
  /** Below the root of the repository. */
  readonly path: string;
  readonly heading: string;
}

function linksOf({ path, text }: Page): Link[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', heading = ''] = target.split('#');
      return { from: path, path: file === '' ? path : normalize(join(dirname(path), file)), heading };
    });
}

function headingsOf(text: string): Set<string> {
  const slugger = new GithubSlugger();
  return new Set([...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugger.slug(heading)));
}

test('every relative link names a file of the repository and a heading that stands in it', () => {
  const broken = pages
    .flatMap(linksOf)
    .filter(({ path, heading }) => {
      if (!existsSync(join(ROOT, path))) return true;
      return heading !== '' && !headingsOf(readFileSync(join(ROOT, path), 'utf8')).has(heading);
    })
    .map(({ from, path, heading }) => `${from}: ${path}#${heading}`);
  expect(broken).toEqual([]);
});

test('every page that a comment, a message or a text names exists', () => {
  const missing = ['*.ts', '*.md', '*.yaml', '*.sql', '*.json']
    .flatMap(readPages)
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w./-])docs\/[\w/-]+\.md/g)]
        .filter(([page]) => !existsSync(join(ROOT, page)))
        .map(([page]) => `${path}: ${page}`),
    );
  expect(missing).toEqual([]);
});

test('every source file that a document names exists', () => {
  const sources = ['*.ts', '*.sql', '*.test.ts'].flatMap(readPages).map(({ path }) => `/${path}`);
  const missing = pages
    .filter(({ path }) => !path.startsWith('tests/') && path !== 'CHANGELOG.md')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\.(?:ts|sql))`/g)].map(([, name]) => ({ path, name })),
    )
    .filter(({ name }) => !sources.some((source) => source.endsWith(`/${name}`)))
    .map(({ path, name }) => `${path}: ${name}`);
  expect(missing).toEqual([]);
});

test('the index leads to every page of the documentation', () => {
  const index = pages.find(({ path }) => path === 'docs/README.md');
  const linked = new Set((index ? linksOf(index) : []).map(({ path }) => path));
  const unlinked = pages
    .map(({ path }) => path)
    .filter((path) => path.startsWith('docs/') && path !== 'docs/README.md');
  expect(unlinked.filter((path) => !linked.has(path))).toEqual([]);
});
