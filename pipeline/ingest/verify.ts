/**
 * Compares an ingested file with its source: rows, values and sums of every column, month
 * by month.
 */
import { Failure } from '../base/index.ts';
import type { Source } from '../catalogue/index.ts';
import type { Engine, Value } from '../engine/index.ts';
import { type FileGroup, typedColumn } from '../plan/index.ts';
import { printExpression, printName, printQuery } from '../query/index.ts';
import { type StoredColumn, storedColumns, storedRows } from './columns.ts';

/**
 * Refuses, with an engine failure that names months and columns, an ingested file that does not
 * hold what was delivered.
 */
export async function refuseDifferent(
  engine: Engine,
  year: number,
  delivered: { readonly source: Source; readonly groups: readonly FileGroup[] },
  ingested: { readonly source: Source; readonly groups: readonly FileGroup[] },
): Promise<void> {
  const [before, after] = [await sumsOf(engine, year, delivered), await sumsOf(engine, year, ingested)];
  const different = [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((month) => {
    const [was, is] = [before.get(month), after.get(month)];
    if (was === undefined || is === undefined) return [`${month} (rows)`];
    const names = Object.keys(was).filter((name) => String(was[name]) !== String(is[name]));
    return names.length === 0 ? [] : [`${month} (${names.join(', ')})`];
  });
  if (different.length === 0) return;
  throw new Failure(
    'engine',
    `${year}: the ingested ${ingested.source.name} does not hold what was delivered: ${different.join('; ')}.`,
    { help: 'nothing was kept; see that nobody writes to the delivery meanwhile, and try again.' },
  );
}

type Sums = Readonly<Record<string, Value>>;

/**
 * By month (`all` where the source has no date): rows, a sum over whole rows, and of every column
 * how many values there are and their sum.
 */
async function sumsOf(
  engine: Engine,
  year: number,
  { source, groups }: { readonly source: Source; readonly groups: readonly FileGroup[] },
): Promise<Map<string, Sums>> {
  const types = Object.fromEntries(storedColumns(source).map(({ name, type }) => [name, type]));
  const date = source.date === undefined ? undefined : source.columns[source.date];
  const month =
    date === undefined
      ? "'all'"
      : `COALESCE(STRFTIME(${printExpression(typedColumn({ ...source, format: 'parquet' }, date, { delivered: types }))}, '%Y-%m'), 'no day')`;
  const columns = storedColumns(source);
  const typed = columns.map(({ name, type }) => `CAST(${printName(name)} AS ${type})`);
  const sums = columns.flatMap((column) => [
    `COUNT(${printName(column.name)}) AS ${printName(`values of ${column.name}`)}`,
    `${sumOf(column)} AS ${printName(`sum of ${column.name}`)}`,
  ]);
  const found = await engine.query(`SELECT
      ${month} AS month,
      COUNT(*) AS "rows",
      SUM(CAST(HASH(HASH(${typed.join(', ')})) AS HUGEINT)) AS "rows as a whole",
      ${sums.join(',\n      ')}
    FROM (
${printQuery(storedRows(source, year, groups))}
) AS stored
    GROUP BY ALL`);
  return new Map(found.map(({ month: key, ...rest }) => [String(key), rest]));
}

/**
 * Exact, whatever the order of rows: numbers are added up as they were delivered, days as numbers,
 * texts by their hash.
 */
function sumOf({ name, type }: StoredColumn): string {
  const column = printName(name);
  if (/INT/.test(type)) return `SUM(CAST(${column} AS HUGEINT))`;
  const places = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1];
  if (places !== undefined) return `SUM(CAST(${column} AS DECIMAL(38,${places})))`;
  if (type === 'DATE') return `SUM(CAST(${column} AS DATE) - DATE '1970-01-01')`;
  return `SUM(CAST(HASH(CAST(${column} AS ${type})) AS HUGEINT))`;
}
