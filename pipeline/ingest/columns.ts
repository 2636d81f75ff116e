/**
 * The columns that an ingested file has: those that the map reads, under their delivered names, in
 * the narrowest type that the map allows.
 */
import { Failure } from '../base/index.ts';
import type { Catalogue, Source, SourceColumn } from '../catalogue/index.ts';
import { type FileGroup, isNumber, readGroups, typedColumn, yearOf } from '../plan/index.ts';
import { as, type Query } from '../query/index.ts';

export interface StoredColumn {
  /** Its name in the delivery and in the ingested file. */
  readonly name: string;
  readonly type: string;
}

const INTEGER = /INT/;

/**
 * The stored columns of a source, in the order of the map. Refuses, with a catalogue failure, a
 * column that is read as two types that do not go together.
 */
export function storedColumns(source: Source): StoredColumn[] {
  const types = new Map<string, string[]>();
  for (const column of Object.values(source.columns).filter(({ constant }) => constant === undefined))
    types.set(column.from, [...(types.get(column.from) ?? []), storedType(source, column)]);
  return [...types].map(([name, found]) => ({ name, type: oneType(source, name, [...new Set(found)]) }));
}

/**
 * The columns that rows are sorted by: the first entity of the catalogue that the source
 * distinguishes, the day, the code, then all others, so that rows which differ have one order and
 * the bytes do not depend on threads.
 */
export function clusterKeys(catalogue: Catalogue, source: Source): string[] {
  const key = Object.values(catalogue.entities).find((entity) => source.columns[entity.key] !== undefined)?.key;
  const first = [key, source.date, source.code].flatMap((name) => (name === undefined ? [] : [source.columns[name]]));
  const names = first.flatMap((column) => (column === undefined ? [] : [column.from]));
  return [...new Set([...names, ...storedColumns(source).map(({ name }) => name)])];
}

/** The source less the optional columns that none of its files has: nothing is stored of them. */
export function withoutUndelivered(source: Source, groups: readonly FileGroup[]): Source {
  const isDelivered = ({ from, optional }: SourceColumn) =>
    optional !== true || groups.some(({ types }) => types[from] !== undefined);
  const columns = Object.entries(source.columns).filter(([, column]) => isDelivered(column));
  return { ...source, columns: Object.fromEntries(columns) };
}

/** The rows of files as they are stored: what the map reads, less what it makes of it. */
export function storedRows(source: Source, year: number, groups: readonly FileGroup[]): Query {
  const plain: Source = { ...source, decimal: '.' };
  return readGroups(source, groups, (delivered) => ({
    columns: storedColumns(source).map(({ name, type }) =>
      as(name, typedColumn(plain, { name, from: name, type, optional: true, tolerance: 1 }, { delivered })),
    ),
    ...yearOf(source, year, delivered),
  }));
}

/**
 * What the map makes something else of stays as it was delivered: a day YYYYMMDD, a number of which
 * the remainder is read.
 */
function storedType({ decimal, thousands }: Source, { type, format, recode, modulo, part }: SourceColumn): string {
  if (format === 'YYYYMMDD') return 'INTEGER';
  if (part !== undefined && format === undefined) return 'DATE';
  const isWritten = isNumber(type) && (decimal !== '.' || thousands !== undefined);
  if (format !== undefined || recode !== undefined || isWritten) return 'VARCHAR';
  return modulo === undefined ? type : 'BIGINT';
}

function oneType(source: Source, name: string, types: readonly string[]): string {
  const [only = '', ...others] = types;
  if (others.length === 0) return only;
  if (types.every((type) => INTEGER.test(type))) return 'BIGINT';
  throw new Failure(
    'catalogue',
    `${source.name} reads ${name} as ${types.join(' and as ')}, of which one can be kept.`,
    {
      help: 'map the column once.',
    },
  );
}
