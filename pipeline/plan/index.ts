export { type CheckpointUse, checkpointSteps } from './checkpoint-steps.ts';
export { type ClusterProblem, clusterProblems } from './cluster-problems.ts';
export { definitionOf, relationBehind, storedPassOf } from './collected.ts';
export type * from './cube-steps.ts';
export { type Cut, cutScript } from './cut.ts';
export { type EmitOptions, emitReference, emitYear, relocate, type Script } from './emit/emit.ts';
export { cubeColumns, emitCopy, emitCountry, keyColumns } from './emit/emit-cube.ts';
export { columnType, FIGURE_COLUMNS } from './emit/emit-figures.ts';
export { deliveredRows, filesOf, readGroups, yearOf } from './emit/emit-source.ts';
export {
  type DeliveredTypes,
  filledColumn,
  isNumber,
  isText,
  literalOf,
  plainNumber,
  typedColumn,
} from './emit/typed-column.ts';
export {
  type Estimate,
  estimateStatement,
  memoryFor,
  partitionsFor,
  type Sizes,
  type SourceSize,
  sizesFor,
} from './estimate.ts';
export { type AreaCounts, estimateReturned, type Returned } from './estimate-returned.ts';
export type { Item } from './item.ts';
export { partitionSteps } from './partition-steps.ts';
export type * from './plan.ts';
export { distinctInputs } from './plan-inputs.ts';
export { mapDateOf, type PlanOptions, planRun } from './plan-run.ts';
export { type Selection, selectCodes, selectIndicators } from './select.ts';
export { type FileGroup, fingerprints, type Places, type Statement } from './statement.ts';
export { onlyThose, type StoredPass } from './stored-pass.ts';
export { inYear, isOfMap } from './year-shift.ts';
