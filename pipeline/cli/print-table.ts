/**
 * Tables for people: a head and aligned columns; where the terminal is too narrow, a record below
 * the other.
 */
import Table from 'cli-table3';
import { terminalWidth } from './terminal.ts';
import { wrap } from './wrap.ts';

export type PrintedCell = string | number | null;

const GAP = 2;
const BORDERS =
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid middle';
const NONE = Object.fromEntries(BORDERS.split(' ').map((name) => [name, '']));

/**
 * Prints rows under a head; numbers are grouped by thousands and null is a dash.
 *
 * @param width columns that a line may have; without it as many as the terminal has, or as it takes
 *   in a pipe
 */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly PrintedCell[])[],
  width: number | undefined = terminalWidth(),
): string {
  const cells = rows.map((row) => row.map(printCell));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => (row[i] ?? '').length)));
  const needed = widths.reduce((sum, one) => sum + one + GAP, -GAP);
  if (width !== undefined && needed > width) return printRecords(head, cells, width);
  const numeric = head.map(
    (_, i) => rows.some((row) => typeof row[i] === 'number') && rows.every((row) => typeof row[i] !== 'string'),
  );
  const table = new Table({
    head: [...head],
    colAligns: numeric.map((is) => (is ? 'right' : 'left')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': GAP },
    chars: NONE,
  });
  table.push(...cells);
  return table.toString().replace(/[ \t]+$/gm, '');
}

/** The first cell of a row on a line of its own, and what else it has below, each with its name. */
function printRecords(head: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return rows
    .map(([first = '', ...others]) => {
      const named = others.flatMap((cell, i) => (cell === '' ? [] : [`${head[i + 1]}: ${cell}`]));
      return [...wrap(first, width), ...named.flatMap((text) => wrap(text, width, '    ', '  '))].join('\n');
    })
    .join('\n');
}

function printCell(cell: PrintedCell): string {
  if (cell === null) return '-';
  return typeof cell === 'number' ? cell.toLocaleString('en-GB', { maximumFractionDigits: 2 }) : cell;
}
