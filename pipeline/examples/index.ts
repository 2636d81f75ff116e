/** The worked examples that stand beside indicators (`tests:`): run, judged, drafted. */
export { type Difference, evaluateTest, isPassed, runTest, type TestResult } from './definition-test.ts';
export { type Draft, type DraftRequest, draftTest } from './draft-test.ts';
export { TestBench } from './test-bench.ts';
