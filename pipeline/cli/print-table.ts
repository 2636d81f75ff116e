/** Tables for people: a head, aligned columns, numbers to the right, cut to the terminal. */
import Table from 'cli-table3';

export type PrintedCell = string | number | null;

/** Prints rows under a head; numbers are grouped by thousands and null is a dash. */
export function printTable(head: readonly string[], rows: readonly (readonly PrintedCell[])[]): string {
  const numeric = head.map(
    (_, i) => rows.some((row) => typeof row[i] === 'number') && rows.every((row) => typeof row[i] !== 'string'),
  );
  const table = new Table({
    head: [...head],
    colAligns: numeric.map((is) => (is ? 'right' : 'left')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: Object.fromEntries(
      [
        'top',
        'top-mid',
        'top-left',
        'top-right',
        'bottom',
        'bottom-mid',
        'bottom-left',
        'bottom-right',
        'left',
        'left-mid',
        'mid',
        'mid-mid',
        'right',
        'right-mid',
        'middle',
      ].map((c) => [c, '']),
    ),
  });
  for (const row of rows) table.push(row.map(printCell));
  return table.toString().replace(/[ \t]+$/gm, '');
}

function printCell(cell: PrintedCell): string {
  if (cell === null) return '-';
  return typeof cell === 'number' ? cell.toLocaleString('en-GB', { maximumFractionDigits: 2 }) : cell;
}
