/**
 * The shape of one column of a delivery: how often it is empty, and what it is like; no row, and no
 * value that few people have.
 */
import type { SourceColumn } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { printName, printText } from '../query/index.ts';

/** A value, or a combination of values, that fewer rows than this have could identify a person. */
export const FEWEST_ROWS = 10;
/** A column with more distinct values than this is a quantity, not a category. */
const MOST_VALUES = 40;
const DECILES = [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95];

export interface ColumnShape {
  /** Share of the rows that are empty, 0 to 1. */
  readonly empty: number;
  /** Values that many rows have, with how many; none for a quantity. */
  readonly frequent: readonly (readonly [value: string, rows: number])[];
  /**
   * For a quantity: ascending points with about a tenth of the rows between them; rounded where
   * they are amounts.
   */
  readonly points: readonly number[];
}

export interface ShapeOptions {
  /** Its sum over each key of this column, instead of the column itself. */
  readonly perKey?: string;
  /** Its values are codes, however many there are. */
  readonly isCode?: boolean;
}

/** Reads the shape of a column of a source. Dates give their month alone. */
export async function readShape(
  engine: Engine,
  source: string,
  { name, type }: SourceColumn,
  { perKey, isCode = false }: ShapeOptions = {},
): Promise<ColumnShape> {
  const column = printName(name);
  const [counts] = await engine.query(
    `SELECT COUNT(*) AS row_count, COUNT(${column}) AS filled, APPROX_COUNT_DISTINCT(${column}) AS distinct_count FROM ${printName(source)}`,
  );
  const rows = Number(counts?.row_count ?? 0);
  const empty = rows === 0 ? 0 : 1 - Number(counts?.filled) / rows;
  const isNumber = /INT|DECIMAL/.test(type);
  if (isNumber && !isCode && (perKey !== undefined || Number(counts?.distinct_count) > MOST_VALUES)) {
    const summed =
      perKey === undefined
        ? `SELECT ${column} AS value FROM ${printName(source)}`
        : `SELECT SUM(${column}) AS value FROM ${printName(source)} WHERE ${printName(perKey)} IS NOT NULL GROUP BY ${printName(perKey)}`;
    const picked = DECILES.map((share, i) => `QUANTILE_CONT(CAST(value AS DOUBLE), ${share}) AS point_${i}`);
    const [row] = await engine.query(`SELECT ${picked.join(', ')} FROM (${summed}) AS summed WHERE value IS NOT NULL`);
    const points = DECILES.map((_, i) => Number(row?.[`point_${i}`] ?? 0));
    return { empty, frequent: [], points: type.startsWith('DECIMAL') ? points.map(rounded) : points.map(Math.round) };
  }
  const value = type === 'DATE' ? `STRFTIME(${column}, '%Y-%m')` : `CAST(${column} AS VARCHAR)`;
  const frequent = await engine.query(
    `SELECT ${value} AS value, COUNT(*) AS row_count FROM ${printName(source)} WHERE ${column} IS NOT NULL
     GROUP BY ALL HAVING COUNT(*) >= ${FEWEST_ROWS} ORDER BY row_count DESC, value LIMIT 200`,
  );
  return { empty, frequent: frequent.map((row) => [String(row.value), Number(row.row_count)] as const), points: [] };
}

/** Whole numbers from 1 that a column of the sources does not hold. */
export async function freeNumbers(
  engine: Engine,
  columns: readonly { readonly source: string; readonly column: string }[],
  count: number,
): Promise<string[]> {
  const held = columns
    .map(({ source, column }) => `SELECT CAST(${printName(column)} AS BIGINT) AS number FROM ${printName(source)}`)
    .join(' UNION ');
  const rows = await engine.query(
    `WITH held AS (${held}), size AS (SELECT COUNT(*) AS n FROM held)
     SELECT candidate FROM (SELECT UNNEST(RANGE(1, CAST((SELECT n FROM size) AS BIGINT) + ${count + 1})) AS candidate) AS counted
     WHERE candidate NOT IN (SELECT number FROM held WHERE number IS NOT NULL) ORDER BY candidate LIMIT ${count}`,
  );
  return rows.map(({ candidate }) => String(candidate));
}

/** How many rows of a source have just these values. */
export async function countLike(
  engine: Engine,
  source: string,
  values: Readonly<Record<string, string | null>>,
): Promise<number> {
  const same = Object.entries(values).map(([name, value]) =>
    value === null ? `${printName(name)} IS NULL` : `${printName(name)} = ${printText(value)}`,
  );
  const [row] = await engine.query(
    `SELECT COUNT(*) AS row_count FROM ${printName(source)} WHERE ${same.join(' AND ') || 'FALSE'}`,
  );
  return Number((row?.row_count ?? 0) as Value);
}

/** To two digits, so that no amount of a person is shown. */
function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
