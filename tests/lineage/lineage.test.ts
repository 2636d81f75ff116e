/**
 * Runs, refreshes and releases report where figures come from as OpenLineage events: in its shape,
 * true to the manifests, and with nothing of a person or a place.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import type { LineageEvent } from '../../pipeline/lineage/index.ts';
import type { RefreshReport } from '../../pipeline/refresh/index.ts';
import { publishRelease, readReleaseManifest } from '../../pipeline/release/index.ts';
import type { RunManifest } from '../../pipeline/run/index.ts';
import { refreshOf, requestOf } from '../refresh/refreshing.ts';
import { deliver, makeCatalogue, open } from '../refresh/small-country.ts';
import { makeDataRoot } from '../support/data-root.ts';
import { query } from '../support/read-cube.ts';
import { runPipeline } from '../support/run-pipeline.ts';
import { problemsOf } from './open-lineage.ts';

const runsOf = (dataRoot: string) => join(dataRoot, 'work', 'runs');
const tracesOf = (dataRoot: string) => readdirSync(runsOf(dataRoot)).filter((name) => name.includes('.openlineage.'));

/** The events of one file, or of the only one whose name the pattern allows. */
function eventsOf(dataRoot: string, pattern: RegExp): LineageEvent[] {
  const names = tracesOf(dataRoot).filter((name) => pattern.test(name));
  expect(names).toHaveLength(1);
  const text = readFileSync(join(runsOf(dataRoot), names[0] ?? ''), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const namesOf = (datasets: readonly { readonly name: string }[]) => datasets.map(({ name }) => name);
const typesOf = (events: readonly LineageEvent[]) => events.map(({ job, eventType }) => `${job.name} ${eventType}`);

let catalogue: Catalogue;
let dataRoot: string;
let report: RefreshReport;
let run: RunManifest;
const RUN = /-[0-9a-f]{8}\.openlineage/;
beforeAll(async () => {
  catalogue = open(makeCatalogue());
  dataRoot = makeDataRoot();
  for (const year of [2021, 2022]) await deliver(dataRoot, year);
  report = await refreshOf(catalogue, dataRoot, '2023Q4');
  run = JSON.parse(readFileSync(join(runsOf(dataRoot), `${report.run}.json`), 'utf8'));
});

describe('every event', () => {
  it('is one of OpenLineage', () => {
    const events = tracesOf(dataRoot).flatMap((name) => eventsOf(dataRoot, new RegExp(`^${name}$`)));
    expect(events.length).toBeGreaterThan(10);
    expect(events.flatMap(problemsOf)).toEqual([]);
    expect(problemsOf({ ...events[0], eventType: 'BEGIN' })).not.toEqual([]);
    expect(problemsOf({ ...events[0], job: { namespace: 'x' } })).not.toEqual([]);
  });

  it('begins and ends every run of a job once, the end not before the beginning', () => {
    const events = tracesOf(dataRoot).flatMap((name) => eventsOf(dataRoot, new RegExp(`^${name}$`)));
    for (const runId of new Set(events.map((event) => event.run.runId))) {
      const own = events.filter((event) => event.run.runId === runId);
      expect(own.map(({ eventType }) => eventType)).toEqual(['START', 'COMPLETE']);
      expect(new Set(own.map(({ job }) => job.name)).size).toBe(1);
      expect((own[1]?.eventTime ?? '') >= (own[0]?.eventTime ?? '~')).toBe(true);
    }
  });

  it('names no place on this machine, and holds no figure', () => {
    for (const name of tracesOf(dataRoot)) {
      const text = readFileSync(join(runsOf(dataRoot), name), 'utf8');
      expect(text).not.toContain(dataRoot);
      expect(text).not.toContain(basename(dataRoot));
      expect(text).not.toMatch(/"[^"]*(?<![\w.:/])\/(?:tmp|home|root|usr|var|Users|work)\//);
      expect(text).not.toMatch(/"(numerator|denominator|value|min|max|sum)":/);
      // Pseudonyms of the delivery.
      expect(text).not.toMatch(/\b100[0-9]{4}\b/);
    }
  });
});

describe('a run', () => {
  it('is reported with its files, their columns, rows and content', async () => {
    const [start] = eventsOf(dataRoot, RUN);
    expect(start?.job.name).toBe('run');
    expect(namesOf(start?.inputs ?? [])).toEqual(run.inputs.map(({ path }) => path));
    for (const [i, { facets, inputFacets, name }] of (start?.inputs ?? []).entries()) {
      const [counted] = await query(`SELECT COUNT(*) AS n FROM read_parquet('${join(dataRoot, name)}')`);
      expect(facets.version).toMatchObject({ datasetVersion: run.inputs[i]?.sha256 });
      expect(inputFacets?.dataQualityMetrics).toMatchObject({ rowCount: counted?.n, bytes: run.inputs[i]?.bytes });
      expect(facets.dataSource).toMatchObject({ name: run.inputs[i]?.source });
    }
    const claims = start?.inputs.find(({ name }) => name.includes('health_care'));
    expect(claims?.facets.schema).toMatchObject({
      fields: expect.arrayContaining([{ name: 'SS00010', type: 'BIGINT' }]),
    });
  });

  it('says what ran: the catalogue by its hash, the SQL of every statement, the engine', () => {
    const [start] = eventsOf(dataRoot, RUN);
    const { sql, sourceCodeLocation } = start?.job.facets ?? {};
    expect(sourceCodeLocation).toMatchObject({ path: 'indicators.yaml', version: catalogue.hash });
    const text = (sql as unknown as { query: string }).query;
    for (const { year, statements } of run.years) {
      expect(text).toContain(`SET VARIABLE year = ${year};`);
      for (const { id } of statements) expect(text, id).toContain(`-- ${id}: `);
    }
    expect(text).toContain("read_parquet('./claims/health_care/year=2021/*.parquet'");
    expect(start?.run.facets.processing_engine).toMatchObject({ name: 'duckdb', version: run.engine.version });
  });

  it('reports for every cube the files that it was computed from, and no others', async () => {
    const events = eventsOf(dataRoot, RUN);
    const made = events.filter(({ eventType, job }) => eventType === 'COMPLETE' && job.name !== 'run');
    expect(made.map(({ job }) => job.name)).toEqual(run.cubes.map(({ code }) => `run.${code}`));
    for (const [i, { inputs, outputs, run: part }] of made.entries()) {
      const cube = run.cubes[i];
      const record = JSON.parse(
        readFileSync(join(dataRoot, (cube?.path ?? '').replace('.parquet', '.record.json')), 'utf8'),
      );
      expect(namesOf(inputs)).toEqual(record.inputs.map(({ path }: { path: string }) => path));
      expect(outputs).toMatchObject([
        {
          name: cube?.path,
          facets: { version: { datasetVersion: cube?.sha256 } },
          outputFacets: { outputStatistics: { rowCount: cube?.rows, size: cube?.bytes } },
        },
      ]);
      expect(part.facets.parent).toMatchObject({ run: { runId: events[0]?.run.runId }, job: { name: 'run' } });
      const columns = await query(
        `DESCRIBE SELECT * FROM read_parquet('${join(dataRoot, cube?.path ?? '')}', hive_partitioning = false)`,
      );
      const fields = columns.map(({ column_name, column_type }) => ({ name: column_name, type: column_type }));
      expect(outputs[0]?.facets.schema).toMatchObject({ fields });
    }
    const sources = (name: string) =>
      new Set(
        made
          .filter(({ job }) => job.name === name)
          .flatMap(({ inputs }) => namesOf(inputs).map((one) => one.split('/')[1])),
      );
    expect(sources('run.stat_020_033')).toEqual(new Set(['health_care', 'practitioner']));
    expect(sources('run.cube_013_001')).toEqual(new Set(['health_care', 'population']));
  });

  it('that fails is reported as failed, and nothing else is kept of it', async () => {
    const root = makeDataRoot();
    await deliver(root, 2021);
    rmSync(join(root, 'claims', 'population'), { recursive: true });
    await expect(runPipeline(catalogue, root, { years: [2021] })).rejects.toThrow('no input');
    const events = eventsOf(root, RUN);
    expect(typesOf(events)).toEqual(['run START', 'run FAIL']);
    expect(events.flatMap(problemsOf)).toEqual([]);
    expect(events[1]?.run.facets.errorMessage).toMatchObject({ message: 'data (exit code 4)' });
    expect(JSON.stringify(events)).not.toContain(root);
    expect(readdirSync(runsOf(root))).toHaveLength(1);
  });

  it('that is stopped is reported as aborted', async () => {
    const root = makeDataRoot();
    await deliver(root, 2021);
    const controller = new AbortController();
    const outcome = refreshOf(catalogue, root, '2023Q4', {
      only: ['cube_013_001'],
      signal: controller.signal,
      onEvent: ({ kind }) => kind === 'step' && controller.abort(),
    });
    await expect(outcome).rejects.toThrow('interrupted');
    expect(typesOf(eventsOf(root, RUN))).toEqual(['run START', 'run ABORT']);
    expect(typesOf(eventsOf(root, /refresh/))).toEqual(['refresh START', 'refresh ABORT']);
  });
});

describe('a refresh', () => {
  it('is what its run and its release are parts of', () => {
    const refresh = eventsOf(dataRoot, /-refresh\./);
    expect(typesOf(refresh)).toEqual(['refresh START', 'refresh COMPLETE']);
    expect(refresh[0]?.run.facets.nominalTime).toMatchObject({ nominalStartTime: '2023-11-15T00:00:00.000Z' });
    const parent = { run: { runId: refresh[0]?.run.runId }, job: { namespace: 'atlas-cubes', name: 'refresh' } };
    for (const [start] of [eventsOf(dataRoot, RUN), eventsOf(dataRoot, /^2023Q4\./)])
      expect(start?.run.facets.parent).toMatchObject(parent);
  });

  it('that finds nothing to do leaves no trace', async () => {
    const before = tracesOf(dataRoot);
    await refreshOf(catalogue, dataRoot, '2023Q4');
    expect(tracesOf(dataRoot)).toEqual(before);
  });

  it('whose figures fail a gate is reported as failed, though its run was completed', async () => {
    const root = makeDataRoot();
    await deliver(root, 2021);
    await deliver(root, 2022, { claims: 'm <> 3' });
    await expect(refreshOf(catalogue, root, '2024Q4', { only: ['cube_013_001'] })).rejects.toThrow('gate');
    const [, end] = eventsOf(root, /-refresh\./);
    expect(end?.eventType).toBe('FAIL');
    expect(end?.run.facets.errorMessage).toMatchObject({ message: 'data (exit code 4)' });
    expect(typesOf(eventsOf(root, RUN)).at(-1)).toBe('run COMPLETE');
    expect(tracesOf(root).some((name) => name.startsWith('2024Q4'))).toBe(false);
  });
});

describe('a release', () => {
  it('is reported with the computed cubes that it protects, and the files that may be published', () => {
    const manifest = readReleaseManifest(dataRoot, '2023Q4');
    const [start, end] = eventsOf(dataRoot, /^2023Q4\./);
    expect(start?.job.name).toBe('release');
    expect(namesOf(end?.inputs ?? [])).toEqual(
      expect.arrayContaining(run.cubes.flatMap(({ path, support }) => [path, support.path])),
    );
    const shas = new Map(manifest.files.map(({ path, sha256 }) => [`releases/2023Q4/${path}`, sha256]));
    expect(end?.outputs).toHaveLength(manifest.cubes.length);
    for (const { name, facets } of end?.outputs ?? [])
      expect(facets.version).toMatchObject({ datasetVersion: shas.get(name) });
  });

  it('that comes to nothing has no lineage', async () => {
    const controller = new AbortController();
    const before = tracesOf(dataRoot);
    const { engine } = requestOf(catalogue, dataRoot, '2023Q4');
    const outcome = publishRelease({
      catalogue,
      dataRoot,
      quarter: '2024Q1',
      fresh: run.cubes.map(({ code, year }) => ({ code, year })),
      gates: [],
      run: null,
      engine,
      now: new Date('2024-02-01T00:00:00Z'),
      onEvent: ({ label }) => label === 'verify' && controller.abort(),
      signal: controller.signal,
    });
    await expect(outcome).rejects.toThrow('interrupted');
    expect(readdirSync(runsOf(dataRoot)).filter((name) => name.endsWith('.draft'))).toEqual([]);
    expect(tracesOf(dataRoot)).toEqual(before);
    expect(existsSync(join(dataRoot, 'releases', '2024Q1'))).toBe(false);
  });

  it('whose writer was killed just after it appeared has its lineage from the next refresh on; one that never appeared has none', async () => {
    const before = tracesOf(dataRoot);
    const file = join(runsOf(dataRoot), '2023Q4.openlineage.jsonl');
    renameSync(file, `${file}.draft`);
    writeFileSync(join(runsOf(dataRoot), '2029Q1.openlineage.jsonl.draft'), '');
    await refreshOf(catalogue, dataRoot, '2023Q4');
    expect(tracesOf(dataRoot)).toEqual(before);
    expect(eventsOf(dataRoot, /^2023Q4/)).toHaveLength(2);
  });
});
