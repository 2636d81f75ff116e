/** The contract of an engine: what runs statements, whatever database stands behind it. */

import type { Elsewhere } from './cluster.ts';
import type { Value } from './value.ts';

export interface EngineOptions {
  /** Worker threads, at most. */
  readonly threads: number;
  /**
   * Memory of the buffer manager, as the engine writes it (`4GB`); above it, work spills to
   * `tempDirectory`.
   */
  readonly memoryLimit: string;
  readonly tempDirectory: string;
  /** How files are read that lie at a URI; without it they are not. */
  readonly elsewhere?: Elsewhere;
}

export interface ExecuteOptions {
  /**
   * Called a few times a second with the share of the statement done, 0 to 1, where the engine
   * reports it.
   */
  readonly onProgress?: (share: number) => void;
}

export interface Engine {
  readonly name: string;
  readonly version: string;
  readonly options: EngineOptions;
  /**
   * Runs one statement and gives the rows that it wrote, to a file or into a table (0 where the
   * engine does not say).
   */
  execute(sql: string, options?: ExecuteOptions): Promise<number>;
  /**
   * Runs one query and gives its rows as plain values: integers that fit as numbers, others as
   * bigint, dates and decimals as text.
   */
  query(sql: string): Promise<Record<string, Value>[]>;
  /** Uses so many of its threads from now on. */
  useThreads(threads: number): Promise<void>;
  /** Sets a variable that SQL files read with `getvariable`. */
  setVariable(name: string, value: Value): Promise<void>;
  /**
   * Stops the running statement and refuses later ones; their promises reject with an interrupted
   * failure.
   */
  interrupt(): void;
  close(): void;
}
