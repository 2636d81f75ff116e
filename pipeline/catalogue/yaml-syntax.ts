/**
 * Reports what is wrong with a file as YAML, in the words of somebody who does not know the
 * specification.
 */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isNode,
  isPair,
  isScalar,
  Lexer,
  type Node,
  Parser,
  visit,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { MessageCode, MessageParams } from './messages.ts';
import type { Position, Report } from './report.ts';

export type PositionAt = (offset: number, length: number) => Position;

/**
 * Groups in groups: a catalogue has about ten; the parser of YAML, far below its own limits, about
 * two a level.
 */
const DEPTH_LIMIT = 64;

/**
 * Parses a text once for its document; refuses one nested so deeply that to compose it would
 * exhaust the stack, which parsing does not need.
 */
export function parseYaml(text: string, positionAt: PositionAt, report: Report): Document.Parsed | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const token of new Lexer().lex(text)) {
    tokens.push(...parser.next(token));
    if (parser.stack.length <= DEPTH_LIMIT) continue;
    report.add('yaml-too-deep', positionAt(parser.offset - token.length, 1), {});
    return undefined;
  }
  tokens.push(...parser.end());
  const [document, second] = new Composer({ logLevel: 'error' }).compose(tokens, true, text.length);
  if (document !== undefined && second !== undefined) {
    const message = 'Source contains multiple documents';
    document.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', message));
  }
  return document;
}

const QUOTES = 'put a text in quotes if it holds `: ` or ` #`, or begins with a sign.';

/** What the parser says that helps nobody; what is wrong, and the way out. */
const REASONS: readonly (readonly [RegExp, string, string])[] = [
  [/^Nested mappings/, 'a second `: ` stands on this line', QUOTES],
  [/^Block collections are not allowed/, 'a `: ` stands within a text', QUOTES],
  [/^Plain value cannot start/, 'a text cannot begin with this sign', QUOTES],
  [/^Implicit (keys|map keys) need/, 'this line has no `: `', 'write `name: value`.'],
  [/^Flow (map|sequence) in block/, 'a bracket above is not closed', 'close it.'],
  [/^Missing closing/, 'this quote is not closed', 'close it.'],
  [
    /^All mapping items/,
    'this does not begin in the column of its group',
    'let the keys of a group begin in one column.',
  ],
  [/^Source contains multiple/, 'a second document begins here', 'a catalogue is one document: remove the line.'],
];

/**
 * Reports every duplicate key and tab, and the first error of another kind: the others mostly
 * follow from it.
 */
export function reportSyntax(errors: readonly YAMLError[], text: string, positionAt: PositionAt, report: Report): void {
  let isLost = false;
  for (const { code, message, pos } of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const [from] = pos;
    if (code === 'DUPLICATE_KEY') {
      const name = /^("[^"\n]*"|'[^'\n]*'|[^\s:,}]+)/.exec(text.slice(from, from + 200))?.[0] ?? '';
      report.add('duplicate-key', positionAt(from, name.length), { name: name.replace(/^(["'])(.*)\1$/, '$2') });
    } else if (code === 'TAB_AS_INDENT') {
      report.add('yaml-tab', positionAt(from, 1), {});
      isLost = true;
    } else if (!isLost) {
      const [, reason, wayOut] = REASONS.find(([pattern]) => pattern.test(message)) ?? ['', plain(message), QUOTES];
      report.add('yaml-syntax', positionAt(locate(text, from, message), 1), { reason, wayOut });
      isLost = true;
    }
  }
}

/**
 * Where a person looks: at the quote that is open, or at the first character of an indented line.
 */
function locate(text: string, from: number, message: string): number {
  const quote = /^Missing closing (["'])/.exec(message)?.[1];
  if (quote !== undefined) return text.lastIndexOf(quote, from - 1);
  return from + (/^ */.exec(text.slice(from, from + 200))?.[0].length ?? 0);
}

function plain(message: string): string {
  return message.replace(/[.:]?\s*$/, '').replaceAll('\n', ' ');
}

/**
 * Refuses what is YAML but has no place in a catalogue: anchors, aliases, tags, and keys that are
 * no names.
 */
export function reportUnwanted(document: Document, text: string, positionAt: PositionAt, report: Report): boolean {
  // One report of each is enough: a bomb has thousands.
  const reported = new Set<MessageCode>();
  const addAt = <C extends MessageCode>(code: C, from: number, length: number, params: MessageParams<C>) => {
    if (!reported.has(code)) report.add(code, positionAt(from, length), params);
    reported.add(code);
  };
  /** Anchors and tags stand before their value. */
  const reportBefore = <C extends MessageCode>(code: C, node: Node, sign: string, params: MessageParams<C>) => {
    const to = node.range?.[0] ?? 0;
    const before = text.slice(Math.max(0, to - 200), to);
    const mark = new RegExp(`\\${sign}[^\\s,\\[\\]{}]*`, 'g');
    const last = [...before.matchAll(mark)].at(-1);
    addAt(code, last === undefined ? to : to - before.length + last.index, last?.[0].length ?? 1, params);
  };
  visit(document, (_key, node) => {
    if (isPair(node) && !(isScalar(node.key) && node.key.value !== '__proto__')) {
      const [from, to] = (isNode(node.key) ? node.key.range : undefined) ?? [0, 1];
      addAt('yaml-key', from, to - from, {});
    }
    if (isAlias(node)) addAt('yaml-alias', node.range?.[0] ?? 0, node.source.length + 1, {});
    else if (isNode(node) && node.anchor !== undefined) reportBefore('yaml-alias', node, '&', {});
    if (isNode(node) && node.tag !== undefined) reportBefore('yaml-tag', node, '!', { tag: node.tag });
  });
  return reported.size > 0;
}
