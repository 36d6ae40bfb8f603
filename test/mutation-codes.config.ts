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
    testTimeout: 60_000,
  },
})
