/**
 * OpenLineage run events as data (https://openlineage.io/spec/2-0-2/OpenLineage.json): what ran, on
 * which files, and what it wrote. docs/reference/lineage.md.
 */

/** The producer: this program, as a package URL. */
export const PRODUCER = 'pkg:npm/atlas-cubes';
const SPEC = 'https://openlineage.io/spec';

export type EventType = 'START' | 'COMPLETE' | 'FAIL' | 'ABORT';

export interface Facet {
  readonly _producer: string;
  readonly _schemaURL: string;
}

export type Facets = Readonly<Record<string, Facet>>;

export interface Dataset {
  readonly namespace: string;
  readonly name: string;
  readonly facets: Facets;
}

export interface InputDataset extends Dataset {
  readonly inputFacets?: Facets;
}

export interface OutputDataset extends Dataset {
  readonly outputFacets?: Facets;
}

/** A run of a job: how others name it as theirs. */
export interface RunOfJob {
  /** A UUID. */
  readonly runId: string;
  /** Within the namespace of this program. */
  readonly job: string;
}

export interface LineageEvent {
  readonly eventType: EventType;
  /** ISO 8601. */
  readonly eventTime: string;
  readonly producer: string;
  readonly schemaURL: string;
  readonly run: { readonly runId: string; readonly facets: Facets };
  readonly job: { readonly namespace: string; readonly name: string; readonly facets: Facets };
  readonly inputs: readonly InputDataset[];
  readonly outputs: readonly OutputDataset[];
}

export const NAMESPACE = 'atlas-cubes';

/** What an event may say beside its run. */
export interface Said {
  readonly runFacets?: Facets;
  readonly jobFacets?: Facets;
  readonly inputs?: readonly InputDataset[];
  readonly outputs?: readonly OutputDataset[];
}

/** An event of a run in the form of OpenLineage 2-0-2. */
export function makeEvent(eventType: EventType, time: Date, { runId, job }: RunOfJob, said: Said = {}): LineageEvent {
  const { runFacets = {}, jobFacets = {}, inputs = [], outputs = [] } = said;
  return {
    eventType,
    eventTime: time.toISOString(),
    producer: PRODUCER,
    schemaURL: `${SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent`,
    run: { runId, facets: runFacets },
    job: { namespace: NAMESPACE, name: job, facets: jobFacets },
    inputs,
    outputs,
  };
}

/** A facet by the name and version of its schema. */
export function makeFacet<Content extends object>(schema: string, version: string, content: Content): Facet & Content {
  return { _producer: PRODUCER, _schemaURL: `${SPEC}/facets/${version}/${schema}.json#/$defs/${schema}`, ...content };
}

/** One event a line. */
export function printEvents(events: readonly LineageEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** Where the events of a run are kept, below the data root. */
export function lineagePath(id: string): string {
  return `work/runs/${id}.openlineage.jsonl`;
}
