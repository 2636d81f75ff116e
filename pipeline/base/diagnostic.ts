/** A problem in a file that a person wrote: its place, a code frame and a way out. */

export type Severity = 'error' | 'warning';

/** A place in a text file; line and column count from 1, length in characters. */
export interface FileLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: FileLocation;
  /** The text of the line at `place`, for the frame; absent when there is no such line. */
  readonly source?: string;
  readonly help?: string;
}

const FRAME_WIDTH = 120;
/** A name can be as long as the file; a message is read by a person. */
const MESSAGE_LENGTH = 1000;

/** Control characters could break a line or drive a terminal: they are shown as what they are. */
const CONTROL = /\p{Cc}/gu;

function showControls(text: string): string {
  return text.replace(CONTROL, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function clip(text: string): string {
  return text.length > MESSAGE_LENGTH ? `${text.slice(0, MESSAGE_LENGTH)}…` : text;
}

/**
 * Prints `file:line:col severity[code] message`, then the frame and the help, without a trailing
 * newline.
 */
export function printDiagnostic(diagnostic: Diagnostic): string {
  const { place, source, help } = diagnostic;
  const head = `${place.file}:${place.line}:${place.column} ${diagnostic.severity}[${diagnostic.code}] ${diagnostic.message}`;
  const lines = [clip(showControls(head))];
  if (source !== undefined && source.trim() !== '') lines.push(...printFrame(place, source));
  if (help !== undefined) lines.push(clip(`  help: ${showControls(help)}`));
  return lines.join('\n');
}

function printFrame(place: FileLocation, source: string): string[] {
  // A long line is shown from shortly before the place, so that the carets stay on the screen.
  const isLong = source.length > FRAME_WIDTH && place.column > FRAME_WIDTH - 40;
  const start = isLong ? place.column - FRAME_WIDTH / 2 : 0;
  const shown = source.replace(CONTROL, ' ').slice(start, start + FRAME_WIDTH);
  const before = start > 0 ? '…' : '';
  const after = source.length > start + FRAME_WIDTH ? '…' : '';
  const text = `${before}${shown.trimEnd()}${after}`;
  const margin = String(place.line).padStart(3);
  const indent = ' '.repeat(Math.max(0, place.column - 1 - start + before.length));
  const carets = '^'.repeat(Math.max(1, Math.min(place.length, text.length - after.length - indent.length)));
  return [`${margin} | ${text}`, `${' '.repeat(margin.length)} | ${indent}${carets}`];
}

/** Orders problems by file, line and column, so that the report reads like the file. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compare(a.code, b.code),
  );
}

/** By code unit: the order of a language would differ from machine to machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
