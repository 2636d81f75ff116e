/** Where a statement ends: at a semicolon that stands in no text, name or comment. */

/**
 * What may hold a semicolon, and what is one; an unfinished text, name or comment reaches to the
 * end.
 */
const TOKENS =
  /(?<![\w$])[eE]'(?:[^'\\]|\\[\s\S])*(?:'|$)|'[^']*(?:'|$)|"[^"]*(?:"|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<![\w$])(\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?(?:\1|$)|;/g;

export interface Split {
  /** Whole statements, without their semicolons and without what is nothing but a comment. */
  readonly statements: readonly string[];
  /** What stands behind the last semicolon; empty where that is nothing, or comments alone. */
  readonly rest: string;
}

/** Cuts a text into statements. It only cuts: what a part is, is for the engine's parser to say. */
export function splitStatements(text: string): Split {
  const statements: string[] = [];
  let from = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token !== ';') continue;
    statements.push(text.slice(from, index));
    from = index + 1;
  }
  const rest = text.slice(from);
  return {
    statements: statements.filter((one) => !isBlank(one)).map((one) => one.trim()),
    rest: isBlank(rest) ? '' : rest,
  };
}

function isBlank(text: string): boolean {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === '';
}
