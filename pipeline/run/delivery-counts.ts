/**
 * RowCounts a delivery: rows by month or by the values of a column, and persons with rows. Counted
 * once as long as the files stay the same.
 */
import { hashText } from '../base/index.ts';
import { type Catalogue, clusterKeyOf, referenceRootOf, type Source } from '../catalogue/index.ts';
import type { Engine } from '../engine/index.ts';
import { type DeliveredTypes, deliveredRows, typedColumn, yearOf } from '../plan/index.ts';
import { call, DUCKDB, printExpression, printFrom } from '../query/index.ts';
import type { InputCache, RowCounts } from '../store/index.ts';
import { causeOf, checkSchemas } from './check-schemas.ts';
import { readablePattern } from './decode-file.ts';
import { describeFile } from './delivered-file.ts';
import { filesIn, type SourceFiles } from './inputs.ts';
import { refuseIncomplete } from './parquet-problem.ts';
import { type DeliveredPart, queryDelivered, type SqlOf } from './query-delivered.ts';

export interface CountingContext {
  readonly engine: Engine;
  readonly catalogue: Catalogue;
  readonly dataRoot: string;
  readonly cache: InputCache;
}

/**
 * Of more rows than this, persons are counted among a sample of keys: distinct keys of a hundred
 * million rows take long, and are known to a thousandth so.
 */
const ROWS_COUNTED = 5_000_000;

/**
 * Rows of a source and year by member; undefined where nothing is delivered.
 * @param by `month` of the date of the source, `sender`, one of its columns, or null: all rows
 *   together
 */
export async function countRows(
  context: CountingContext,
  source: Source,
  year: number,
  by: string | null,
): Promise<RowCounts | undefined> {
  const found = await inputOf(context, source, year);
  if (found.files.length === 0) return undefined;
  const sums: Record<string, number> = {};
  for (let i = 0; i < found.files.length; i += 1) {
    const asked = hashText(countQuery(source, year, by, undefined)(() => deliveredRows(source, ''), DUCKDB)).slice(
      0,
      16,
    );
    const counts = await counted(context, found, i, asked, (types) => countQuery(source, year, by, types));
    for (const [member, n] of Object.entries(counts)) sums[member] = (sums[member] ?? 0) + n;
  }
  return sums;
}

/**
 * Persons (or practitioners: the key of the source) with rows in a year; undefined where nothing is
 * delivered.
 */
export async function countPersons(
  context: CountingContext,
  source: Source,
  year: number,
): Promise<number | undefined> {
  const { engine, catalogue, cache } = context;
  const found = await inputOf(context, source, year);
  const [first] = found.files;
  if (first === undefined) return undefined;
  const rows = Object.values((await countRows(context, source, year, null)) ?? {}).reduce((sum, n) => sum + n, 0);
  const every = Math.ceil(rows / ROWS_COUNTED);
  const hashes = await Promise.all(found.files.map((file) => cache.hash(file)));
  const asked = hashText(`persons ${year} ${every} ${hashes.join(' ')}`).slice(0, 16);
  const known = cache.counts(first, asked)?.persons;
  if (known !== undefined) return known;
  const files: (DeliveredPart & { readonly delivered: DeliveredTypes })[] = [];
  for (const file of found.files) {
    const pattern = await readablePattern(engine, source, file);
    files.push({ source, pattern, delivered: await describeFile(engine, source, pattern) });
  }
  const sqlOf: SqlOf = (from, dialect) => {
    const parts = files.map(({ delivered }, i) => {
      const key = typedColumn(source, clusterKeyOf(catalogue, source), { delivered, lenient: true });
      const { where } = yearOf(source, year, delivered);
      const ofYear = where === undefined ? '' : ` AND ${printExpression(where, dialect)}`;
      return `SELECT DISTINCT ${printExpression(key, dialect)} AS key FROM ${printFrom(from(i), dialect)} WHERE ${printExpression(call('HASH', key), dialect)} % ${every} = 0${ofYear}`;
    });
    return `SELECT COUNT(DISTINCT key) AS n FROM (${parts.join(' UNION ALL ')}) AS person`;
  };
  const [rowsOf = []] = await queryDelivered(engine, files, { queries: [sqlOf] });
  const [row] = rowsOf;
  const persons = Number(row?.n ?? 0) * every;
  await cache.rememberCounts(first, asked, { persons });
  return persons;
}

async function inputOf({ engine, catalogue, dataRoot }: CountingContext, source: Source, year: number) {
  const found = await filesIn(engine, source, year, { dataRoot, referenceRoot: referenceRootOf(catalogue.file) });
  refuseIncomplete([found], dataRoot);
  return found;
}

async function counted(
  { engine, catalogue, dataRoot, cache }: CountingContext,
  found: SourceFiles,
  i: number,
  asked: string,
  sqlOf: (types: DeliveredTypes) => SqlOf,
): Promise<RowCounts> {
  const file = found.files[i] ?? '';
  const known = cache.counts(file, asked);
  if (known !== undefined) return known;
  const pattern = await readablePattern(engine, found.source, file);
  const types = await describeFile(engine, found.source, pattern);
  const parts = [{ source: found.source, pattern }];
  const [rows = []] = await queryDelivered(engine, parts, { queries: [sqlOf(types)] }).catch(async (error) => {
    const one = { ...found, files: [file], patterns: [pattern] };
    throw await causeOf(error, () => checkSchemas(engine, catalogue, { years: [] }, [one], dataRoot, 'pages'));
  });
  const counts = Object.fromEntries(rows.map(({ member, rows: n }) => [String(member ?? 'unknown'), Number(n)]));
  await cache.rememberCounts(file, asked, counts);
  return counts;
}

function countQuery(source: Source, year: number, by: string | null, delivered: DeliveredTypes | undefined): SqlOf {
  const column = by === null ? undefined : source.columns[by === 'sender' ? (source.sender ?? '') : by];
  if (by === 'sender' && column === undefined)
    return (from, dialect) => `SELECT 'unknown' AS member, COUNT(*) AS rows FROM ${printFrom(from(0), dialect)}`;
  const typed = column ?? (source.date === undefined ? undefined : source.columns[source.date]);
  const { where } = yearOf(source, year, delivered);
  return (from, dialect) => {
    const read = typed && printExpression(typedColumn(source, typed, { delivered }), dialect);
    const member = by === null || read === undefined ? `'rows'` : column === undefined ? `MONTH(${read})` : read;
    const ofYear = where === undefined ? '' : ` WHERE ${printExpression(where, dialect)}`;
    return `SELECT ${member} AS member, COUNT(*) AS rows FROM ${printFrom(from(0), dialect)}${ofYear} GROUP BY 1`;
  };
}
