import { defineConfig } from 'vitest/config';
import { TIME_LIMIT } from './tests/support/depth.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

// CUBES_TEST_REPORT names a file for the counts, which .ci/run prints.
const report = process.env.CUBES_TEST_REPORT;
/** Neither a delivery nor a process: `npm run test:fast`. */
const FAST = ['architecture.test.ts', '{unit,vectors,oracle,diagnostics,golden,disclosure}/**/*.test.ts'].map(
  (path) => `tests/${path}`,
);
const limits = { testTimeout: TIME_LIMIT, hookTimeout: TIME_LIMIT, setupFiles: 'tests/support/after-file.ts' };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    sequence: { sequencer: LongestFirst },
    projects: [
      // Their files share modules, which are a third of their time.
      { test: { name: 'fast', include: FAST, isolate: false, ...limits } },
      {
        test: {
          name: 'deliveries',
          include: ['tests/**/*.test.ts'],
          exclude: FAST,
          globalSetup: 'tests/support/build.ts',
          ...limits,
        },
      },
    ],
  },
});
