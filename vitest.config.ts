import { defineConfig } from 'vitest/config'
import { SlowFirst } from './test/slow-first.ts'
import { modules } from './vite.config.ts'

/** The pictures of every screen, as long as all other tests of the window together, and every reason: a lane of their own. */
const SCREENS = 'test/electron/screens.test.ts'
const REASONS = 'test/electron/reasons*.test.ts'

/** Real services and real windows: one file at a time, and time enough on a machine that does other things too. */
const REAL = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  css: { modules },
  test: {
    css: { include: /\.module\.css$/, modules: { classNameStrategy: 'non-scoped' } },
    globalSetup: 'test/temporary.ts',
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // No unit test changes what another one reads: one process loads the program once for many files.
          isolate: false,
          // Half of the time they wait for the disk: more of them than cores.
          maxWorkers: 3,
          // No unit test waits; on a machine that is busy with other work a few thousand durable rows take their time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'pcsc',
          ...REAL,
          include: ['test/pcsc/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'center',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each file has a PostgreSQL of its own.
          maxWorkers: 3,
          include: ['test/center/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'electron',
          ...REAL,
          // Each file has a screen, a home and a program of its own, and mostly waits for them: three at a time.
          fileParallelism: true,
          // One process loads the driver once for many files.
          isolate: false,
          maxWorkers: 3,
          include: ['test/electron/**/*.test.ts'],
          exclude: [SCREENS, REASONS],
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          ...REAL,
          include: ['test/engine/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          ...REAL,
          include: [SCREENS],
        },
      },
      {
        extends: true,
        test: {
          name: 'reasons',
          ...REAL,
          fileParallelism: true,
          maxWorkers: 2,
          include: [REASONS],
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
