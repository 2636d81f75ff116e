import { defineConfig } from 'vitest/config';
import { TIME_LIMIT } from './tests/support/depth.ts';
import { LongestFirst } from './tests/support/longest-first.ts';

// CUBES_TEST_REPORT names a file for the counts, which .ci/run prints.
const report = process.env.CUBES_TEST_REPORT;
/** Neither a delivery nor a process: `npm run test:fast`. */
const FAST = ['architecture.test.ts', '{unit,vectors,oracle,diagnostics,golden,disclosure}/**/*.test.ts'].map(
  (path) => `tests/${path}`,
);
/** They put a watch between the program and the file system, so they share no modules. */
const WATCHED = ['tests/refresh/killed.test.ts', 'tests/refresh/power-loss.test.ts'];
const limits = { testTimeout: TIME_LIMIT, hookTimeout: TIME_LIMIT, setupFiles: 'tests/support/around-file.ts' };
const built = { globalSetup: 'tests/support/build.ts', ...limits };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    sequence: { sequencer: LongestFirst },
    // Files of a project share modules, which were a third of their time.
    projects: [
      { test: { name: 'fast', include: FAST, isolate: false, ...limits } },
      { test: { name: 'watched', include: WATCHED, ...built } },
      {
        test: {
          name: 'deliveries',
          include: ['tests/**/*.test.ts'],
          exclude: [...FAST, ...WATCHED],
          isolate: false,
          ...built,
        },
      },
    ],
  },
});
