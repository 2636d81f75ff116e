export { defaultEngineOptions, openDuckDB } from './duckdb.ts';
export type { Engine, EngineOptions, ExecuteOptions, Value } from './engine.ts';
export { EngineFailure } from './engine-failure.ts';
export { withDuckDB } from './with-duckdb.ts';
