/**
 * Part s, as a process of its own: a year of synthesis, or the writing of the same Parquet from a
 * table.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { synthesise } from '../../pipeline/synth/index.ts';

export interface Synthesis {
  readonly what: 'synthesise' | 'fill' | 'write';
  readonly threads: number;
  readonly root: string;
  /** A folder of its own. */
  readonly folder: string;
  readonly beneficiaries: number;
  readonly year: number;
}

const { what, threads, root, folder, beneficiaries, year } = JSON.parse(process.argv[2] ?? '') as Synthesis;
const tables = ['health_care', 'population', 'practitioner'];
const database = join(folder, 'tables.duckdb');
const made = join(folder, 'made');
mkdirSync(folder, { recursive: true });
const engine = await openDuckDB({ threads, memoryLimit: '6GB', tempDirectory: join(folder, 'tmp') });
try {
  if (what === 'synthesise') {
    await synthesise(engine, {
      dataRoot: made,
      referenceRoot: join(root, 'data', 'reference'),
      sqlRoot: join(root, 'sql'),
      beneficiaries,
      years: [year],
      seed: 1,
      force: true,
    });
  } else {
    if (what === 'fill') rmSync(database, { force: true });
    await engine.execute(`ATTACH '${database}' AS kept${what === 'write' ? ' (READ_ONLY)' : ''}`);
    for (const table of tables) {
      const files = join(made, 'claims', table, `year=${year}`, '*.parquet');
      const written = join(folder, `${table}.parquet`);
      await engine.execute(
        what === 'fill'
          ? `CREATE TABLE kept.${table} AS FROM read_parquet('${files}', hive_partitioning = false)`
          : `COPY kept.${table} TO '${written}' (FORMAT parquet, COMPRESSION zstd)`,
      );
    }
  }
} finally {
  engine.close();
}
