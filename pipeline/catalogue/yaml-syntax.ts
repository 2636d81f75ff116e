/** Tells what is wrong with a file as YAML, in the words of somebody who does not know the specification. */
import {
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
} from 'yaml';
import type { MessageCode, MessageParams } from './messages.ts';
import type { Report, Spot } from './report.ts';

export type SpotAt = (offset: number, length: number) => Spot;

/** Groups in groups: a catalogue has about ten; the parser of YAML, far below its own limits, about two a level. */
const DEPTH_LIMIT = 64;

/** Refuses a text nested so deeply that to compose it would exhaust the stack; the check itself needs none. */
export function isTooDeep(text: string, spotAt: SpotAt, report: Report): boolean {
  const parser = new Parser();
  for (const token of new Lexer().lex(text)) {
    // The parser is driven for its stack alone: what it gives is composed again later.
    for (const _ of parser.next(token));
    if (parser.stack.length <= DEPTH_LIMIT) continue;
    report.add('yaml-too-deep', spotAt(parser.offset - token.length, 1), {});
    return true;
  }
  return false;
}

/** What the parser says that helps nobody, and what helps. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^Nested mappings/, 'a second `: ` stands on this line'],
  [/^Implicit keys need to be on a single line/, 'a key goes on over several lines'],
  [/^Implicit map keys need/, 'this line has no `: `'],
  [/^Flow (map|sequence) in block/, 'a bracket above is not closed'],
  [/^Block collections are not allowed/, 'a `: ` stands within a text'],
  [/^All mapping items/, 'this line does not begin in the column of its group'],
  [/^Missing closing/, 'a quote is not closed'],
  [/^Plain value cannot start with reserved character (.)/, 'a text cannot begin with $1'],
  [/^Source contains multiple documents/, 'a second document begins here, and a catalogue is one'],
];

/** Reports every duplicate key and tab, and the first error of another kind: the others mostly follow from it. */
export function reportSyntax(errors: readonly YAMLError[], text: string, spotAt: SpotAt, report: Report): void {
  let isLost = false;
  for (const { code, message, pos } of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const [from] = pos;
    if (code === 'DUPLICATE_KEY') {
      const name = /^("[^"\n]*"|'[^'\n]*'|[^\s:,}]+)/.exec(text.slice(from, from + 200))?.[0] ?? '';
      report.add('duplicate-key', spotAt(from, name.length), { name: name.replace(/^(["'])(.*)\1$/, '$2') });
    } else if (code === 'TAB_AS_INDENT') {
      report.add('yaml-tab', spotAt(from, 1), {});
      isLost = true;
    } else if (!isLost) {
      report.add('yaml-syntax', spotAt(from, 1), { reason: reasonOf(message) });
      isLost = true;
    }
  }
}

function reasonOf(message: string): string {
  const plain = message.replace(/[.:]?\s*$/, '').replaceAll('\n', ' ');
  const known = REASONS.find(([pattern]) => pattern.test(plain));
  return known === undefined ? plain : (known[0].exec(plain)?.[0] ?? '').replace(...known);
}

/** Refuses what is YAML but has no place in a catalogue: anchors, aliases, tags, and keys that are no names. */
export function reportUnwanted(document: Document, text: string, spotAt: SpotAt, report: Report): boolean {
  // One report of each is enough: a bomb has thousands.
  const told = new Set<MessageCode>();
  const tell = <C extends MessageCode>(code: C, from: number, length: number, params: MessageParams<C>) => {
    if (!told.has(code)) report.add(code, spotAt(from, length), params);
    told.add(code);
  };
  /** Anchors and tags stand before their value. */
  const tellBefore = <C extends MessageCode>(code: C, node: Node, sign: string, params: MessageParams<C>) => {
    const to = node.range?.[0] ?? 0;
    const before = text.slice(Math.max(0, to - 200), to);
    const mark = new RegExp(`\\${sign}[^\\s,\\[\\]{}]*`, 'g');
    const last = [...before.matchAll(mark)].at(-1);
    tell(code, last === undefined ? to : to - before.length + last.index, last?.[0].length ?? 1, params);
  };
  visit(document, (_key, node) => {
    if (isPair(node) && !(isScalar(node.key) && node.key.value !== '__proto__')) {
      const [from, to] = (isNode(node.key) ? node.key.range : undefined) ?? [0, 1];
      tell('yaml-key', from, to - from, {});
    }
    if (isAlias(node)) tell('yaml-alias', node.range?.[0] ?? 0, node.source.length + 1, {});
    else if (isNode(node) && node.anchor !== undefined) tellBefore('yaml-alias', node, '&', {});
    if (isNode(node) && node.tag !== undefined) tellBefore('yaml-tag', node, '!', { tag: node.tag });
  });
  return told.size > 0;
}
