import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { preparedFor } from '../../../main/desk/process/prepared-code.ts'
import { ENGINE_FLAGS } from '../../../main/shell/desk/engine-flags.ts'
import { NODE, prepareDesk } from '../../../scripts/prepare-desk.ts'

const RUNNER = import.meta.resolve('../../../main/desk/process/prepared-code.ts')

let folder: string
let bundle: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-prepared-'))
  bundle = join(folder, 'desk-bundle.cjs')
  writeFileSync(join(folder, 'chunk.cjs'), "exports.same = require('./desk-bundle.cjs')\n")
  writeFileSync(bundle, bundleSaying('first'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A bundle that says a word, and whether its chunk sees it and not a second one. */
const bundleSaying = (word: string): string =>
  `exports.word = () => '${word}'
import('./chunk.cjs').then(({ default: chunk }) => console.log(exports.word(), chunk.same === exports))\n`

/** Runs the bundle as the desk's process does, and tells what it said and whether prepared code was taken. */
const run = (flags = ENGINE_FLAGS): string => {
  const code = `import { runBundle } from ${JSON.stringify(RUNNER)}
const { script } = runBundle(${JSON.stringify(bundle)})
console.log(script.cachedDataRejected)`
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--no-warnings', ...flags, '--input-type=module', '-e', code],
    { encoding: 'utf8' },
  )
  return `${stdout}${stderr}`
}

it('takes the code that was prepared for a bundle', async () => {
  await prepareDesk(folder, NODE)
  expect(run()).toBe('false\nfirst true\n')
})

it('runs a bundle without prepared code', () => {
  expect(run()).toBe('undefined\nfirst true\n')
})

it('takes no code of other sources, be they as long', async () => {
  await prepareDesk(folder, NODE)
  writeFileSync(bundle, bundleSaying('other'))
  expect(run()).toBe('undefined\nother true\n')
})

it('compiles the sources where the engine does not take the code', async () => {
  await prepareDesk(folder, NODE)
  expect(run(['--max-semi-space-size=8'])).toContain('first true')
  const prepared = readFileSync(preparedFor(bundle))
  writeFileSync(preparedFor(bundle), prepared.fill(0, 40))
  expect(run()).toContain('true\nfirst true\n')
})

it('runs a bundle whose prepared code was cut off', async () => {
  await prepareDesk(folder, NODE)
  writeFileSync(preparedFor(bundle), readFileSync(preparedFor(bundle)).subarray(0, 10))
  expect(run()).toBe('undefined\nfirst true\n')
})
