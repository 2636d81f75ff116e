/** Runs the pipeline in this process, bounded in threads and memory. */
import { join } from 'node:path';
import type { Catalogue } from '../../pipeline/catalogue/index.ts';
import { type RunManifest, runCubes } from '../../pipeline/run/index.ts';

export interface RunOptions {
  /** Every indicator unless some are named. */
  readonly codes?: readonly string[];
  readonly years: readonly number[];
  readonly fuse?: boolean;
  /** 1 unless a test is about threads: several spend a third more CPU time on data so small. */
  readonly threads?: number;
  readonly packing?: boolean;
  readonly partitions?: number;
  readonly yearsAtOnce?: number;
  /** Kept whatever the size where true; by default of as many claims as a command keeps them. */
  readonly checkpoints?: boolean;
}

/** Computes cubes from the delivery below `dataRoot`. */
export function runPipeline(catalogue: Catalogue, dataRoot: string, options: RunOptions): Promise<RunManifest> {
  const { codes = [], years, fuse = true, threads = 1, checkpoints, ...switches } = options;
  const engine = { threads, memoryLimit: '1GB', tempDirectory: join(dataRoot, 'tmp') };
  const kept = checkpoints === undefined ? {} : { checkpoints: checkpoints && { limit: 1e9, leastRows: 0 } };
  return runCubes({ catalogue, dataRoot, codes, ...switches, years, fuse, engine, ...kept });
}
