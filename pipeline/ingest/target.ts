/** Where an ingested year of a source lies, and what its map must say to read it. */
import { Failure } from '../base/index.ts';
import type { Source } from '../catalogue/index.ts';

/** The name that stands where the pattern of a source leaves one open. */
const NAME = 'clustered';

/** The source as it is mapped once it is ingested: Parquet, with the columns of the delivery. */
export function ingestedSource(source: Source): Source {
  if (source.format === 'parquet') return source;
  const files = `${source.files.replace(/\.(csv|tsv|txt)(\.(gz|zst))?$/i, '')}.parquet`;
  return { ...source, format: 'parquet', files };
}

/**
 * Path of a file that is about all years of an ingested source: in the folder above the first that
 * names a year or is left open.
 */
export function markPath(ingested: Source, name: string): string {
  const folders = ingested.files.split('/').slice(0, -1);
  const open = folders.findIndex((part) => /[{*]/.test(part));
  return [...(open < 0 ? folders : folders.slice(0, open)), name].join('/');
}

/**
 * Path of the one file of an ingested source and year, below the data root: the pattern with a name
 * where it has a wildcard.
 */
export function ingestedPath(ingested: Source, year: number): string {
  const parts = ingested.files.replaceAll('{year}', String(year)).split('/');
  if (parts.some((part) => /[[{?]/.test(part))) {
    throw new Failure('usage', `${ingested.files} does not say where one file of ${ingested.name} would lie.`, {
      help: 'ingest reads and writes paths with {year} and *, as in claims/health_care/year={year}/*.parquet.',
    });
  }
  return parts
    .filter((part) => part !== '**')
    .map((part) => part.replaceAll('*', NAME))
    .join('/');
}
