/**
 * Ingests in this process, bounded in threads and memory, into a new data root unless one is named.
 */
import { join } from 'node:path';
import type { EngineOptions } from '../../pipeline/engine/index.ts';
import { type IngestReport, type IngestRequest, ingest } from '../../pipeline/ingest/index.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { shippedCatalogue } from '../support/shipped-catalogue.ts';

export interface Ingested extends IngestReport {
  readonly out: string;
}

export async function ingested(
  dataRoot: string,
  options: Partial<Omit<IngestRequest, 'engine'>> & { engine?: Partial<EngineOptions> } = {},
): Promise<Ingested> {
  const out = options.out ?? makeDataRoot();
  const report = await ingest({
    catalogue: shippedCatalogue(),
    dataRoot,
    sources: [],
    years: [2023],
    force: false,
    ...options,
    out,
    engine: { threads: 1, memoryLimit: '1GB', tempDirectory: join(out, 'tmp'), ...options.engine },
  });
  return { ...report, out };
}
