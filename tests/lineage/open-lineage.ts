/**
 * What OpenLineage asks of a run event and of the facets that this program uses, as a JSON Schema.
 * Written after the specification, 2-0-2 (https://openlineage.io/spec/2-0-2/OpenLineage.json, and
 * https://openlineage.io/spec/facets/<version>/<Facet>.json for the facets), stricter in two
 * things: a facet that is not listed here, and a field that the specification does not name, are
 * refused.
 */
import Ajv2020 from 'ajv/dist/2020.js';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const uri = { type: 'string', format: 'uri' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const uuid = { type: 'string', format: 'uuid' } as const;

/** An object with these fields alone; those that end in `?` may be absent. */
function object(fields: Readonly<Record<string, unknown>>) {
  const entries = Object.entries(fields).map(([name, schema]) => [name.replace('?', ''), schema] as const);
  const required = Object.keys(fields).filter((name) => !name.endsWith('?'));
  return { type: 'object', properties: Object.fromEntries(entries), required, additionalProperties: false };
}

/** A facet names its producer, and the schema and version that it is of. */
function facet(schema: string, version: string, fields: Readonly<Record<string, unknown>>) {
  const url = `https://openlineage.io/spec/facets/${version}/${schema}.json#/$defs/${schema}`;
  return object({ _producer: uri, _schemaURL: { const: url }, ...fields });
}

const job = { namespace: text, name: text };
const dataset = {
  ...job,
  facets: object({
    version: facet('DatasetVersionDatasetFacet', '1-0-0', { datasetVersion: text }),
    'schema?': facet('SchemaDatasetFacet', '1-0-0', {
      fields: { type: 'array', items: object({ name: text, 'type?': text, 'description?': text }) },
    }),
    'dataSource?': facet('DatasourceDatasetFacet', '1-0-1', { 'name?': text, 'uri?': uri }),
  }),
};

const RUN_EVENT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...object({
    eventType: { enum: ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] },
    eventTime: time,
    producer: uri,
    schemaURL: { const: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent' },
    run: object({
      runId: uuid,
      facets: object({
        'parent?': facet('ParentRunFacet', '1-0-1', { run: object({ runId: uuid }), job: object(job) }),
        'processing_engine?': facet('ProcessingEngineRunFacet', '1-1-0', { version: text, 'name?': text }),
        'nominalTime?': facet('NominalTimeRunFacet', '1-0-1', { nominalStartTime: time, 'nominalEndTime?': time }),
        'errorMessage?': facet('ErrorMessageRunFacet', '1-0-0', { message: text, programmingLanguage: text }),
      }),
    }),
    job: object({
      ...job,
      facets: object({
        'jobType?': facet('JobTypeJobFacet', '2-0-4', { processingType: text, integration: text, 'jobType?': text }),
        'sourceCodeLocation?': facet('SourceCodeLocationJobFacet', '1-0-1', {
          type: text,
          url: uri,
          'path?': text,
          'version?': text,
        }),
        'sql?': facet('SQLJobFacet', '1-0-1', { query: text }),
      }),
    }),
    inputs: {
      type: 'array',
      items: object({
        ...dataset,
        'inputFacets?': object({
          dataQualityMetrics: facet('DataQualityMetricsInputDatasetFacet', '1-0-2', {
            'rowCount?': count,
            'bytes?': count,
            // No minimum, maximum or sum of a column: a value in them could be a person's.
            columnMetrics: object({}),
          }),
        }),
      }),
    },
    outputs: {
      type: 'array',
      items: object({
        ...dataset,
        'outputFacets?': object({
          outputStatistics: facet('OutputStatisticsOutputDatasetFacet', '1-0-1', { rowCount: count, 'size?': count }),
        }),
      }),
    },
  }),
};

const ajv = new Ajv2020.default({ allErrors: true });
ajv.addFormat('uuid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
ajv.addFormat('uri', { validate: (value: string) => /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value) && URL.canParse(value) });
const isEvent = ajv.compile(RUN_EVENT);

/** What is wrong with an event, each in a line; nothing where it is one. */
export function problemsOf(event: unknown): string[] {
  return isEvent(event) ? [] : (isEvent.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
