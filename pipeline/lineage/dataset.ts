/**
 * Files as datasets: named by their path below the data root, distinguished by their content.
 * Counts, names and types only.
 */
import { isUri, splitUri } from '../base/index.ts';
import type { Source } from '../catalogue/index.ts';
import { type Dataset, type Facets, type InputDataset, makeFacet, NAMESPACE, type OutputDataset } from './event.ts';

/** Path below the data root or URI, and what is known of its content. */
export interface LineageFile {
  readonly path: string;
  /** SHA-256 of the content. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface Field {
  readonly name: string;
  readonly type: string;
}

/** A file by its name and content, where the rest is said elsewhere or unknown. */
export function namedFile({ path, sha256 }: Pick<LineageFile, 'path' | 'sha256'>): Dataset {
  const version = makeFacet('DatasetVersionDatasetFacet', '1-0-0', { datasetVersion: sha256 });
  if (!isUri(path)) return { namespace: NAMESPACE, name: path, facets: { version } };
  // OpenLineage names them so: the namespace is the store, the name a path in it.
  const { origin, path: name } = splitUri(path);
  return { namespace: origin, name, facets: { version } };
}

/**
 * A delivered file with the columns that the catalogue reads of it, as delivered; rows where they
 * are known.
 */
export function deliveredFile(source: Source, file: LineageFile, rows: number | undefined): InputDataset {
  const fields = Object.values(source.columns).map(({ from, type }) => ({ name: from, type }));
  const counts = { ...(rows !== undefined && { rowCount: rows }), bytes: file.bytes, columnMetrics: {} };
  return {
    ...described(file, fields, source.name),
    inputFacets: { dataQualityMetrics: makeFacet('DataQualityMetricsInputDatasetFacet', '1-0-2', counts) },
  };
}

/** A file that was written. */
export function writtenFile(
  file: LineageFile,
  { origin, fields, rows }: { readonly origin: string; readonly fields: readonly Field[]; readonly rows: number },
): OutputDataset {
  const statistics = { rowCount: rows, size: file.bytes };
  return {
    ...described(file, fields, origin),
    outputFacets: { outputStatistics: makeFacet('OutputStatisticsOutputDatasetFacet', '1-0-1', statistics) },
  };
}

function described(file: LineageFile, fields: readonly Field[], origin: string): Dataset {
  const facets: Facets = {
    schema: makeFacet('SchemaDatasetFacet', '1-0-0', { fields }),
    dataSource: makeFacet('DatasourceDatasetFacet', '1-0-1', { name: origin, uri: `urn:atlas-cubes:${origin}` }),
  };
  const { facets: version, ...named } = namedFile(file);
  return { ...named, facets: { ...facets, ...version } };
}
