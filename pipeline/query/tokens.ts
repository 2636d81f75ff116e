/** SQL as tokens: enough to translate what a person wrote, and to see what it is made of. */

export interface Token {
  readonly kind: 'comment' | 'text' | 'name' | 'number' | 'word' | 'space' | 'sign';
  readonly text: string;
}

const KINDS: readonly (readonly [Token['kind'], string])[] = [
  ['comment', String.raw`--[^\n]*|\/\*[\s\S]*?\*\/`],
  ['text', "'(?:[^']|'')*'"],
  ['name', '"(?:[^"]|"")*"'],
  ['number', String.raw`\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`],
  ['word', '[A-Za-z_][A-Za-z0-9_]*'],
  ['space', String.raw`\s+`],
  ['sign', String.raw`\/\/|<<|>>|<>|<=|>=|!=|::|\|\||->>?|\*\*|[\s\S]`],
];
const TOKEN = new RegExp(KINDS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'g');

/** Every token of a statement in order; together they are the statement. */
export function tokensOf(sql: string): Token[] {
  return [...sql.matchAll(TOKEN)].map((match): Token => {
    const found = KINDS.find(([kind]) => match.groups?.[kind] !== undefined);
    return { kind: found?.[0] ?? 'sign', text: match[0] };
  });
}
