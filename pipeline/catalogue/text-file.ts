/** A text file as people write it: UTF-8, its byte order mark taken off. */
import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { Report } from './report.ts';

/** How a file is named in messages: relative to the working folder when it is below it. */
export function displayPath(file: string): string {
  const path = relative('', file);
  return path === '' || path.startsWith('..') ? file : path;
}

/** Whether there is a file: a folder of that name is none. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Reads a file; reports the first byte that is not UTF-8 and gives undefined then. */
export function readTextFile(path: string, report: Report): string | undefined {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (isUtf8(bytes)) return text;
  const before = text.slice(0, text.indexOf('\uFFFD')).split('\n');
  const place = { file: displayPath(path), line: before.length, column: (before.at(-1) ?? '').length + 1, length: 1 };
  report.add('not-utf8', { place, source: splitLines(text)[place.line - 1] ?? '' }, {});
  return undefined;
}

/** The lines of a text, whatever ends them. */
export function splitLines(text: string): string[] {
  return text.split(/\r?\n/);
}
