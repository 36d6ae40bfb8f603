/** Runs inside the guest: every check, one line each on the console. */
import { CHECKS } from './checks.ts'

process.on('uncaughtException', (error) => {
  console.log(
    `LAB FAIL the process would have ended: ${error instanceof Error ? error.stack : String(error)}`,
  )
})

for (const check of CHECKS) {
  const began = performance.now()
  let problem: string | null
  try {
    problem = await check.run()
  } catch (error) {
    problem = error instanceof Error ? (error.stack ?? error.message) : String(error)
  }
  const took = `${Math.round(performance.now() - began)} ms`
  console.log(`LAB ${problem === null ? 'PASS' : 'FAIL'} ${check.name} (${took})`)
  if (problem !== null) console.log(`LAB WHY ${problem.slice(0, 2000).replaceAll('\n', ' | ')}`)
}
console.log('LAB DONE')
process.exit(0)
