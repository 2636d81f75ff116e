/**
 * Tables as people write them in a test: a head, rows, cells two spaces apart; each cell with its
 * place.
 */
import type { Position } from './report.ts';
import type { Scope } from './scope.ts';
import type { BlockLine, Path } from './yaml-file.ts';

export interface TableCell {
  readonly text: string;
  readonly position: Position;
}

export interface Table {
  readonly owner: string;
  readonly head: readonly TableCell[];
  readonly rows: readonly (readonly TableCell[])[];
}

/**
 * Reads the table at `path`; a line or a last cell that begins with `#` is a remark. Reports what
 * is no table and gives undefined then.
 */
export function readTable(scope: Scope, path: Path, owner: string): Table | undefined {
  const { yaml, report } = scope;
  const lines = yaml.linesOf(path);
  if (lines === undefined) {
    report.add('table-not-block', yaml.positionOf(path), { owner, key: String(path.at(-1)) });
    return undefined;
  }
  const [head, ...rows] = lines.map(readCells).filter((cells) => cells.length > 0);
  if (head === undefined || rows.length === 0) {
    report.add('table-empty', yaml.positionOfKey(path), { owner });
    return undefined;
  }
  for (const [i, { text, position }] of head.entries())
    if (head.findIndex((cell) => cell.text === text) < i) report.add('listed-twice', position, { owner, name: text });
  const whole = rows.filter((cells) => {
    const [first] = cells;
    if (first !== undefined && cells.length !== head.length)
      report.add('table-width', positionOfRow(cells, first), { cells: cells.length, columns: head.length });
    return cells.length === head.length;
  });
  return { owner, head, rows: whole };
}

/** The cells of a line: words with single spaces between them are one. */
function readCells({ text, positionOf }: BlockLine): TableCell[] {
  const cells = [...text.matchAll(/\S+(?: \S+)*/g)];
  const remark = cells.findIndex(([cell]) => cell.startsWith('#'));
  const kept = remark < 0 ? cells : cells.slice(0, remark);
  return kept.map(({ 0: cell, index }) => ({ text: cell, position: positionOf(index + 1, cell.length) }));
}

/** Where a row stands, from its first cell to its last. */
function positionOfRow(cells: readonly TableCell[], first: TableCell): Position {
  const { place } = (cells.at(-1) ?? first).position;
  return {
    ...first.position,
    place: { ...first.position.place, length: place.column + place.length - first.position.place.column },
  };
}
