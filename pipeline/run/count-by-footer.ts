/**
 * Counts the values of a Parquet file by its footer, which says how many there are and, of
 * integers, within what bounds; what it leaves open is read.
 */
import type { Source, SourceColumn } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { printText } from '../query/index.ts';
import { uriOf } from '../store/index.ts';
import { countValues, type ValueCounts } from './count-values.ts';

/** Whole parts of numbers, first and last, and places after the point. */
interface Range {
  readonly least: bigint;
  readonly most: bigint;
  readonly places: number;
}

/** A column in all row groups. */
interface ColumnFooter {
  readonly filled: number;
  /** Of integers with a sign; undefined where a row group does not say. */
  readonly bounds: Omit<Range, 'places'> | undefined;
  /** Of texts: none is empty or begins with a blank. */
  readonly visible: boolean;
}

/**
 * Gives what `countValues` gives; `delivered` are the types of the file's columns as the engine
 * describes them. Only columns of which the footer does not prove that every value fits are read.
 * Damage in the pages of the others, and a footer that is wrong, are found by the statement that
 * reads them (`causeOf`), and not at all where none does.
 */
export async function countByFooter(
  engine: Engine,
  source: Source,
  pattern: string,
  delivered: Readonly<Record<string, string>>,
): Promise<ValueCounts> {
  const { rows, columns } = await readFooter(engine, pattern);
  const isElsewhere = uriOf(pattern) !== undefined;
  const open: SourceColumn[] = [];
  const filled: Record<string, number> = {};
  const misfits: Record<string, number> = {};
  const outside: Record<string, number> = {};
  for (const declared of Object.values(source.columns)) {
    const found = columns.get(declared.from);
    // Of a text elsewhere no engine says whether it is UTF-8: it is read.
    const isOpen = isElsewhere && delivered[declared.from] === 'VARCHAR';
    if (found === undefined || isOpen || !fits(declared, delivered[declared.from] ?? '', found)) open.push(declared);
    else [filled[declared.name], misfits[declared.name], outside[declared.name]] = [found.filled, 0, 0];
  }
  if (open.length === 0) return { rows, filled, misfits, outside };
  const read = await countValues(engine, source, pattern, delivered, open);
  return {
    rows,
    filled: { ...filled, ...read.filled },
    misfits: { ...misfits, ...read.misfits },
    outside: { ...outside, ...read.outside },
  };
}

/**
 * Rows of a file, and its columns by their path: those that every row group counts, and that have
 * one value or NULL a row.
 */
async function readFooter(
  engine: Engine,
  pattern: string,
): Promise<{ readonly rows: number; readonly columns: ReadonlyMap<string, ColumnFooter> }> {
  const file = printText(pattern);
  const [whole] = await engine.query(`SELECT num_rows, num_row_groups FROM parquet_file_metadata(${file})`);
  const rows = Number(whole?.num_rows ?? 0);
  const groups = Number(whole?.num_row_groups ?? 0);
  // Bounds of texts may be cut off, and those of the old kind are in an order of their own: only
  // how the first begins is asked for.
  const found = await engine.query(`SELECT
      path_in_schema AS path,
      SUM(num_values - stats_null_count) AS filled,
      MIN(TRY_CAST(stats_min_value AS BIGINT)) AS least,
      MAX(TRY_CAST(stats_max_value AS BIGINT)) AS most,
      BOOL_AND(num_values = stats_null_count OR (TRY_CAST(stats_min_value AS BIGINT) <= TRY_CAST(stats_max_value AS BIGINT)) IS TRUE) AS bounded,
      BOOL_AND(num_values = stats_null_count OR (LEFT(stats_min_value, 1) > ' ') IS TRUE) AS visible
    FROM parquet_metadata(${file})
    GROUP BY path_in_schema
    HAVING COUNT(*) = ${groups} AND SUM(num_values) = ${rows} AND BOOL_AND((stats_null_count BETWEEN 0 AND num_values) IS TRUE)`);
  return { rows, columns: new Map(found.map((column) => [String(column.path), columnFooter(column)])) };
}

function columnFooter({ filled, least, most, bounded, visible }: Record<string, Value>): ColumnFooter {
  const isBounded = bounded === true && least !== null && most !== null;
  const bounds = isBounded ? { least: BigInt(String(least)), most: BigInt(String(most)) } : undefined;
  return { filled: Number(filled), bounds, visible: visible === true };
}

/**
 * Whether the declared type holds every value: by the delivered type, or for integers by their
 * bounds. In doubt it does not.
 */
function fits(declared: SourceColumn, delivered: string, { filled, bounds, visible }: ColumnFooter): boolean {
  if (filled === 0) return true;
  if (declared.format !== undefined || declared.recode !== undefined || declared.part !== undefined) return false;
  if (!isWithin(declared, bounds)) return false;
  const type = declared.modulo === undefined ? declared.type : 'BIGINT';
  // Blank text says nothing, so it has to be counted.
  if (delivered === type) return type !== 'VARCHAR' || visible;
  const [given, held] = [rangeOf(delivered), rangeOf(type)];
  if (given === undefined || held === undefined || given.places > held.places) return false;
  const { least, most } = (delivered in BITS ? bounds : undefined) ?? given;
  return held.least <= least && most <= held.most;
}

/**
 * Whether the bounds of a column prove that every value is in its domain. Of two booleans both are.
 */
function isWithin({ type, values, range }: SourceColumn, bounds: ColumnFooter['bounds']): boolean {
  if (values === undefined && range === undefined) return true;
  if (type === 'BOOLEAN' && values?.includes(true) && values.includes(false)) return true;
  if (bounds === undefined) return false;
  const { least, most } = bounds;
  if (range !== undefined) return least >= Math.ceil(range[0]) && most <= Math.floor(range[1]);
  for (let value = least; value <= most && value - least < 100n; value += 1n)
    if (!values?.includes(Number(value))) return false;
  return most - least < 100n;
}

/** Integers with a sign; those without are called the same after a U. */
const BITS: Readonly<Record<string, bigint>> = { TINYINT: 8n, SMALLINT: 16n, INTEGER: 32n, BIGINT: 64n };

/**
 * What numbers a type holds; undefined for floats, which are rounded, and for all that is no
 * number.
 */
function rangeOf(type: string): Range | undefined {
  const [, digits, places] = /^DECIMAL\((\d+),(\d+)\)$/.exec(type) ?? [];
  if (digits !== undefined && places !== undefined) {
    const most = 10n ** BigInt(Number(digits) - Number(places)) - 1n;
    return { least: -most, most, places: Number(places) };
  }
  const bits = BITS[type.replace(/^U/, '')];
  if (bits === undefined) return undefined;
  if (type.startsWith('U')) return { least: 0n, most: 2n ** bits - 1n, places: 0 };
  return { least: -(2n ** (bits - 1n)), most: 2n ** (bits - 1n) - 1n, places: 0 };
}
