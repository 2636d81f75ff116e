/** What is different between two releases, as tables. */
import type { LevelDiff, ReleaseDiff } from '../release/index.ts';
import { printTable } from './print-table.ts';

/** Cubes that came or went, other columns, and how many figures changed at each level. */
export function printDiff({
  from,
  to,
  added,
  removed,
  columns,
  figures,
  unchanged,
}: Omit<ReleaseDiff, 'version'>): string {
  const lines = [
    ...added.map(({ code, year }) => `added    ${code} ${year}`),
    ...removed.map(({ code, year }) => `removed  ${code} ${year}`),
    ...columns.map(
      (c) =>
        `columns  ${c.code} ${c.year}: ${[...c.added.map((n) => `+ ${n}`), ...c.removed.map((n) => `- ${n}`)].join(', ')}`,
    ),
  ];
  if (figures.length > 0) {
    const head = ['code', 'year', 'level', 'cells', 'changed', 'added', 'removed', 'largest change'];
    const rows = figures.map((f) => [
      f.code,
      String(f.year),
      f.level,
      f.cells,
      f.changed,
      f.added,
      f.removed,
      printLargest(f),
    ]);
    lines.push(printTable(head, rows));
  }
  const changed = new Set(figures.map(({ code, year }) => `${code} ${year}`)).size;
  lines.push(
    `${from} to ${to}: ${[
      `${changed} ${changed === 1 ? 'cube' : 'cubes'} with other figures`,
      `${added.length} added`,
      `${removed.length} removed`,
      `${unchanged} as they were`,
    ].join(', ')}.`,
  );
  return lines.join('\n');
}

/** `11001 total: 12.3 to 13.1 (+6.5 %)`. */
function printLargest({ largest }: LevelDiff): string {
  if (largest === null) return '';
  const { cell, before, after } = largest;
  const [from, to] = [before, after].map((value) => String(Number(value.toPrecision(5))));
  const percent = before === 0 ? '' : ` (${after > before ? '+' : ''}${((after / before - 1) * 100).toFixed(1)} %)`;
  return `${Object.values(cell).join(' ')}: ${from} to ${to}${percent}`;
}
