export { type CoreProblem, outsideCore } from './core.ts';
export type { Dialect } from './dialect.ts';
export { DUCKDB, printText } from './duckdb.ts';
export * from './expression.ts';
export * from './print.ts';
export * from './select.ts';
export { SPARK } from './spark.ts';
