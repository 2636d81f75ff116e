/** Disclosure control: which cells are protected, how, and what an attacker could disclose. */

export {
  codeOfPart,
  dimensionsOfPart,
  eventDimensions,
  figuresInRow,
  isDivisorPart,
  partsOf,
} from './cells/cube-parts.ts';
export {
  type FigureRelations,
  readFigureRelations,
  redundantInvariants,
  relationsIn,
} from './cells/figure-relations.ts';
export { type AreaRow, type CubeShape, figuresOf, type Grid, layGrid } from './cells/grid.ts';
export * from './cells/policy.ts';
export * from './cells/structure/index.ts';
export * from './certify/families/index.ts';
export { type CompareRequest, comparePolicies, type PolicyCost } from './methods/compare-policies.ts';
export { LINKED, protectionOf } from './methods/linked.ts';
export { loadCube } from './methods/load-cube.ts';
export { daysCounted, daysIn, inMembers } from './methods/person-days.ts';
export { perturbCubes } from './methods/perturb-cubes.ts';
export { PERTURBATIONS } from './methods/perturbations.ts';
export { pooledStatuses } from './methods/pooled-statuses.ts';
export { indicatorOf, PRIMARY, policyOf, thresholdOf } from './methods/primary.ts';
export {
  type EarlierCube,
  type EarlierCubes,
  LINKED_RULE,
  type Protection,
  type UnprotectedCube,
  type YearCubes,
} from './methods/protection.ts';
export { readCubeRows, readPlaceRows, readPlaces, tableOf } from './methods/read-figures.ts';
export { cubeOf, relationsOfSlices, sliceOf, slicesOf } from './methods/slices.ts';
export { STANDARDISED, withheldColumns } from './methods/withheld-columns.ts';
export { countMargins, dimensionsIn, isShownIn, type Margin, marginsIn } from './methods/withheld-margins.ts';
export { cellLabelsOf } from './perturb/cell-labels.ts';
export { chainOf, project } from './perturb/chain.ts';
export { type Counts, readCounts, scaleOf } from './perturb/counts.ts';
export { findDisclosedCounts, noiseRanges } from './perturb/disclosed-counts.ts';
export * from './perturb/index.ts';
export { readActualValues } from './search/actual-values.ts';
export { auditYear, type WorstCell, type YearAudit } from './search/audit-year.ts';
export { checkNoise, checkWithin } from './search/check-perturbed.ts';
export { type CubeOfYear, checkPooled, type PooledCheck } from './search/check-pooled.ts';
export { NOTHING_EXACT } from './search/count-shown.ts';
export { disclosedByRounding } from './search/disclosed-by-rounding.ts';
export { GUARANTEES, type GuaranteeCheck, GuaranteeTally } from './search/guarantees.ts';
export { seenOf } from './search/observe.ts';
export { readShown, type ShownCube } from './search/shown.ts';
export { groupFigures, type ShownTable } from './search/shown-tables.ts';
export * from './search/solve/index.ts';
export * from './suppress/index.ts';
export type { YearMoves } from './suppress/moves.ts';
