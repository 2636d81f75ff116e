/** `cubes diff A B`: which figures changed from one release to another. */
import { diffReleases, type LevelDiff, type ReleaseDiff } from '../../release/index.ts';
import { reading } from '../engine-options.ts';
import { interruptible } from '../interrupt.ts';
import { printJson } from '../json/print-json.ts';
import { dataRootOf, type EngineChoices, type PlaceOptions } from '../options.ts';
import { printTable } from '../print-table.ts';

export interface DiffOptions extends PlaceOptions, EngineChoices {
  readonly json?: boolean;
}

/** Prints which figures differ between two releases. Refuses (usage) a name that no release has. */
export async function diff(from: string, to: string, options: DiffOptions): Promise<void> {
  const dataRoot = dataRootOf(options);
  const report = await reading(options, dataRoot, (engine) =>
    interruptible((signal) => diffReleases({ dataRoot, from, to, engine, signal })),
  );
  if (options.json) printJson('diff', report);
  else process.stdout.write(`${printDiff(report)}\n`);
}

function printDiff({ from, to, added, removed, columns, figures, unchanged }: ReleaseDiff): string {
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
