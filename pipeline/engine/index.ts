export type * from './cluster.ts';
export { defaultEngineOptions, openDuckDB } from './duckdb.ts';
export type { Engine, EngineOptions, ExecuteOptions, Value } from './engine.ts';
export { EngineFailure } from './engine-failure.ts';
export { openSpark, type SparkOptions } from './spark/spark.ts';
export { withDuckDB } from './with-duckdb.ts';
