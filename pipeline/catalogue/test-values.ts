/**
 * The cells of an input table: one value, or several that count together (`1..5`, `1..`, `each of
 * imaging`).
 */
import { suggest } from '../base/index.ts';
import type { CodeList, Source, SourceColumn } from './catalogue.ts';
import { EMPTY_CELL, IN_YEAR, type TestRow } from './definition-test.ts';
import { lookUp, type Scope } from './scope.ts';
import type { Table, TableCell } from './test-table.ts';

/**
 * What a cell stands for: values, or a count from somewhere that ends with the other cells of its
 * row.
 */
type Values =
  | { readonly kind: 'values'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'open'; readonly from: number };

const WIDTHS: Readonly<Record<string, number>> = { TINYINT: 8, SMALLINT: 16, INTEGER: 32, BIGINT: 53 };
/** More than anybody reads in an example. */
const MOST_VALUES = 10_000;

/**
 * Gives the rows of a table for a source, columns that it leaves out filled in: the day is 1 July
 * of the year. Reports every bad cell; the rows, of which there may be thousands, are made when
 * they are asked for.
 */
export function readTestRows(
  scope: Scope,
  table: Table,
  source: Source,
  codeLists: Readonly<Record<string, CodeList>>,
  year: number,
): () => TestRow[] {
  const ofYear = source.date === undefined ? [IN_YEAR] : [];
  const known = [...Object.keys(source.columns), ...ofYear];
  const columns = table.head.map(({ text, position }) => {
    const column = ofYear.includes(text) ? { name: text, type: 'SMALLINT' } : lookUp(source.columns, text);
    if (column === undefined)
      scope.report.add('unknown-column', position, unknownColumn(table.owner, text, known, source.name));
    return column;
  });
  const given = new Set(table.head.map(({ text }) => text));
  const left = Object.values(source.columns).filter(({ name }) => !given.has(name));
  const rest = Object.fromEntries(left.map((column) => [column.name, defaultOf(column, source, year)]));
  const parts = table.rows.map((cells) => {
    const read = cells.map((cell, i) => {
      const column = columns[i];
      return column && { column: column.name, cell, values: readValues(scope, table.owner, cell, column, codeLists) };
    });
    const whole = read.filter((one) => one?.values !== undefined) as {
      column: string;
      cell: TableCell;
      values: Values;
    }[];
    return whole.length === cells.length ? spread(scope, whole, rest) : () => [];
  });
  return () => parts.flatMap((rows) => rows());
}

/** The parameters of a message on a column that a source does not have. */
export function unknownColumn(owner: string, name: string, known: readonly string[], source: string) {
  return { owner, name, known, nearest: suggest(name, known), source };
}

function defaultOf({ name, inTests }: SourceColumn, source: Source, year: number): string | null {
  if (name === source.date) return `${year}-07-01`;
  return inTests === undefined ? null : String(inTests);
}

function readValues(
  scope: Scope,
  owner: string,
  { text, position }: TableCell,
  { name, type }: Pick<SourceColumn, 'name' | 'type'>,
  codeLists: Readonly<Record<string, CodeList>>,
): Values | undefined {
  if (text === EMPTY_CELL) return { kind: 'values', values: [null] };
  const bad = (value: string): undefined => {
    scope.report.add('table-value', position, { value, column: name, form: formOf(type) });
    return undefined;
  };
  if (WIDTHS[type] === undefined) return isValue(text, type) ? { kind: 'values', values: [text] } : bad(text);
  const list = /^each of (\S+)$/.exec(text)?.[1];
  if (list !== undefined) {
    const codes = lookUp(codeLists, list)?.codes;
    const known = Object.keys(codeLists);
    if (codes === undefined)
      scope.report.add('unknown-code-list', position, { owner, name: list, known, nearest: suggest(list, known) });
    return codes && { kind: 'values', values: [...new Set(codes.map(({ code }) => String(code)))] };
  }
  const [, from, to] = /^(\d{1,15})\.\.(\d{1,15})?$/.exec(text) ?? [];
  if (from === undefined) return isValue(text, type) ? { kind: 'values', values: [text] } : bad(text);
  if (to === undefined) return { kind: 'open', from: Number(from) };
  const length = Number(to) - Number(from) + 1;
  if (length < 1 || length > MOST_VALUES || !isValue(to, type)) return bad(text);
  return { kind: 'values', values: Array.from({ length }, (_, i) => String(Number(from) + i)) };
}

/**
 * A row for each of the values that cells stand for, on top of `rest`; a single value stays the
 * same in all of them.
 */
function spread(
  scope: Scope,
  cells: readonly { column: string; cell: TableCell; values: Values }[],
  rest: TestRow,
): () => TestRow[] {
  const several = cells.flatMap((one) => (one.values.kind === 'values' && one.values.values.length > 1 ? [one] : []));
  const lengths = several.map(({ values }) => (values.kind === 'values' ? values.values.length : 1));
  const [length = 1] = lengths;
  const other = lengths.findIndex((n) => n !== length);
  const misfit = several[other];
  if (misfit !== undefined) {
    scope.report.add('table-lengths', misfit.cell.position, { first: length, second: lengths[other] ?? 0 });
    return () => [];
  }
  const open = cells.find(({ values }) => values.kind === 'open');
  if (open !== undefined && several.length === 0) {
    scope.report.add('table-open-range', open.cell.position, { range: open.cell.text });
    return () => [];
  }
  const valueAt = (values: Values, i: number) =>
    values.kind === 'open' ? String(values.from + i) : (values.values[values.values.length === 1 ? 0 : i] ?? null);
  return () =>
    Array.from({ length }, (_, i) => {
      const row = { ...rest };
      for (const { column, values } of cells) row[column] = valueAt(values, i);
      return row;
    });
}

/** Whether a text is a value of a logical type, within its range. */
function isValue(text: string, type: string): boolean {
  const width = WIDTHS[type];
  if (width !== undefined) return /^-?\d{1,15}$/.test(text) && Math.abs(Number(text)) < 2 ** (width - 1);
  if (type === 'DATE') return isDay(text);
  if (type === 'BOOLEAN') return text === 'true' || text === 'false';
  const [, digits, places] = /^DECIMAL\((\d+),(\d)\)$/.exec(type) ?? [];
  if (digits === undefined) return true;
  const [, whole = '', fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole !== '' && fraction.length <= Number(places) && whole.length <= Number(digits) - Number(places);
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function formOf(type: string): string {
  if (type === 'DATE') return 'a day: YYYY-MM-DD';
  if (type === 'BOOLEAN') return 'true or false';
  const places = /^DECIMAL\(\d+,(\d)\)$/.exec(type)?.[1];
  if (places !== undefined) return `a number with at most ${places} places after the point (${type})`;
  return `a whole number (${type}), a range \`1..5\`, or \`each of\` a code list`;
}
