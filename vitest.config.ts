import { defineConfig } from 'vitest/config';

/** Tests of what users install: they run the built files in dist/. */
const built = ['test/package/**/*.test.ts', 'test/cli/**/*.test.ts'];

// Set by .ci/run, which counts the tests in the report.
const report = process.env['VITEST_REPORT'];

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: built } },
      { extends: true, test: { name: 'built', include: built, globalSetup: 'test/package/build.ts' } },
    ],
  },
});
