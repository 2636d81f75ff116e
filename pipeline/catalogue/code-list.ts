/**
 * Dated code lists: `valid_from` included, `valid_to` excluded, empty = open (contract: Dated
 * codes).
 */

import { suggest } from '../base/index.ts';
import { CONFIDENCES, type Confidence, type DatedCode, type DatedText } from './catalogue.ts';
import { type CsvFile, type CsvRow, hasColumn } from './csv-file.ts';
import type { Position, Report } from './report.ts';

export interface CodeListRequest {
  readonly name: string;
  readonly column: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
  /** Where the list is declared, and where its column and its filter are named. */
  readonly position: Position;
  readonly positionOfWhere: (column: string) => Position;
}

/**
 * Takes the rows that `where` keeps, ordered by code and date; reports bad codes, dates and
 * overlaps at their line.
 */
export function readCodeList(csv: CsvFile, request: CodeListRequest, report: Report): DatedCode[] {
  const dated = keptRows(csv, request, report).flatMap((row) => readRow(csv, row, request.column, report));
  return withoutOverlaps(csv, request, report, dated, (a, b) => a - b);
}

/**
 * The same of a list of texts: letters and digits, `*` behind them for every code that begins so.
 */
export function readTextList(csv: CsvFile, request: CodeListRequest, report: Report): DatedText[] {
  const dated = keptRows(csv, request, report).flatMap((row) => {
    const text = row.values[request.column] ?? '';
    const isCode = CODE_TEXT.test(text);
    if (!isCode) report.add('code-not-a-text', csv.positionOf(row, request.column), { value: text });
    return readValidity(csv, row, isCode ? text : undefined, report);
  });
  const kept = withoutOverlaps(csv, request, report, dated, (a, b) => (a < b ? -1 : Number(a > b)));
  return kept.map(({ code, ...rest }) => ({ text: code, ...rest }));
}

/** What a code that is a text may be made of. */
const CODE_TEXT = /^[A-Za-z0-9]{1,20}\*?$/;

/** The rows that `where` keeps; none where a column is missing. */
function keptRows(csv: CsvFile, request: CodeListRequest, report: Report): CsvRow[] {
  const { name, column, where, position } = request;
  let complete = hasColumn(csv, column, name, position, report);
  for (const filter of Object.keys(where))
    complete = hasColumn(csv, filter, name, request.positionOfWhere(filter), report) && complete;
  if (!complete) return [];

  const rows = csv.rows.filter((row) =>
    Object.entries(where).every(([filter, values]) => values.includes(row.values[filter] ?? '')),
  );
  if (rows.length === 0) report.add('code-list-empty', position, { codeList: name });
  return rows;
}

interface Read<C> {
  readonly code: C;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly row: CsvRow;
}

/** In the order of code and date, described; reports a code that is valid twice on one day. */
function withoutOverlaps<C extends number | string>(
  csv: CsvFile,
  { name, column }: CodeListRequest,
  report: Report,
  dated: Read<C>[],
  compare: (a: C, b: C) => number,
): (Omit<Read<C>, 'row'> & Pick<DatedCode, 'label' | 'category' | 'confidence'>)[] {
  dated.sort((a, b) => compare(a.code, b.code) || (a.validFrom ?? '').localeCompare(b.validFrom ?? ''));

  // Of the validities of a code so far, the one that lasts longest.
  let earlier: Read<C> | undefined;
  for (const later of dated) {
    if (earlier?.code !== later.code) earlier = later;
    else {
      const end = earlier.validTo;
      if (end === null || end > (later.validFrom ?? '')) {
        const from = later.validFrom ?? 'the beginning';
        const { line } = earlier.row;
        report.add('validity-overlap', csv.positionOf(later.row, column), {
          codeList: name,
          code: later.code,
          from,
          line,
        });
      }
      if (end !== null && (later.validTo === null || later.validTo > end)) earlier = later;
    }
  }
  return dated.map(({ row, ...code }) => ({ ...code, ...describe(csv, row, report) }));
}

/**
 * What the file says of a code in its columns `label` (or `label_…`), `category` and `confidence`,
 * where it has them.
 */
function describe(csv: CsvFile, row: CsvRow, report: Report): Pick<DatedCode, 'label' | 'category' | 'confidence'> {
  const labelColumn = csv.columns.find((column) => /^label(_|$)/.test(column));
  const label = labelColumn === undefined ? '' : (row.values[labelColumn] ?? '');
  const { category = '', confidence = '' } = row.values;
  const isKnown = (CONFIDENCES as readonly string[]).includes(confidence);
  if (confidence !== '' && !isKnown) {
    const known = CONFIDENCES;
    const nearest = suggest(confidence, known);
    report.add('unknown-confidence', csv.positionOf(row, 'confidence'), { value: confidence, known, nearest });
  }
  return {
    ...(label !== '' && { label }),
    ...(category !== '' && { category }),
    ...(isKnown && { confidence: confidence as Confidence }),
  };
}

function readRow(csv: CsvFile, row: CsvRow, column: string, report: Report): Read<number>[] {
  const text = row.values[column] ?? '';
  const isCode = /^\d{1,9}$/.test(text);
  if (!isCode) report.add('code-not-a-number', csv.positionOf(row, column), { value: text });
  return readValidity(csv, row, isCode ? Number(text) : undefined, report);
}

/** The code with its validity; nothing where there is no code, or it is never valid. */
function readValidity<C extends number | string>(
  csv: CsvFile,
  row: CsvRow,
  code: C | undefined,
  report: Report,
): Read<C>[] {
  const validFrom = readDate(csv, row, 'valid_from', report);
  const validTo = readDate(csv, row, 'valid_to', report);
  if (code === undefined) return [];
  if (validFrom !== null && validTo !== null && validTo <= validFrom) {
    report.add('validity-reversed', csv.positionOf(row, 'valid_to'), { code, from: validFrom, to: validTo });
    return [];
  }
  return [{ code, validFrom, validTo, row }];
}

function readDate(csv: CsvFile, row: CsvRow, column: string, report: Report): string | null {
  const text = row.values[column] ?? '';
  if (text === '') return null;
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
    return text;
  report.add('bad-date', csv.positionOf(row, column), { column, value: text });
  return null;
}
