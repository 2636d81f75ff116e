/** Breaks text into lines that fit a terminal. */

/** What stays together: the thousands of a number, and French quotes and their text. */
const KEEP = '\u00a0';

/**
 * Lines of at most `width` characters; every line begins with `indent`, the first with `first` in
 * its place. A word that is longer than a line (a path, a hash) is broken, as the terminal would.
 */
export function wrap(text: string, width: number, indent = '', first = indent): string[] {
  const glued = text.replace(/(\d) (?=\d{3})/g, `$1${KEEP}`).replace(/(«) | (?=[»:;%?!])/g, `$1${KEEP}`);
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  const room = width - Math.max(indent.length, first.length);
  for (const word of glued.split(/ +/).flatMap((one) => pieces(one, room))) {
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

/** A word in pieces of at most `room` characters. */
function pieces(word: string, room: number): string[] {
  const letters = [...word];
  const isLong = word.split(KEEP).some((part) => [...part].length > room);
  if (room < 1 || !isLong) return [word];
  return [letters.slice(0, room).join(''), ...pieces(letters.slice(room).join(''), room)];
}
