/** Splits TypeScript into code, comments and texts, as far as prose is looked for in it. */

/** A piece of a source file; `line` is where it begins, from 1. */
export interface Token {
  readonly kind: 'comment' | 'text';
  readonly text: string;
  readonly line: number;
}

/** After one of these a slash begins a regular expression. */
const BEFORE_REGEX = /(^|[(,=:[!&|?{};>+\-*%~^\n]|\b(return|typeof|case|of|in|yield|await|do|else))\s*$/;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const QUOTED = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y;
/** A part of a template: up to its end or the next expression. */
const TEMPLATE = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;

/** The comments and texts of a source file, in order. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** By open expression of a template: how many braces are open in it. */
  const open: number[] = [];
  let at = 0;
  let code = '';
  const take = (kind: Token['kind'] | 'code', pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const [text] = pattern.exec(source) ?? [];
    if (text === undefined) return false;
    const line = source.slice(0, at).split('\n').length;
    if (kind !== 'code') tokens.push({ kind, text: kind === 'text' ? text.replace(/^['"]|['"]$/g, '') : text, line });
    at += text.length;
    if (kind !== 'comment') code = `${code}_`;
    return true;
  };
  const template = () => {
    take('text', TEMPLATE);
    if (source[at] === '$') {
      open.push(0);
      at += 2;
      code = '{';
    } else at += 1;
  };
  while (at < source.length) {
    const sign = source[at] ?? '';
    if (sign === '/' && take('comment', COMMENT)) continue;
    if ((sign === "'" || sign === '"') && take('text', QUOTED)) continue;
    if (sign === '/' && BEFORE_REGEX.test(code) && take('code', REGEX)) continue;
    at += 1;
    if (sign === '`') template();
    else if (sign === '}' && open.at(-1) === 0) {
      open.pop();
      template();
    } else {
      const depth = open.length - 1;
      if (depth >= 0 && sign === '{') open[depth] = (open[depth] ?? 0) + 1;
      if (depth >= 0 && sign === '}') open[depth] = (open[depth] ?? 0) - 1;
      code = (code + sign).slice(-40);
    }
  }
  return tokens;
}
