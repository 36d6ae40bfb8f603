/**
 * `npm run check [-- COMMIT]`: types, lint, import direction, and the unit tests of what has changed since a commit
 * (HEAD when none is named: what is not committed). Under a minute; `.ci/run` is the whole.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const since = process.argv[2] ?? 'HEAD'

const CHECKS: readonly (readonly [what: string, command: string, args: readonly string[]])[] = [
  // From the second time on only what depends on a change is looked at: five seconds of processor time instead of forty-five.
  ['types', 'tsc', ['--incremental', '--tsBuildInfoFile', join(ROOT, 'build', 'check.tsbuildinfo')]],
  ['lint', 'biome', ['check', '--reporter=summary']],
  ['import direction', 'npm', ['run', '--silent', 'imports']],
  [
    'unit tests',
    'vitest',
    ['run', '--project', 'unit', '--changed', since, '--passWithNoTests', '--reporter=dot'],
  ],
]

/** Runs a command and says what it said only if it failed. */
const check = ([what, command, args]: (typeof CHECKS)[number]): Promise<boolean> =>
  new Promise((resolve) => {
    const began = performance.now()
    const said: Buffer[] = []
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => said.push(data))
    child.on('error', () => resolve(false))
    child.on('close', (code) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      process.stdout.write(`${code === 0 ? '✓' : '✗'} ${what} (${seconds} s)\n`)
      if (code !== 0) for (const data of said) process.stdout.write(data)
      resolve(code === 0)
    })
  })

const results = await Promise.all(CHECKS.map(check))
process.exitCode = results.every(Boolean) ? 0 : 1
