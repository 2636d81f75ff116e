/** Breaks text into lines that fit a terminal. */

/** What stays together: the thousands of a number, and French quotes and their text. */
const KEEP = '\u00a0';

/** Lines of at most `width` characters, a longer word whole; every line begins with `indent`, the first with `first` in its place. */
export function wrap(text: string, width: number, indent = '', first = indent): string[] {
  const glued = text.replace(/(\d) (?=\d{3})/g, `$1${KEEP}`).replace(/(«) | (?=[»:;%?!])/g, `$1${KEEP}`);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of glued.split(/ +/)) {
    if (!isEmpty && [...line].length + 1 + [...word].length > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(line);
  return lines.map((one) => one.replaceAll(KEEP, ' '));
}
