import { defineConfig } from 'vitest/config';

/** Tests that run bundlers and clients of their own, which are installed for them. */
const builds = ['test/builds/**/*.test.ts'];

/** Tests of what users install: they run the built files in dist/. */
const built = ['test/package/**/*.test.ts', 'test/cli/**/*.test.ts'];

// Set by .ci/run, which counts the tests in the report.
const report = process.env['VITEST_REPORT'];

export default defineConfig({
  test: {
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'source', include: ['test/**/*.test.ts'], exclude: [...built, ...builds] } },
      { extends: true, test: { name: 'built', include: built, globalSetup: 'test/package/build.ts' } },
      { extends: true, test: { name: 'builds', include: builds, globalSetup: 'test/builds/install.ts' } },
    ],
  },
});
