import { defineConfig } from 'vitest/config'

/** The tests that mutation testing runs (`npx stryker run`): the rules' own tests, without the long random ones. */
// biome-ignore lint/style/noDefaultExport: what vitest reads
export default defineConfig({
  test: {
    include: ['test/unit/rules/**/*.test.ts'],
    exclude: ['test/unit/rules/properties.test.ts', 'test/unit/rules/command-line.test.ts'],
    fileParallelism: false,
    // One worker for all files: starting one a file takes most of a run, and there are thousands of runs.
    isolate: false,
    testTimeout: 60_000,
  },
})
