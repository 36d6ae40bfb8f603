/**
 * The tests of every day; ends with one line `N passed, N failed`. Longer ones have lanes of their own (test-lane.ts), and `.ci/run`
 * runs all.
 */
import { type Count, conclude, type Output, run, seconds, tests } from './vitest-run.ts'

const check = async (what: string, command: string, ...args: string[]): Promise<Count> => {
  const started = performance.now()
  const good = await run(command, args, 'held back')
  console.log(`${good ? '✓' : '✗'} ${what} (${seconds(started)} s)`)
  return { passed: good ? 1 : 0, failures: good ? [] : [what], skipped: [] }
}

/** The checks that run no test. */
const checks = async (): Promise<Count[]> => [
  await check('types', 'tsc'),
  await check('lint', 'biome', 'check', '--reporter=summary'),
  await check('import direction', 'npm', 'run', '--silent', 'imports'),
]

const inTurn = async (projects: readonly string[], output: Output): Promise<Count[]> => {
  const counts: Count[] = []
  for (const project of projects) counts.push(await tests(project, output))
  return counts
}

const started = performance.now()
// Side by side: a suite that writes durable rows, or makes real readers and real windows do something, mostly waits.
const counts = [
  ...(await Promise.all([checks(), inTurn(['unit'], 'at once')])).flat(),
  ...(await Promise.all([inTurn(['pcsc'], 'held back'), inTurn(['electron'], 'at once')])).flat(),
]
conclude(counts, started)
