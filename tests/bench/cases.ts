/**
 * What is timed: every case is a process of its own, identified by a key, so that parts which ask
 * for the same share its samples.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { emitYear, mapDateOf, planRun, selectIndicators } from '../../pipeline/plan/index.ts';
import type { BareRead } from './bare-read.ts';
import { dataRootOf, type Kept, type Order } from './delivery.ts';
import { WRITTEN } from './hand-written/indicators.ts';
import type { HandWritten } from './hand-written.ts';
import { measure, type Sample } from './measure.ts';

export interface Case {
  readonly key: string;
  readonly label: string;
  run(): Promise<Sample>;
}

export interface Ours {
  readonly order: Order;
  /** In order. */
  readonly years: readonly number[];
  readonly threads: number;
  /** None: all. */
  readonly codes: readonly string[];
  /** `2GB`; undefined: the default, half of the machine. */
  readonly memory?: string;
  readonly fuse: boolean;
}

const ROOT = process.cwd();
const HERE = join(ROOT, 'tests', 'bench', 'dist', 'tests', 'bench');
const CLI = join(ROOT, 'dist', 'cli', 'main.cjs');

/** The command as a user gives it, on a delivery. */
export function ours(kept: Kept, asked: Ours): Case {
  const { order, years, threads, codes, memory, fuse } = asked;
  const span = `${years[0]}..${years.at(-1)}`;
  const args = ['run', ...codes, '--years', span, '--data', dataRootOf(kept, order), '--threads', String(threads)];
  // What was computed before is computed again.
  args.push('--no-checkpoint');
  if (memory !== undefined) args.push('--memory', memory);
  if (!fuse) args.push('--no-fuse');
  const label = [
    `cubes run, ${codes.length === 0 ? 'all indicators' : `${codes.length} indicators`}`,
    `${order} order`,
    ...(years.length > 1 ? [`${years.length} years`] : []),
    ...(memory === undefined ? [] : [memory]),
    ...(fuse ? [] : ['--no-fuse']),
    `${threads} ${threads === 1 ? 'thread' : 'threads'}`,
  ].join(', ');
  return { key: JSON.stringify(asked), label, run: () => measure([CLI, ...args]) };
}

/** A read of the columns that all indicators use, of claims and population. */
export function bareRead(kept: Kept, order: Order, year: number, threads: number): Case {
  const used = columnsUsed(kept.catalogue, year);
  const tables = ['health_care', 'population'].map((table) => ({
    pattern: join(dataRootOf(kept, order), 'claims', table, `year=${year}`, '*.parquet'),
    columns: used[table] ?? [],
  }));
  const asked: BareRead = { threads, tables };
  const columns = tables.map((table) => table.columns.length).join(' + ');
  return {
    key: `read ${JSON.stringify(asked)}`,
    label: `bare read of ${columns} columns, ${order} order, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    run: () => measure([join(HERE, 'bare-read.js'), JSON.stringify(asked)]),
  };
}

export function handWrittenFolder(kept: Kept): string {
  return join(kept.root, 'hand-written');
}

/** The indicators of a year that somebody wrote by hand. */
export function writtenIn(catalogue: Catalogue, year: number): string[] {
  const codes = selectIndicators(catalogue, [], [year]).years.get(year) ?? [];
  return codes.filter((code) => WRITTEN[code] !== undefined);
}

/** One query per indicator, written by hand. */
export function handWritten(kept: Kept, order: Order, year: number, threads: number, memoryLimit: string): Case {
  const { catalogue } = kept;
  const asked: HandWritten = {
    threads,
    memoryLimit,
    root: ROOT,
    dataRoot: dataRootOf(kept, order),
    out: handWrittenFolder(kept),
    year,
    mapDate: mapDateOf(catalogue, year),
    indicators: writtenIn(catalogue, year),
  };
  return {
    key: `hand-written ${JSON.stringify(asked)}`,
    label: `${asked.indicators.length} queries by hand, ${order} order, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
    run: () => {
      rmSync(asked.out, { recursive: true, force: true });
      return measure([join(HERE, 'hand-written.js'), JSON.stringify(asked)]);
    },
  };
}

/** The delivery in order of arrival, ingested once more into a folder of its own. */
export function ingestion(kept: Kept, year: number, threads: number): Case {
  const out = join(kept.root, 'ingested');
  const args = ['ingest', '--years', String(year), '--data', dataRootOf(kept, 'arrival'), '--out', out, '--force'];
  args.push('--threads', String(threads));
  return { key: args.join(' '), label: `cubes ingest, ${threads} threads`, run: () => measure([CLI, ...args]) };
}

/** A command that needs no data. */
export function command(...args: readonly string[]): Case {
  return { key: `cubes ${args.join(' ')}`, label: `cubes ${args.join(' ')}`, run: () => measure([CLI, ...args]) };
}

/** A script of this folder with one argument. */
export function script(name: string, label: string, argument: object): Case {
  const text = JSON.stringify(argument);
  return { key: `${name} ${text}`, label, run: () => measure([join(HERE, `${name}.js`), text]) };
}

/** The physical columns of every source that some statement but the source's own names. */
function columnsUsed(catalogue: Catalogue, year: number): Record<string, string[]> {
  const plan = planRun(catalogue, selectIndicators(catalogue, [], [year]));
  const sql = plan.years
    .map((found) => emitYear(catalogue, found, { dataRoot: '.', referenceRoot: '.' }))
    .flatMap(({ inspection, computation }) => [...inspection, ...computation])
    .filter(({ step }) => step !== 'source')
    .map((statement) => statement.sql)
    .join('\n');
  return Object.fromEntries(
    Object.values(catalogue.sources).map(({ name, columns }) => [
      name,
      Object.values(columns)
        .filter((column) => new RegExp(`\\b${column.name}\\b`).test(sql))
        .map(({ from }) => from),
    ]),
  );
}
