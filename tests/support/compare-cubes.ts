/**
 * Holds a cube of the pipeline against the oracle: every row, every column of the contract, and the
 * support.
 */
import { type Cell, type Evaluation, keyOf } from '../oracle/index.ts';

const SHOWN = 5;
/** Both sides divide and multiply doubles; anything beyond the last digits is a difference. */
const RELATIVE = 1e-12;
/**
 * Limits are differences of like numbers, found in another way by each side: so many digits are
 * left, of the width of the interval.
 */
const OF_LIMITS = 1e-9;

/** Gives the differences as readable lines, the first few of them; empty = the same. */
export function compareCube(actual: readonly Cell[], { cells, keys }: Evaluation): string[] {
  if (isAligned(actual, cells, keys)) return some(cells.flatMap((cell, i) => differencesOf(cell, actual[i], keys)));
  const found = new Map(actual.map((cell) => [keyOf(cell, keys), cell]));
  const wanted = new Set(cells.map((cell) => keyOf(cell, keys)));
  const missing = [...wanted].filter((key) => !found.has(key)).map((key) => `no row ${key}`);
  const extra = [...found.keys()].filter((key) => !wanted.has(key)).map((key) => `a row ${key}`);
  const twice = actual.length > found.size ? [`${actual.length - found.size} rows stand twice`] : [];
  const different = cells.flatMap((cell) => differencesOf(cell, found.get(keyOf(cell, keys)), keys));
  const at = actual.findIndex((cell, i) => keyOf(cell, keys) !== keyOf(cells[i] ?? {}, keys));
  const order = at >= 0 ? [`the first row out of order is ${keyOf(actual[at] ?? {}, keys)}`] : [];
  return [...twice, ...some(missing), ...some(extra), ...some(different), ...order];
}

/** The same rows in the same order, as it should be. */
function isAligned(actual: readonly Cell[], cells: readonly Cell[], keys: readonly string[]): boolean {
  return (
    actual.length === cells.length && cells.every((cell, i) => keys.every((key) => cell[key] === actual[i]?.[key]))
  );
}

function differencesOf(cell: Cell, other: Cell | undefined, keys: readonly string[]): string[] {
  if (other === undefined) return [];
  const columns = Object.keys(cell).filter(
    (column) => !isSame(cell[column] ?? null, other[column], slackOf(cell, column)),
  );
  return columns.map((column) => `${keyOf(cell, keys)}: ${column} is ${other[column]}, should be ${cell[column]}`);
}

/** Gives the differences of a support file, the first few of them. */
export function compareSupport(actual: readonly Cell[], { keys, support }: Evaluation): string[] {
  const found = actual.map((row) => [keyOf(row, keys), row] as const);
  const different = found.flatMap(([key, row]) => {
    const wanted = support.get(key);
    if (wanted === undefined) return [`a row ${key}`];
    const events = [...wanted.byEvents].sort(([a], [b]) => a - b).map(([n, persons]) => `${n}: ${persons}`);
    const expected = `${wanted.persons} ${wanted.below} {${events.join(', ')}}`;
    const read = `${row.numerator_members} ${row.denominator_members} ${printEvents(row.members_by_events)}`;
    return read === expected ? [] : [`${key}: support is ${read}, should be ${expected}`];
  });
  return [...(found.length === support.size ? [] : [`${found.length} rows, not ${support.size}`]), ...some(different)];
}

/** DuckDB prints a map as `{1: 2, 3: 1}`; NULL stands for none. */
function printEvents(value: Cell[string] | undefined): string {
  return value === null || value === undefined ? '{}' : String(value);
}

/** How far the two sides of a column may be apart beside the last digits. */
function slackOf(cell: Cell, column: string): number {
  const upper = column.startsWith('ci_') ? cell.ci_upper : column.startsWith('std_') ? cell.std_ci_upper : 0;
  return OF_LIMITS * Number(upper ?? 0);
}

function isSame(a: Cell[string], b: Cell[string] | undefined, slack: number): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= slack + RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

function some(lines: readonly string[]): string[] {
  return lines.length <= SHOWN ? [...lines] : [...lines.slice(0, SHOWN), `… ${lines.length - SHOWN} more`];
}
