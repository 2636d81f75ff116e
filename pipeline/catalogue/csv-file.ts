/** A reference CSV with the place of every value, for messages. */
import { CsvError, parse } from 'csv-parse/sync';
import { suggest } from '../base/index.ts';
import type { Position, Report } from './report.ts';
import { displayPath, isFile, readTextFile, splitLines } from './text-file.ts';

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
  /** Where the value of a column stands in the file. */
  readonly positionOf: (row: CsvRow, column: string) => Position;
}

/**
 * Reads CSV files once each; a missing or broken one is reported where it is named and gives
 * undefined.
 */
export function csvReader(report: Report): (path: string, owner: string, named: Position) => CsvFile | undefined {
  const known = new Map<string, CsvFile | undefined>();
  return (path, owner, named) => {
    if (!known.has(path)) known.set(path, readCsvFile(path, owner, named, report));
    return known.get(path);
  };
}

function readCsvFile(path: string, owner: string, named: Position, report: Report): CsvFile | undefined {
  const file = displayPath(path);
  if (!isFile(path)) {
    report.add('reference-missing', named, { owner, file });
    return undefined;
  }
  const text = readTextFile(path, report);
  if (text === undefined) return undefined;
  const lines = splitLines(text);
  try {
    const records = splitPlain(text) ?? parseRecords(text);
    const columns = records[0]?.values ?? [];
    const rows = records.slice(1).map(({ line, values }) => ({
      line,
      values: Object.fromEntries(columns.map((column, i) => [column, values[i] ?? ''])),
    }));
    const positionOf = (row: CsvRow, column: string): Position => {
      const source = lines[row.line - 1] ?? '';
      const field = locateField(source, columns.indexOf(column));
      return { place: { file, line: row.line, ...field }, source };
    };
    return { path, file, text, columns, rows, positionOf };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfOpenQuote(lines) : Number(error.lines ?? 1);
    const reason = REASONS[error.code] ?? error.message;
    const source = lines[line - 1] ?? '';
    report.add('csv-syntax', { place: { file, line, column: 1, length: source.length }, source }, { reason });
    return undefined;
  }
}

interface CsvRecord {
  /** The line that it ends on, from 1. */
  readonly line: number;
  readonly values: readonly string[];
}

function parseRecords(text: string): CsvRecord[] {
  const records = parse(text, { info: true, skip_empty_lines: true }) as unknown as readonly {
    record: readonly string[];
    info: { lines: number };
  }[];
  return records.map(({ record, info }) => ({ line: info.lines, values: record }));
}

/**
 * A file of thousands of lines that has no quotes, split in a tenth of the parser's time; undefined
 * where there is anything to parse or to refuse.
 */
function splitPlain(text: string): CsvRecord[] | undefined {
  if (/["\r]/.test(text)) return undefined;
  const records = text
    .split('\n')
    .flatMap((line, i) => (line === '' ? [] : [{ line: i + 1, values: line.split(',') }]));
  const width = records[0]?.values.length;
  return records.every(({ values }) => values.length === width) ? records : undefined;
}

/** What is wrong, by the parser's code, where its own words help nobody. */
const REASONS: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'this line has another number of values than the first',
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a value',
  CSV_INVALID_CLOSING_QUOTE: 'something stands between a closing quote and the next comma',
};

/** Quotes come in pairs: the line where the last one is opened. */
function lineOfOpenQuote(lines: readonly string[]): number {
  let opened = 0;
  for (const [i, line] of lines.entries()) if (line.split('"').length % 2 === 0) opened = opened === 0 ? i + 1 : 0;
  return opened || lines.length;
}

/** Where the nth value of a line stands, in quotes or not. */
function locateField(line: string, wanted: number): { column: number; length: number } {
  const fields = [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)];
  const field = fields[wanted];
  return { column: (field?.index ?? 0) + 1, length: Math.max(1, field?.[1]?.length ?? 1) };
}

/** Whether the file has a column; reports it where the column is needed otherwise. */
export function hasColumn(csv: CsvFile, column: string, owner: string, position: Position, report: Report): boolean {
  if (csv.columns.includes(column)) return true;
  const { file, columns } = csv;
  report.add('csv-column-missing', position, {
    owner,
    file,
    name: column,
    known: columns,
    nearest: suggest(column, columns),
  });
  return false;
}
