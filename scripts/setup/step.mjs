/** One line a step, a sign of life every few seconds, and what to type when a step fails. */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** The top of the checkout. */
export const ROOT = join(import.meta.dirname, '..', '..')
const LOG = join(ROOT, 'build', 'setup.log')

/** The error of a failed step: the line that says what went wrong and what to type. */
export class StepFailed extends Error {}

/** Says one line. Standard error, so that a command's standard output stays its own. */
export const say = (line) => process.stderr.write(`${line}\n`)

/**
 * Runs a command as one step; its output goes to `build/setup.log`.
 * @param {string} what the line that is said
 * @param {string[]} command the program and its arguments
 * @param {{ toType?: string, env?: NodeJS.ProcessEnv, cwd?: string, quiet?: boolean, timeoutSeconds?: number }} options
 *   `toType`: what a person types when the step fails; `quiet`: say nothing unless it takes long
 */
export const step = async (what, command, options = {}) => {
  if (!options.quiet) say(`· ${what}`)
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  const log = createWriteStream(LOG, { flags: 'a' })
  log.write(`\n== ${what}: ${command.join(' ')}\n`)
  let tail = ''
  const started = Date.now()
  const alive = setInterval(() => say(`  … ${Math.round((Date.now() - started) / 1000)} s`), 4000)
  try {
    await new Promise((resolve, reject) => {
      const child = spawn(command[0], command.slice(1), {
        cwd: options.cwd ?? ROOT,
        env: { ...process.env, ...options.env },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: (options.timeoutSeconds ?? 1200) * 1000,
      })
      for (const stream of [child.stdout, child.stderr]) {
        stream.pipe(log, { end: false })
        stream.on('data', (data) => {
          tail = `${tail}${data}`.slice(-2000)
        })
      }
      child.on('error', reject)
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))))
    })
  } catch (error) {
    for (const line of tail.trim().split('\n').slice(-5)) say(`    ${line}`)
    const toType = options.toType ?? command.join(' ')
    throw new StepFailed(`${what}: failed (${error.message}); see build/setup.log. To go on, type: ${toType}`)
  } finally {
    clearInterval(alive)
    log.end()
  }
}
