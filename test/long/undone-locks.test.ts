/** Undoes each lock of the window in turn and sees that the test of that item of the checklist fails. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LOCKS, type Undone } from '../electron/fixture/locks.ts'

const ROOT = join(import.meta.dirname, '..', '..')

const run = (item: string, undone: readonly Undone[]): { failed: boolean; said: string } => {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--project', 'electron', 'test/electron/security.test.ts', '-t', `^${item}`],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, UKETSUKE_UNDO: JSON.stringify(undone) } },
  )
  return { failed: status !== 0, said: `${stdout}${stderr}` }
}

test('with nothing undone, all pass', () => {
  const { failed, said } = run('', [])
  expect(failed, said).toBe(false)
})

test.each(LOCKS)('%s fails: %s', (item, _what, undone) => {
  const { failed, said } = run(item, undone)
  expect(said).not.toContain('not to be undone')
  expect(failed, `the test of item ${item} passes with its lock undone`).toBe(true)
  // By an assertion, or because the program cannot even be driven without its lock (3 and 4: the preload).
  expect(said).toMatch(/(failed|Failed Suites)/)
})
