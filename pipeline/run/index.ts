export { type AssessmentContext, assessor, changesSince, type Outlook, type Standing, standingOf } from './assess.ts';
export { checkSchemas } from './check-schemas.ts';
export { printCheck } from './checks.ts';
export { type CubeRecord, readRecord, yearsBelow } from './cube-record.ts';
export type { OnEvent, RunEvent } from './event.ts';
export type { GateContext } from './gates/gate-context.ts';
export {
  type Acceptance,
  type Finding,
  type GateResult,
  judge,
  REVISION,
  readAcceptance,
  refuseGates,
} from './gates/gate-result.ts';
export { runGates } from './gates/index.ts';
export { filesIn, findInputs, literalPath, printList, type SourceFiles } from './inputs.ts';
export type * from './manifest.ts';
export { type Foresight, foresee } from './partitions.ts';
export { type Fingerprint, fingerprintOf, type Recipe, readRecipes } from './recipe.ts';
export { type RunRequest, runCubes, runCubesIn } from './run-cubes.ts';
export { columnsOf, NOWHERE } from './run-lineage.ts';
export { cubeFolder } from './write-cube.ts';
export { yearsWithInput } from './years-with-input.ts';
