/** The column by which the rows of a source belong together. */
import type { Catalogue, Source, SourceColumn } from './catalogue.ts';

/**
 * The key of the first entity of the catalogue that the source distinguishes (a person, a
 * practitioner); its first column where it distinguishes none.
 */
export function clusterKeyOf(catalogue: Catalogue, source: Source): SourceColumn {
  const keys = Object.values(catalogue.entities).map(({ key }) => key);
  const name = keys.find((key) => source.columns[key] !== undefined) ?? Object.keys(source.columns)[0];
  const column = name === undefined ? undefined : source.columns[name];
  if (column === undefined) throw new Error(`${source.name} has no columns`);
  return column;
}
