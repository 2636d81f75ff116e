/** A YAML file that remembers where everything stands. */
import { statSync } from 'node:fs';
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Node, type Pair } from 'yaml';
import type { Report, Spot } from './report.ts';
import { displayPath, isFile, readTextFile, splitLines } from './text-file.ts';
import { parseYaml, reportSyntax, reportUnwanted, type SpotAt } from './yaml-syntax.ts';

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
  /**
   * The lines of a block of text (`key: |`), each with where its characters stand; undefined for
   * any other value.
   */
  readonly linesOf: (path: Path) => readonly BlockLine[] | undefined;
}

/** A line of a block of text; columns count from 1, within the line. */
export interface BlockLine {
  readonly text: string;
  readonly spotOf: (column: number, length: number) => Spot;
}

/**
 * Reads a YAML file; reports what is wrong with it as YAML and gives undefined then. No anchors: a
 * catalogue is read by people.
 */
export function readYamlFile(path: string, report: Report): YamlFile | undefined {
  const file = displayPath(path);
  const start: Spot = { place: { file, line: 1, column: 1, length: 1 } };
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
  const spotAt: SpotAt = (offset, length) => {
    const { line, col } = counter.linePos(offset);
    return { place: { file, line, column: col, length: Math.max(1, length) }, source: lines[line - 1] ?? '' };
  };

  const document = parseYaml(text, spotAt, report);
  if (document === undefined) return undefined;
  if (document.errors.length > 0) {
    reportSyntax(document.errors, text, spotAt, report);
    return undefined;
  }
  if (reportUnwanted(document, text, spotAt, report)) return undefined;

  const root = document.contents;
  const spotOf = (wanted: Path): Spot => {
    for (let path = wanted; path.length > 0; path = path.slice(0, -1)) {
      const range = nodeAt(root, path)?.range;
      // An empty value has no text of its own: its key is shown.
      if (range && range[0] === range[1]) return spotOfKey(path);
      if (range) return spotOfRange(range[0], range[1]);
    }
    return { ...start, source: lines[0] ?? '' };
  };
  const spotOfRange = (from: number, to: number): Spot => {
    const spot = spotAt(from, to - from);
    // A value of several lines is marked on its first.
    const rest = (lines[spot.place.line - 1] ?? '').trimEnd().length - spot.place.column + 1;
    return { ...spot, place: { ...spot.place, length: Math.max(1, Math.min(spot.place.length, rest)) } };
  };
  const spotOfKey = (path: Path): Spot => {
    const key = pairAt(nodeAt(root, path.slice(0, -1)), String(path.at(-1)))?.key;
    const range = isNode(key) ? key.range : undefined;
    if (range) return spotAt(range[0], range[1] - range[0]);
    // What stands in a list has no key; what is not there has a parent.
    return spotOf(nodeAt(root, path) === null ? path.slice(0, -1) : path);
  };
  const linesOf = (path: Path): BlockLine[] | undefined => {
    const node = nodeAt(root, path);
    if (!isScalar(node) || node.type !== 'BLOCK_LITERAL' || !node.range) return undefined;
    const head = counter.linePos(node.range[0]).line;
    return splitLines(String(node.value)).map((content, i) => {
      const line = head + 1 + i;
      const source = lines[line - 1] ?? '';
      const indent = source.trimEnd().length - content.trimEnd().length;
      const spot = (column: number, length: number): Spot => ({
        place: { file, line, column: column + indent, length: Math.max(1, length) },
        source,
      });
      return { text: content, spotOf: spot };
    });
  };
  return { file, text, value: document.toJS(), spotOf, spotOfKey, linesOf };
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
