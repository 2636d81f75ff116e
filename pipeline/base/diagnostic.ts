/** A problem in a file that a person wrote: its place, a code frame and a way out. */

export type Severity = 'error' | 'warning';

/** A place in a text file; line and column count from 1, length in characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  /** The text of the line at `place`, for the frame; absent when there is no such line. */
  readonly source?: string;
  readonly help?: string;
}

const FRAME_WIDTH = 120;

/** Prints `file:line:col severity[code] message`, then the frame and the help, without a trailing newline. */
export function printDiagnostic(diagnostic: Diagnostic): string {
  const { place, source, help } = diagnostic;
  const head = `${place.file}:${place.line}:${place.column} ${diagnostic.severity}[${diagnostic.code}] ${diagnostic.message}`;
  const lines = [head];
  if (source !== undefined && source.trim() !== '') lines.push(...printFrame(place, source));
  if (help !== undefined) lines.push(`  help: ${help}`);
  return lines.join('\n');
}

function printFrame(place: Place, source: string): string[] {
  // A long line is shown from shortly before the place, so that the carets stay on the screen.
  const start = place.column > FRAME_WIDTH - 20 ? place.column - 20 : 0;
  const text = source
    .slice(start, start + FRAME_WIDTH)
    .replaceAll('\t', ' ')
    .trimEnd();
  const margin = String(place.line).padStart(3);
  const indent = ' '.repeat(Math.max(0, place.column - 1 - start));
  const carets = '^'.repeat(Math.max(1, Math.min(place.length, text.length - indent.length)));
  return [`${margin} | ${text}`, `    | ${indent}${carets}`];
}

/** Orders problems by file, line and column, so that the report reads like the file. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      a.place.file.localeCompare(b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      a.code.localeCompare(b.code),
  );
}
