import { defineConfig } from 'vitest/config';

// CUBES_TEST_REPORT names a file for the counts, which .ci/run prints.
const report = process.env.CUBES_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/build.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
