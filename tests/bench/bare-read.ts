/**
 * Part a, as a process of its own: reads columns of Parquet files from end to end and computes
 * nothing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDB } from '../../pipeline/engine/index.ts';

export interface BareRead {
  readonly threads: number;
  readonly tables: readonly { readonly pattern: string; readonly columns: readonly string[] }[];
}

const { threads, tables } = JSON.parse(process.argv[2] ?? '') as BareRead;
const tempDirectory = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
const engine = await openDuckDB({ threads, memoryLimit: '4GB', tempDirectory });
try {
  for (const { pattern, columns } of tables) {
    // A count or a least value would be answered by what is known of the column, without reading
    // it.
    const values = columns.map((name) => `any_value("${name}")`);
    const sql = `SELECT ${values.join(', ')} FROM read_parquet('${pattern}', hive_partitioning = false)`;
    const plan = (await engine.query(`EXPLAIN ${sql}`)).map((row) => Object.values(row).join(' ')).join(' ');
    const unread = columns.filter((name) => !plan.includes(name));
    if (unread.length > 0 || !plan.toUpperCase().includes('PARQUET')) throw new Error(`not read: ${unread.join(', ')}`);
    await engine.query(sql);
  }
} finally {
  engine.close();
  rmSync(tempDirectory, { recursive: true, force: true });
}
