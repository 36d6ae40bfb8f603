import { expect, it } from 'vitest'
import { fuzzRound } from '../unit/codes/fuzz.ts'

const ROUNDS = 500_000
/** Memory after the first tenth is taken as what the process needs; it must not grow from there. */
const WARM_UP = ROUNDS / 10

it('one million random report streams and texts: no throw, no hang, memory flat, no individual number accepted or shown', () => {
  let warm = 0
  let slowest = 0
  for (let seed = 0; seed < ROUNDS; seed += 1) {
    const began = performance.now()
    const problem = fuzzRound(1_000_000 + seed)
    slowest = Math.max(slowest, performance.now() - began)
    if (problem !== null) expect.fail(`seed ${1_000_000 + seed}: ${problem}`)
    if (seed === WARM_UP) warm = process.memoryUsage().heapUsed
  }
  const grown = (process.memoryUsage().heapUsed - warm) / 1024 / 1024
  console.log(
    `${2 * ROUNDS} streams and texts, slowest ${slowest.toFixed(1)} ms, heap ${grown.toFixed(1)} MB more than after a tenth`,
  )
  expect(grown).toBeLessThan(100)
  expect(slowest).toBeLessThan(2000)
})
