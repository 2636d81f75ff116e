/** A DuckDB for the tests of one file, closed after them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Engine, openDuckDB } from '../../../pipeline/engine/index.ts';

export function useDuckDB(): () => Engine {
  const tempDirectory = mkdtempSync(join(tmpdir(), 'cubes-query-'));
  let engine: Engine | undefined;
  beforeAll(async () => {
    engine = await openDuckDB({ threads: 1, memoryLimit: '512MB', tempDirectory });
  });
  afterAll(() => {
    engine?.close();
    rmSync(tempDirectory, { recursive: true });
  });
  return () => {
    if (engine === undefined) throw new Error('the engine is open inside tests only');
    return engine;
  };
}
