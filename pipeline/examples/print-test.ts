/** A test in the catalogue's form, to paste below `tests:`. */
import { type Catalogue, type DefinitionTest, EMPTY_CELL, NO_ROW } from '../catalogue/index.ts';

type Row = Readonly<Record<string, string | null>>;

const INDENT = 6;

/**
 * Prints a test with its tables aligned; columns that nobody fills and dimensions that are `total`
 * throughout are left out.
 */
export function printTest({ sources }: Catalogue, code: string, test: DefinitionTest): string {
  const tables = Object.entries(test.rows).map(([source, rows]) =>
    block(sources[source]?.code === undefined ? source : 'claims', rows),
  );
  const cells = test.expect.map(({ keys, figures, isAbsent }) => ({
    ...keys,
    ...Object.fromEntries(figures.map(({ column, expected }) => [column, isAbsent ? NO_ROW : expected])),
  }));
  const lines = [
    `- name: ${JSON.stringify(test.name)}`,
    `  year: ${test.year}`,
    ...(test.vintage === undefined ? [] : [`  vintage: ${test.vintage}`]),
    ...tables.flat(),
    ...block(
      'expect',
      cells.map((row) => withoutTotals(row, cells)),
    ),
  ];
  return `# Below \`tests:\` of ${code}:\n${lines.map((line) => `${' '.repeat(INDENT)}${line}`).join('\n')}\n`;
}

function withoutTotals(row: Row, rows: readonly Row[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => rows.some((one) => one[name] !== 'total')));
}

function block(key: string, rows: readonly Row[]): string[] {
  const names = Object.keys(rows[0] ?? {}).filter((name) => rows.some((row) => row[name] !== null));
  if (names.length === 0) return [];
  const cells = [names, ...rows.map((row) => names.map((name) => row[name] ?? EMPTY_CELL))];
  const widths = names.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const lines = cells.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`  ${key}: |`, ...lines.map((line) => `    ${line}`)];
}
