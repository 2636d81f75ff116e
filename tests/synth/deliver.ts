/** A synthetic delivery in a folder of its own, with the engine that made it. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Engine, openDuckDB } from '../../pipeline/engine/index.ts';
import { type SynthOptions, type SynthReport, synthesise } from '../../pipeline/synth/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const REFERENCE = join(ROOT, 'data', 'reference');
export const SQL = join(ROOT, 'sql');

export interface Workbench {
  readonly engine: Engine;
  readonly dataRoot: string;
  /** Runs the generator; what is left out is 5,000 people of 2023 with seed 1. */
  readonly deliver: (options?: Partial<SynthOptions>) => Promise<SynthReport>;
  readonly close: () => void;
}

export async function openWorkbench(threads = 1): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'synth-'));
  const dataRoot = join(folder, 'data');
  const engine = await openDuckDB({ threads, memoryLimit: '2GB', tempDirectory: join(folder, 'tmp') });
  return {
    engine,
    dataRoot,
    deliver: (options) =>
      synthesise(engine, {
        dataRoot,
        referenceRoot: REFERENCE,
        sqlRoot: SQL,
        beneficiaries: 5_000,
        years: [2023],
        seed: 1,
        force: false,
        ...options,
      }),
    close: () => {
      engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Path below the root to SHA-256 of every file whose path contains `part`. */
export function hashFiles(root: string, part = ''): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path.includes(part));
  return Object.fromEntries(
    paths.sort().map((path) => [relative(root, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

/** Views over the three tables of a delivery, and the nomenclature as `code`. */
export async function openTables({ engine, dataRoot }: Workbench): Promise<void> {
  for (const table of ['health_care', 'population', 'practitioner']) {
    const files = join(dataRoot, 'claims', table, '*', '*.parquet');
    await engine.execute(
      `CREATE OR REPLACE VIEW ${table} AS FROM read_parquet('${files}', hive_partitioning = true, filename = true)`,
    );
  }
  await engine.execute(`CREATE OR REPLACE TABLE code AS FROM read_csv('${REFERENCE}/codes/nomenclature_sourced.csv',
    types = {'code': 'INTEGER', 'valid_from': 'DATE', 'valid_to': 'DATE'})`);
}
