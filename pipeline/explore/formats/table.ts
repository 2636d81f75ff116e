/**
 * A table for people: cut to the width of the terminal, or, where even that is too narrow, a record
 * below the other.
 */
import Table from 'cli-table3';
import type { Answer, AnswerValue, Column } from '../answer.ts';

export interface TableOptions {
  /** Characters in a line; as many as it takes without it. */
  readonly width?: number;
  /** Dims what is no value, with escape codes of the terminal. */
  readonly colour?: boolean;
}

/** Significant digits of a number that is not whole; the other formats have all. */
const DIGITS = 6;
const GAP = 2;
/** A text is not cut below this. */
const LEAST = 12;
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';
const NONE = Object.fromEntries(BORDERS.split(' ').map((name) => [name, '']));

/** An answer as an aligned table, cut to the width of the terminal. */
export async function* table(answer: Answer, options: TableOptions = {}): AsyncGenerator<string> {
  const rows: AnswerValue[][] = [];
  for await (const batch of answer.rows) rows.push(...batch.map((row) => [...row]));
  yield printRows(answer.columns, rows, options);
}

function printRows(
  columns: readonly Column[],
  rows: readonly (readonly AnswerValue[])[],
  options: TableOptions,
): string {
  if (columns.length === 1 && columns[0]?.name === 'plan') return rows.map(([plan]) => `${plan}\n`).join('');
  const cells = rows.map((row) => row.map(printCell));
  const widths = columns.map(({ name }, i) => Math.max(widthOf(name), ...cells.map((row) => widthOf(row[i] ?? ''))));
  const room = widthsWithin(columns, widths, options.width ?? Number.POSITIVE_INFINITY);
  if (room === undefined) return printRecords(columns, cells, options);
  const printed = new Table({
    head: columns.map(({ name }) => name),
    colAligns: columns.map(({ isNumber }) => (isNumber ? 'right' : 'left')),
    // Without a width each column takes what it needs, as the terminal counts it.
    ...(options.width !== undefined && { colWidths: room.map((width) => width + GAP) }),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': GAP },
    chars: NONE,
  });
  for (const row of cells) printed.push(row);
  return `${dim(printed.toString().replace(/[ \t]+$/gm, ''), options)}\n`;
}

/** The widths of columns, texts cut where all do not fit; undefined where that is not enough. */
function widthsWithin(columns: readonly Column[], widths: readonly number[], width: number): number[] | undefined {
  const room = [...widths];
  const total = () => room.reduce((sum, one) => sum + one + GAP, -GAP);
  while (total() > width) {
    const texts = room.map((one, i) => (columns[i]?.isNumber ? 0 : one));
    const widest = Math.max(...texts);
    if (widest <= LEAST) return undefined;
    // The widest is cut to the next, or as far as is needed.
    const next = Math.max(LEAST, ...texts.filter((one) => one < widest));
    const i = texts.indexOf(widest);
    room[i] = Math.max(next === widest ? widest - 1 : next, widest - (total() - width), LEAST);
  }
  return room;
}

function printRecords(columns: readonly Column[], rows: readonly (readonly string[])[], options: TableOptions): string {
  const width = Math.max(...columns.map(({ name }) => widthOf(name)));
  const records = rows.map((row) => columns.map(({ name }, i) => `${name.padEnd(width)}  ${row[i] ?? ''}\n`).join(''));
  return dim(records.join('\n'), options);
}

function printCell(cell: AnswerValue): string {
  if (cell === null) return 'NULL';
  if (typeof cell === 'number') return String(Number.isInteger(cell) ? cell : Number(cell.toPrecision(DIGITS)));
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell).replace(/\p{Cc}+/gu, ' ');
}

function widthOf(text: string): number {
  return [...text].length;
}

function dim(text: string, { colour = false }: TableOptions): string {
  return colour ? text.replace(/(?<=^| {2})NULL(?=$| {2})/gm, '\u001b[2mNULL\u001b[22m') : text;
}
