/**
 * The Windows lane: runs the unit tests, and those of this folder, under Windows' Node in Wine. One line a failure and a
 * skip, a closing line `windows: N passed, N failed`, exit code 1 unless all pass. `npm run test:windows -- NAME` runs the
 * files with that in their name alone.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { windowsNode, windowsPackages } from '../../scripts/setup/windows.mjs'
import { bundleTests } from './bundles.ts'
import { installerLines } from './installer.ts'
import { type Line, readLines } from './lines.ts'
import { SKIPPED } from './skipped.ts'
import { openWindows, type Windows, windowsPath } from './wine.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDER = join(windowsPackages, '..')
const BUNDLES = join(FOLDER, 'tests')
const REPORTS = join(FOLDER, 'reports')
const PREFIX = join(FOLDER, 'prefix')

/** One process runs so many files of a folder: its start takes two seconds. */
const FILES_TOGETHER = 8
/** A process that takes longer is ended, and what it had not said by then counts as one failure. */
const MAX_MS = 600_000

const began = performance.now()
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`

/** Files that work on the disk and take long: each has a process of its own. */
const ALONE =
  /^test\/(unit\/(journal|cli|files)|windows)\/|\/(ask|desk-keys|journal-care|unclean-shutdown|watch)\.test/

/** Files by the process that runs them, those that take long first. */
const jobsOf = (files: readonly string[]): (readonly string[])[] => {
  const alone = files.filter((file) => ALONE.test(file))
  const others = files.filter((file) => !ALONE.test(file))
  const together: string[][] = []
  for (let at = 0; at < others.length; at += FILES_TOGETHER)
    together.push(others.slice(at, at + FILES_TOGETHER))
  return [...alone.map((file) => [file]), ...together]
}

const readOr = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const runJob = async (windows: Windows, files: readonly string[], index: number): Promise<Line[]> => {
  const at = (ending: string): string => join(REPORTS, `${index}.${ending}`)
  const urlOf = (path: string): string => pathToFileURL(path).href.replace('file:///', 'file:///Z:/')
  const started = performance.now()
  const code = await windows.run(
    [
      windowsNode,
      '--disable-warning=ExperimentalWarning',
      // A failed test leaves its watches and servers at work.
      '--test-force-exit',
      `--test-reporter=${urlOf(join(BUNDLES, 'test/windows/report.mjs'))}`,
      `--test-reporter-destination=${windowsPath(at('jsonl'))}`,
      windowsPath(join(BUNDLES, 'test/windows/run-files.mjs')),
      windowsPath(BUNDLES),
      ...files,
    ],
    { out: at('out'), err: at('err') },
    { cwd: ROOT, timeoutMs: MAX_MS },
  )
  const lines = readLines(readOr(at('jsonl')))
  const isToldOf = lines.some(({ state }) => state === 'failed')
  if ((code === 0 && lines.length > 0) || (code !== null && isToldOf)) return lines
  const last = `${readOr(at('out'))}${readOr(at('err'))}`.trim().split('\n').slice(-15).join('\n')
  return [
    ...lines,
    {
      name: files.join(', '),
      state: 'failed',
      why: code === null ? `not at its end after ${MAX_MS / 1000} s\n${last}` : `exit code ${code}\n${last}`,
      milliseconds: Math.round(performance.now() - started),
    },
  ]
}

/** Runs the jobs, as many at a time as there are processors. */
const runAll = async (windows: Windows, jobs: readonly (readonly string[])[]): Promise<Line[]> => {
  const lines: Line[] = []
  const waiting = [...jobs.entries()]
  const work = async (): Promise<void> => {
    for (;;) {
      const next = waiting.shift()
      if (next === undefined) return
      lines.push(...(await runJob(windows, next[1], next[0])))
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return lines
}

const wanted = process.argv.slice(2)
rmSync(REPORTS, { recursive: true, force: true })
mkdirSync(REPORTS, { recursive: true })
const whole = SKIPPED.filter(({ title }) => title === undefined).map(({ file }) => file)
const files = (await bundleTests(BUNDLES)).filter(
  (file) => !whole.includes(file) && (wanted.length === 0 || wanted.some((name) => file.includes(name))),
)
console.log(`bundled in ${seconds()}; starting Windows`)
const windows = openWindows(PREFIX, join(FOLDER, 'share'))
const lines: Line[] = []
try {
  lines.push(...(await runAll(windows, jobsOf(files))))
  if (wanted.length === 0 || wanted.includes('installer'))
    lines.push(...(await installerLines(windows, join(FOLDER, 'installer'), PREFIX)))
} finally {
  windows.end()
}
for (const { name, why } of lines.filter(({ state }) => state === 'failed'))
  console.log(`✗ ${name}\n${why}\n`)
for (const { name, why } of lines.filter(({ state }) => state === 'skipped'))
  console.log(`skipped: ${name}: ${why}`)
if (wanted.length === 0)
  for (const { file, title, reason } of SKIPPED)
    if (title === undefined) console.log(`skipped: ${file}: ${reason}`)
const count = (state: Line['state']): number => lines.filter((line) => line.state === state).length
for (const { name, why } of lines.filter(({ state }) => state === 'failed'))
  console.log(`failed: ${name}: ${why.split('\n', 1)[0]}`)
console.log(`took ${seconds()}`)
console.log(`windows: ${count('passed')} passed, ${count('failed')} failed`)
process.exitCode = count('failed') === 0 && count('passed') > 0 ? 0 : 1
