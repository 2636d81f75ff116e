/**
 * Part c, as a process of its own: what a user would write instead, one good query per indicator,
 * one after the other, each writing its Parquet.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDB } from '../../pipeline/engine/index.ts';
import { type ProjectRequest, readProject } from './hand-written/project.ts';

export interface HandWritten extends ProjectRequest {
  readonly threads: number;
  readonly memoryLimit: string;
  readonly out: string;
}

const { threads, memoryLimit, out, ...asked } = JSON.parse(process.argv[2] ?? '') as HandWritten;
const { shared, queries } = readProject(asked);
const tempDirectory = mkdtempSync(join(tmpdir(), 'cubes-bench-'));
const engine = await openDuckDB({ threads, memoryLimit, tempDirectory });
try {
  for (const statement of shared) await engine.execute(statement);
  mkdirSync(out, { recursive: true });
  for (const [indicator, query] of queries)
    await engine.execute(
      `COPY (\n${query}\n) TO '${join(out, `${indicator}.parquet`)}' (FORMAT parquet, COMPRESSION zstd)`,
    );
} finally {
  engine.close();
  rmSync(tempDirectory, { recursive: true, force: true });
}
