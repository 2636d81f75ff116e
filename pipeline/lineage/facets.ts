/**
 * The facets of runs and jobs: what ran, by which definition, on which engine, on whose behalf, and
 * how it failed.
 */
import { basename } from 'node:path';
import { Failure } from '../base/index.ts';
import type { Catalogue } from '../catalogue/index.ts';
import { type EventType, type Facets, makeFacet, NAMESPACE, type RunOfJob } from './event.ts';

/**
 * The catalogue is the source code of every job: its hash is the version, its path is beside
 * nothing but itself.
 */
export function jobFacets(
  catalogue: Pick<Catalogue, 'file' | 'hash'>,
  { jobType, sql }: { readonly jobType: 'JOB' | 'QUERY'; readonly sql?: string },
): Facets {
  return {
    jobType: makeFacet('JobTypeJobFacet', '2-0-4', { processingType: 'BATCH', integration: 'ATLAS_CUBES', jobType }),
    sourceCodeLocation: makeFacet('SourceCodeLocationJobFacet', '1-0-1', {
      type: 'catalogue',
      url: `urn:atlas-cubes:catalogue:${catalogue.hash}`,
      path: basename(catalogue.file),
      version: catalogue.hash,
    }),
    ...(sql !== undefined && { sql: makeFacet('SQLJobFacet', '1-0-1', { query: sql }) }),
  };
}

/** The engine that a run was computed by. */
export function engineFacet({ name, version }: { readonly name: string; readonly version: string }): Facets {
  return { processing_engine: makeFacet('ProcessingEngineRunFacet', '1-1-0', { name, version }) };
}

/** The run that this one is a part of; nothing where there is none. */
export function parentFacet(parent: RunOfJob | undefined): Facets {
  if (parent === undefined) return {};
  const { runId, job } = parent;
  return { parent: makeFacet('ParentRunFacet', '1-0-1', { run: { runId }, job: { namespace: NAMESPACE, name: job } }) };
}

/** The day that counted as today. */
export function nominalTimeFacet(now: Date): Facets {
  return { nominalTime: makeFacet('NominalTimeRunFacet', '1-0-1', { nominalStartTime: now.toISOString() }) };
}

/**
 * How a run ended that did not come to its end: aborted by somebody, or failed. Only the kind of
 * the failure is kept: its message can name paths, and figures that are not public.
 */
export function endingOf(error: unknown): { readonly eventType: EventType; readonly runFacets: Facets } {
  const known = error instanceof Failure ? error : undefined;
  const message = known === undefined ? 'bug (exit code 1)' : `${known.kind} (exit code ${known.exitCode})`;
  return {
    eventType: known?.kind === 'interrupted' ? 'ABORT' : 'FAIL',
    runFacets: {
      errorMessage: makeFacet('ErrorMessageRunFacet', '1-0-0', { message, programmingLanguage: 'TypeScript' }),
    },
  };
}
