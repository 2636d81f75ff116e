/** Which reference files statements read, and their contents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from '../base/index.ts';

/**
 * The files below the reference folder that a statement names: `getvariable('reference_root') ||
 * '/geo/municipalities.csv'`.
 */
export function referenceFilesIn(sql: string): string[] {
  return [...sql.matchAll(/getvariable\('reference_root'\) \|\| '\/([^']+)'/g)].map(([, file = '']) => file);
}

/** The reference files that some statements read, each with the hash of its content. */
export function hashReference(
  referenceRoot: string,
  statements: readonly string[],
): readonly (readonly [file: string, hash: string])[] {
  const files = [...new Set(statements.flatMap(referenceFilesIn))].sort();
  return files.map((file) => [file, hashText(readFileSync(join(referenceRoot, file), 'utf8'))]);
}
