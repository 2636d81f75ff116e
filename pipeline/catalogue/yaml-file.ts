/** A YAML file that remembers where everything stands. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Report, Spot } from './report.ts';

const MEGABYTE = 1024 ** 2;
const SIZE_LIMIT_MB = 2;

export type Path = readonly (string | number)[];

export interface YamlFile {
  /** As shown to people: relative to where they stand. */
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Where the value at a path stands, or its nearest parent that exists. */
  readonly spotOf: (path: Path) => Spot;
  /** Where the key of a path stands. */
  readonly spotOfKey: (path: Path) => Spot;
}

/** How a file is named in messages: relative to the working folder when it is below it. */
export function displayPath(file: string): string {
  const path = relative('', file);
  return path === '' || path.startsWith('..') ? file : path;
}

/** Reads a YAML file; reports what is wrong with it as YAML and gives undefined then. No anchors: a catalogue is read by people. */
export function readYamlFile(path: string, report: Report): YamlFile | undefined {
  const file = displayPath(path);
  const start: Spot = { place: { file, line: 1, column: 1, length: 1 } };
  if (!existsSync(path) || !statSync(path).isFile()) {
    report.add('catalogue-missing', start, { file });
    return undefined;
  }
  const { size } = statSync(path);
  if (size > SIZE_LIMIT_MB * MEGABYTE) {
    report.add('catalogue-too-large', start, { megabytes: Math.ceil(size / MEGABYTE), limit: SIZE_LIMIT_MB });
    return undefined;
  }
  const text = readFileSync(path, 'utf8');
  const lines = text.split(/\r?\n/);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });

  const spotAt = (offset: number, length: number): Spot => {
    const { line, col } = counter.linePos(offset);
    return { place: { file, line, column: col, length: Math.max(1, length) }, source: lines[line - 1] ?? '' };
  };

  if (document.errors.length > 0) {
    for (const error of document.errors) reportSyntax(error, text, spotAt, report);
    return undefined;
  }
  let aliases = 0;
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) {
      // One report is enough: a bomb has thousands.
      if (aliases === 0) report.add('yaml-alias', spotAt(node.range?.[0] ?? 0, 1), {});
      aliases += 1;
    }
  });
  if (aliases > 0) return undefined;

  const spotOf = (wanted: Path): Spot => {
    for (let path = wanted; path.length > 0; path = path.slice(0, -1)) {
      const spot = spotOfNode(nodeAt(document, path), spotAt, lines);
      if (spot !== undefined) return spot;
    }
    return { ...start, source: lines[0] ?? '' };
  };
  const spotOfKey = (path: Path): Spot => {
    const parent = path.length === 1 ? document.contents : nodeAt(document, path.slice(0, -1));
    const key = String(path.at(-1));
    const pair = isMap(parent) ? parent.items.find((item) => isPair(item) && String(item.key) === key) : undefined;
    const range = pair !== undefined && isNode(pair.key) ? pair.key.range : undefined;
    return range ? spotAt(range[0], range[1] - range[0]) : spotOf(path);
  };
  return { file, text, value: document.toJS(), spotOf, spotOfKey };
}

function nodeAt(document: Document, path: Path): Node | undefined {
  const node = document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

function spotOfNode(
  node: Node | undefined,
  spotAt: (offset: number, length: number) => Spot,
  lines: readonly string[],
): Spot | undefined {
  if (!node?.range) return undefined;
  const [from, to] = node.range;
  const spot = spotAt(from, to - from);
  // A value of several lines is marked on its first.
  const rest = (lines[spot.place.line - 1] ?? '').trimEnd().length - spot.place.column + 1;
  return { ...spot, place: { ...spot.place, length: Math.max(1, Math.min(spot.place.length, rest)) } };
}

function reportSyntax(
  error: YAMLError,
  text: string,
  spotAt: (offset: number, length: number) => Spot,
  report: Report,
): void {
  const [from] = error.pos;
  if (error.code === 'DUPLICATE_KEY') {
    const name = /^[^\s:]+/.exec(text.slice(from))?.[0] ?? '';
    report.add('duplicate-key', spotAt(from, name.length), { name });
  } else if (error.code === 'TAB_AS_INDENT') {
    report.add('yaml-tab', spotAt(from, 1), {});
  } else {
    report.add('yaml-syntax', spotAt(from, 1), {
      reason: error.message.replace(/[.:]?\s*$/, '').replaceAll('\n', ' '),
    });
  }
}
