export type * from './cluster.ts';
export { defaultEngineOptions, openDuckDB } from './duckdb.ts';
export type { Engine, EngineOptions, ExecuteOptions } from './engine.ts';
export { EngineFailure } from './engine-failure.ts';
export { openSpark } from './spark/spark.ts';
export type { SparkOptions } from './spark/spark-options.ts';
export type { Value } from './value.ts';
export { withDuckDB } from './with-duckdb.ts';
