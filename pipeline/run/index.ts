export { printCheck } from './checks.ts';
export { type Difference, evaluateTest, isPassed, runTest, type TestResult } from './definition-test.ts';
export type { OnEvent, RunEvent } from './event.ts';
export { takeLock } from './lock.ts';
export type * from './manifest.ts';
export { type RunRequest, runCubes } from './run-cubes.ts';
export { TestBench } from './test-bench.ts';
export { cubeFolder } from './write-cube.ts';
export { yearsWithInput } from './years-with-input.ts';
