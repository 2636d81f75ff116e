/** A YAML file that remembers where everything stands. */
import { statSync } from 'node:fs';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, type Pair } from 'yaml';
import type { Position, Report } from './report.ts';
import { displayPath, isFile, readTextFile, splitLines } from './text-file.ts';
import { type PositionAt, parseYaml, reportSyntax, reportUnwanted } from './yaml-syntax.ts';

const MEGABYTE = 1024 ** 2;
const SIZE_LIMIT_MB = 2;

export type Path = readonly (string | number)[];

export interface YamlFile {
  /** As shown to people: relative to where they stand. */
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
  /** Where the value at a path stands, or its nearest parent that exists. */
  readonly positionOf: (path: Path) => Position;
  /** Where the key of a path stands. */
  readonly positionOfKey: (path: Path) => Position;
  /**
   * The lines of a block of text (`key: |`), each with where its characters stand; undefined for
   * any other value.
   */
  readonly linesOf: (path: Path) => readonly BlockLine[] | undefined;
}

/** A line of a block of text; columns count from 1, within the line. */
export interface BlockLine {
  readonly text: string;
  readonly positionOf: (column: number, length: number) => Position;
}

/**
 * Reads a YAML file; reports what is wrong with it as YAML and gives undefined then. No anchors: a
 * catalogue is read by people.
 */
export function readYamlFile(path: string, report: Report): YamlFile | undefined {
  const file = displayPath(path);
  const start: Position = { place: { file, line: 1, column: 1, length: 1 } };
  if (!isFile(path)) {
    report.add('catalogue-missing', start, { file });
    return undefined;
  }
  const { size } = statSync(path);
  if (size > SIZE_LIMIT_MB * MEGABYTE) {
    report.add('catalogue-too-large', start, { megabytes: Math.ceil(size / MEGABYTE), limit: SIZE_LIMIT_MB });
    return undefined;
  }
  const text = readTextFile(path, report);
  if (text === undefined) return undefined;
  const lines = splitLines(text);
  const counter = new LineCounter();
  for (let at = 0; at >= 0; at = text.indexOf('\n', at) + 1 || -1) counter.addNewLine(at);
  const positionAt: PositionAt = (offset, length) => {
    const { line, col } = counter.linePos(offset);
    return { place: { file, line, column: col, length: Math.max(1, length) }, source: lines[line - 1] ?? '' };
  };

  const document = parseYaml(text, positionAt, report);
  if (document === undefined) return undefined;
  if (document.errors.length > 0) {
    reportSyntax(document.errors, text, positionAt, report);
    return undefined;
  }
  if (reportUnwanted(document, text, positionAt, report)) return undefined;

  const root = document.contents;
  const positionOf = (wanted: Path): Position => {
    for (let path = wanted; path.length > 0; path = path.slice(0, -1)) {
      const range = nodeAt(root, path)?.range;
      // An empty value has no text of its own: its key is shown.
      if (range && range[0] === range[1]) return positionOfKey(path);
      if (range) return positionOfRange(range[0], range[1]);
    }
    return { ...start, source: lines[0] ?? '' };
  };
  const positionOfRange = (from: number, to: number): Position => {
    const position = positionAt(from, to - from);
    // A value of several lines is marked on its first.
    const rest = (lines[position.place.line - 1] ?? '').trimEnd().length - position.place.column + 1;
    return { ...position, place: { ...position.place, length: Math.max(1, Math.min(position.place.length, rest)) } };
  };
  const positionOfKey = (path: Path): Position => {
    const key = pairAt(nodeAt(root, path.slice(0, -1)), String(path.at(-1)))?.key;
    const range = isNode(key) ? key.range : undefined;
    if (range) return positionAt(range[0], range[1] - range[0]);
    // What stands in a list has no key; what is not there has a parent.
    return positionOf(nodeAt(root, path) === null ? path.slice(0, -1) : path);
  };
  const linesOf = (path: Path): BlockLine[] | undefined => {
    const node = nodeAt(root, path);
    if (!isScalar(node) || node.type !== 'BLOCK_LITERAL' || !node.range) return undefined;
    const head = counter.linePos(node.range[0]).line;
    return splitLines(String(node.value)).map((content, i) => {
      const line = head + 1 + i;
      const source = lines[line - 1] ?? '';
      const indent = source.trimEnd().length - content.trimEnd().length;
      const position = (column: number, length: number): Position => ({
        place: { file, line, column: column + indent, length: Math.max(1, length) },
        source,
      });
      return { text: content, positionOf: position };
    });
  };
  return { file, text, value: document.toJS(), positionOf, positionOfKey, linesOf };
}

function pairAt(node: Node | null, key: string): Pair | undefined {
  if (!isMap(node)) return undefined;
  // A key may be a number or nothing; as a name it is a text.
  return node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value ?? '') === key);
}

/** The node at a path from `root`; null where there is none. */
function nodeAt(root: Node | null, path: Path): Node | null {
  let node: unknown = root;
  for (const step of path) {
    if (!isNode(node)) return null;
    node = isSeq(node) ? node.items[Number(step)] : pairAt(node, String(step))?.value;
  }
  return isNode(node) ? node : null;
}
