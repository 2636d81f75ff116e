/** A reference CSV with the line of every row, for messages. */
import { existsSync, readFileSync } from 'node:fs';
import { CsvError, parse } from 'csv-parse/sync';
import { suggest } from '../base/index.ts';
import type { Report, Spot } from './report.ts';
import { displayPath } from './yaml-file.ts';

export interface CsvRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface CsvFile {
  readonly path: string;
  readonly file: string;
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  /** Where a value stands in the file. */
  readonly spotOf: (row: CsvRow, value?: string) => Spot;
}

/** Reads CSV files once each; a missing or broken one is reported where it is named and gives undefined. */
export function csvReader(report: Report): (path: string, owner: string, named: Spot) => CsvFile | undefined {
  const known = new Map<string, CsvFile | undefined>();
  return (path, owner, named) => {
    if (!known.has(path)) known.set(path, readCsvFile(path, owner, named, report));
    return known.get(path);
  };
}

function readCsvFile(path: string, owner: string, named: Spot, report: Report): CsvFile | undefined {
  const file = displayPath(path);
  if (!existsSync(path)) {
    report.add('reference-missing', named, { owner, file });
    return undefined;
  }
  const text = readFileSync(path, 'utf8');
  const lines = text.split(/\r?\n/);
  try {
    const parsed = parse(text, {
      columns: true,
      bom: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as readonly {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    const rows = parsed.map(({ record, info }) => ({ line: info.lines, values: record }));
    const spotOf = (row: CsvRow, value?: string): Spot => {
      const source = lines[row.line - 1] ?? '';
      const at = value === undefined || value === '' ? -1 : source.indexOf(value);
      return {
        place: { file, line: row.line, column: at + 1 || 1, length: at < 0 ? 1 : (value?.length ?? 1) },
        source,
      };
    };
    return { path, file, text, columns: (lines[0] ?? '').replace(/^\uFEFF/, '').split(','), rows, spotOf };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    report.add(
      'csv-syntax',
      { place: { file, line, column: 1, length: 1 }, source: lines[line - 1] ?? '' },
      { reason: error.message },
    );
    return undefined;
  }
}

/** Tells whether the file has a column; reports it where the column is asked for otherwise. */
export function hasColumn(csv: CsvFile, column: string, owner: string, spot: Spot, report: Report): boolean {
  if (csv.columns.includes(column)) return true;
  report.add('csv-column-missing', spot, {
    owner,
    name: column,
    known: csv.columns,
    nearest: suggest(column, csv.columns),
  });
  return false;
}
