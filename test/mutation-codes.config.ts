import { defineConfig } from 'vitest/config'

/** The tests that mutation testing of names and codes runs: their own tests, without the long random ones. */
// biome-ignore lint/style/noDefaultExport: what vitest reads
export default defineConfig({
  test: {
    include: [
      'test/unit/names/**/*.test.ts',
      'test/unit/codes/{cases,patient,session,proposal,card-proposal,pattern}.test.ts',
    ],
    fileParallelism: false,
    // One worker for all files: starting one a file takes most of a run, and there are thousands of runs.
    isolate: false,
    testTimeout: 60_000,
  },
})
