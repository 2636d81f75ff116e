/** What of a catalogue a cluster cannot do, as problems with their places. */
import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { clusterProblems } from '../plan/index.ts';

/** One error for each construct: in its SQL file, or at the first indicator that needs it. */
export function clusterDiagnostics(catalogue: Catalogue): Diagnostic[] {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = lines.get(file) ?? readFileSync(file, 'utf8').split('\n');
    lines.set(file, known);
    return known;
  };
  return clusterProblems(catalogue).map(({ indicator, statement, file = catalogue.file, line, construct }) => {
    const isWritten = file !== catalogue.file;
    const at = isWritten ? line : linesOf(file).findIndex((text) => text.startsWith(`  ${indicator}:`)) + 1;
    const source = linesOf(file)[at - 1];
    const column = Math.max(0, source?.indexOf(isWritten ? construct.replace('()', '') : indicator) ?? 0) + 1;
    return {
      code: 'not-on-spark',
      severity: 'error',
      message: `Spark cannot do \`${construct}\`, which \`${statement}\` of ${indicator} needs.`,
      place: { file, line: Math.max(1, at), column, length: isWritten ? construct.length : indicator.length },
      ...(source !== undefined && { source }),
      help: 'write it with what docs/explanation/spark.md lists, or compute this indicator without --engine spark.',
    };
  });
}
