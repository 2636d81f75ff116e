export { type EmitOptions, emitYear, type Script } from './emit/emit.ts';
export { cubeColumns, emitCopy } from './emit/emit-cube.ts';
export { deliveredRows, filesOf, typedColumn } from './emit/emit-source.ts';
export type * from './plan.ts';
export { mapDateOf, type PlanOptions, planRun } from './plan-run.ts';
export { type Selection, selectCodes, selectIndicators } from './select.ts';
export { fingerprints, type Places, type Statement } from './statement.ts';
