/** Runs a project of tests by Vitest and counts what came of it. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
/** The folder of the reports. */
export const REPORTS = join(ROOT, 'build', 'reports')
const reportOf = (project: string): string => join(REPORTS, `${project}.json`)

export type Count = {
  readonly passed: number
  /** A line each: the test, or what else did not hold, and the first line of what was said. */
  readonly failures: readonly string[]
  /** A line each: the test and why it was skipped. */
  readonly skipped: readonly string[]
}

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).optional(),
          meta: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
})

/** `held back`: what a command says is printed when it has ended, in one piece. */
export type Output = 'at once' | 'held back'

/** Runs a command of the toolchain. */
export const run = (command: string, args: readonly string[], output: Output = 'at once'): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: output === 'at once' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data))
    child.on('error', () => resolve(false))
    child.on('close', (code) => {
      for (const data of said) process.stdout.write(data)
      resolve(code === 0)
    })
  })

/** Since an instant of `performance.now()`: `12.3`. */
export const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

type Report = z.infer<typeof reportSchema>
type Failure = { readonly name: string; readonly said: string }

/** Each test that failed; a file that could not even be read is one failure. */
const failuresIn = (report: Report): readonly Failure[] =>
  report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [{ name: basename(name), said: message ?? '' }]
    return failed.map((test) => ({
      name: `${basename(name)} › ${test.fullName}`,
      said: (test.failureMessages ?? []).join('\n'),
    }))
  })

const countReport = (file: string): Count => {
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures: failuresIn(report).map(
      ({ name, said }) => `${name}: ${stripVTControlCharacters(said.split('\n', 1)[0] ?? '')}`,
    ),
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName, meta }) => `${fullName}: ${String(meta?.skipReason ?? 'the title says why')}`),
  }
}

/** Everything that failed in the last run of a project, each with what was said. */
export const failuresOf = (project: string): readonly Failure[] => {
  const file = reportOf(project)
  if (!existsSync(file)) return [{ name: project, said: 'Vitest has ended without a report' }]
  return failuresIn(reportSchema.parse(JSON.parse(readFileSync(file, 'utf8'))))
}

/** `wedge.test.ts 14 s, teaching.test.ts 9 s, …`: where time is to be found when the whole takes too long. */
const longestFiles = (file: string): string =>
  reportSchema
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .testResults.map(({ name, startTime, endTime }) => ({ name, took: endTime - startTime }))
    .sort((one, other) => other.took - one.took)
    .slice(0, 5)
    .map(({ name, took }) => `${basename(name)} ${Math.round(took / 1000)} s`)
    .join(', ')

/**
 * Runs one project; its report is `build/reports/PROJECT.json`.
 * @param more words that Vitest is given: names of files
 */
export const tests = async (
  project: string,
  output: Output = 'at once',
  more: readonly string[] = [],
): Promise<Count> => {
  mkdirSync(REPORTS, { recursive: true })
  const file = reportOf(project)
  rmSync(file, { force: true })
  const started = performance.now()
  const good = await run(
    'vitest',
    [
      ...['run', '--project', project, '--reporter=dot', '--reporter=json'],
      // A name may be of a file in another project alone. Without names, a project without tests is a mistake.
      ...(more.length > 0 ? ['--passWithNoTests'] : []),
      ...[`--outputFile.json=${file}`, ...more],
    ],
    output,
  )
  try {
    const count = countReport(file)
    console.log(
      `${good ? '✓' : '✗'} ${project} (${seconds(started)} s); the longest files: ${longestFiles(file)}`,
    )
    return good || count.failures.length > 0
      ? count
      : { ...count, failures: [`${project}: Vitest has ended with an error that is of no test`] }
  } catch {
    return { passed: 0, failures: [`${project}: Vitest has ended without a report`], skipped: [] }
  }
}

/** The counts of several projects as one. */
export const together = (counts: readonly Count[]): Count => ({
  passed: counts.reduce((sum, count) => sum + count.passed, 0),
  failures: counts.flatMap((count) => count.failures),
  skipped: counts.flatMap((count) => count.skipped),
})

/**
 * Prints why tests were skipped, what failed, how long it took, and the closing line `N passed, N failed`; sets the exit
 * code. The lines `failed: …` are what `.ci/run` says again at its end.
 */
export const conclude = (counts: readonly Count[], started: number): void => {
  const { passed, failures, skipped } = together(counts)
  for (const line of skipped) console.log(`skipped: ${line}`)
  const failed = failures.length
  for (const line of failures) console.log(`failed: ${line}`)
  console.log(`took ${Math.round((performance.now() - started) / 1000)} s`)
  console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
}
