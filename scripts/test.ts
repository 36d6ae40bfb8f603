/** Everything that has to hold before a change lands; ends with one line `N passed, N failed`. */
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'

const ROOT = join(import.meta.dirname, '..')
const REPORTS = join(ROOT, 'build', 'reports')

type Count = { readonly passed: number; readonly failed: number; readonly skipped: readonly string[] }

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
          meta: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
})

/** `held back`: what a command says is printed when it has ended, in one piece. */
type Output = 'at once' | 'held back'

/** Runs a command of the toolchain. */
const run = (command: string, args: readonly string[], output: Output = 'at once'): Promise<boolean> =>
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

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

const check = async (what: string, command: string, ...args: string[]): Promise<Count> => {
  const started = performance.now()
  const good = await run(command, args, 'held back')
  console.log(`${good ? '✓' : '✗'} ${what} (${seconds(started)} s)`)
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: [] }
}

/** The checks that run no test. */
const checks = async (): Promise<Count[]> => [
  await check('types', 'tsc'),
  await check('lint', 'biome', 'check', '--reporter=summary'),
  await check('import direction', 'npm', 'run', '--silent', 'imports'),
]

/** Counts what Vitest's report says; a file that could not even be read counts as one failure. */
const countReport = (file: string): Count => {
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').length + brokenFiles.length,
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName, meta }) => `${fullName}: ${String(meta?.skipReason ?? 'the title says why')}`),
  }
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

const tests = async (project: string, output: Output = 'at once'): Promise<Count> => {
  const file = join(REPORTS, `${project}.json`)
  const started = performance.now()
  const good = await run(
    'vitest',
    ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    output,
  )
  try {
    const count = countReport(file)
    console.log(
      `${good ? '✓' : '✗'} ${project} (${seconds(started)} s); the longest files: ${longestFiles(file)}`,
    )
    return good || count.failed > 0 ? count : { ...count, failed: 1 }
  } catch {
    return { passed: 0, failed: 1, skipped: [] }
  }
}

const inTurn = async (projects: readonly string[], output: Output): Promise<Count[]> => {
  const counts: Count[] = []
  for (const project of projects) counts.push(await tests(project, output))
  return counts
}

mkdirSync(REPORTS, { recursive: true })
const started = performance.now()
// Side by side: a suite that writes durable rows, or makes real readers and real windows do something, mostly waits.
const counts = [
  ...(await Promise.all([checks(), inTurn(['unit'], 'at once')])).flat(),
  ...(
    await Promise.all([inTurn(['pcsc', 'center', 'screens'], 'held back'), inTurn(['electron'], 'at once')])
  ).flat(),
]
const skipped = counts.flatMap((count) => count.skipped)
for (const line of skipped) console.log(`skipped: ${line}`)
const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`took ${Math.round((performance.now() - started) / 1000)} s`)
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
