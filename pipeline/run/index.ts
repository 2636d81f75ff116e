export { printCheck } from './checks.ts';
export type { OnEvent, RunEvent } from './event.ts';
export { takeLock } from './lock.ts';
export type * from './manifest.ts';
export { type RunRequest, runCubes } from './run-cubes.ts';
export { cubeFolder } from './write-cube.ts';
export { yearsWithInput } from './years-with-input.ts';
