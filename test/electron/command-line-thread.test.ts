/** The packaged command line's thread, in the real runtime, with commands that need no database. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { electronExecutable } from '../../fixtures/terminal/launch.ts'
import { buildBundle, COMMAND_LINE } from '../../scripts/bundles.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uketsuke-thread-'))
  await buildBundle(COMMAND_LINE, folder)
  await buildBundle(
    {
      folder: '.',
      entries: { main: 'test/electron/fixture/thread.ts' },
      format: 'cjs',
      target: 'node18',
      external: ['electron'],
    },
    folder,
  )
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'thread', version: '0.0.0', type: 'module', main: 'main.cjs' }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (args: readonly string[], input: string) => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...without } = process.env
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return spawnSync(electronExecutable(), [...root, folder, ...args], {
    input,
    encoding: 'utf8',
    timeout: 30_000,
    maxBuffer: 64 * 1024 * 1024,
    env: without,
  })
}

test('decides in a thread, without a display, a long answer whole', () => {
  const checkIns = Array.from({ length: 3_000 }, (_, index) => ({
    id: String(index),
    visitDate: '2026-11-20',
    presented: [{ type: 'eligibility-certificate', expiresOn: '2027-07-31' }],
  }))
  const { status, stdout } = run(['decide'], JSON.stringify(checkIns))
  expect(status).toBe(0)
  const decisions: { id: string }[] = JSON.parse(stdout)
  expect(decisions).toHaveLength(3_000)
  expect(decisions.at(-1)?.id).toBe('2999')
})

test('gives back the exit code and says what cannot be used', () => {
  const { status, stdout, stderr } = run(['decide'], '[{}]')
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('[0].')
  expect(run(['nothing'], '').status).toBe(2)
})
