/** The columns that an ingested file has: those that the map reads, under their delivered names, in the narrowest type that the map allows. */
import { Failure } from '../base/index.ts';
import type { Catalogue, Source, SourceColumn } from '../catalogue/index.ts';

export interface StoredColumn {
  /** Its name in the delivery and in the ingested file. */
  readonly name: string;
  readonly type: string;
}

const INTEGER = /INT/;

/** The stored columns of a source, in the order of the map. Refuses, with a catalogue failure, a column that is read as two types that do not go together. */
export function storedColumns(source: Source): StoredColumn[] {
  const types = new Map<string, string[]>();
  for (const column of Object.values(source.columns))
    types.set(column.from, [...(types.get(column.from) ?? []), storedType(column)]);
  return [...types].map(([name, found]) => ({ name, type: oneType(source, name, [...new Set(found)]) }));
}

/**
 * The columns that rows are sorted by: the first entity of the catalogue that the source tells apart, the day, the code, then all others, so that
 * rows which differ have one order and the bytes do not depend on threads.
 */
export function clusterKeys(catalogue: Catalogue, source: Source): string[] {
  const key = Object.values(catalogue.entities).find((entity) => source.columns[entity.key] !== undefined)?.key;
  const first = [key, source.date, source.code].flatMap((name) => (name === undefined ? [] : [source.columns[name]]));
  const names = first.flatMap((column) => (column === undefined ? [] : [column.from]));
  return [...new Set([...names, ...storedColumns(source).map(({ name }) => name)])];
}

/** What the map makes something else of stays as it was delivered: a day YYYYMMDD, a number of which the remainder is read. */
function storedType({ type, encoding, modulo }: SourceColumn): string {
  if (encoding === 'yyyymmdd') return 'INTEGER';
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
