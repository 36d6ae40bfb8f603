/**
 * The rules' random tests, for longer: the same properties and documents as in `test/unit/rules`, in a process of
 * their own so that the number of runs can be told from outside.
 */
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const ROOT = new URL('../..', import.meta.url)

const runFor = (file: string, runs: number): string => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', `test/unit/rules/${file}`],
    { cwd: ROOT, env: { ...process.env, UKETSUKE_RUNS: String(runs) }, encoding: 'utf8' },
  )
  return status === 0 ? 'passed' : `${stdout}\n${stderr}`
}

test('100,000 check-ins keep every property', () => {
  expect(runFor('properties.test.ts', 100_000)).toBe('passed')
})

test('ten thousand JSON documents give decisions, or exit 2 with a path', () => {
  expect(runFor('command-line.test.ts', 10_000)).toBe('passed')
})
