/** A DuckDB for one piece of work: opened, stopped with it, closed after it. */
import { openDuckDB } from './duckdb.ts';
import type { Engine, EngineOptions } from './engine.ts';

/** Gives what the work gives; aborting stops the running statement. */
export async function withDuckDB<T>(
  options: EngineOptions,
  signal: AbortSignal | undefined,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const engine = await openDuckDB(options);
  const stop = () => engine.interrupt();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  try {
    return await work(engine);
  } finally {
    signal?.removeEventListener('abort', stop);
    engine.close();
  }
}
