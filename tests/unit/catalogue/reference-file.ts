/** Reads a CSV of the test's own making the way the catalogue does: as a real file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from '../../../pipeline/base/index.ts';
import { type CsvFile, csvReader } from '../../../pipeline/catalogue/csv-file.ts';
import { Report } from '../../../pipeline/catalogue/report.ts';

export const SPOT = { place: { file: 'indicators.yaml', line: 1, column: 1, length: 1 } };

/** What `read` makes of the file, and what is reported. */
export function readReference<T>(
  text: string,
  read: (csv: CsvFile, report: Report) => T,
): {
  readonly value: T | undefined;
  readonly reported: readonly (readonly [code: string, line: number, column: number])[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'cubes-reference-'));
  try {
    const path = join(folder, 'list.csv');
    writeFileSync(path, text);
    const report = new Report();
    const csv = csvReader(report)(path, 'list', SPOT);
    const value = csv && read(csv, report);
    return {
      value,
      reported: report.diagnostics.map(({ code, place }: Diagnostic) => [code, place.line, place.column]),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
