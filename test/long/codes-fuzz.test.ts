/**
 * One million random report streams and texts. UKETSUKE_FUZZ_ROUNDS sets another number of rounds; each is a stream and a
 * code that holds an individual number.
 */
import { expect, it } from 'vitest'
import { heapInUse } from '../bench/heap.ts'
import { fuzzRound } from '../unit/codes/fuzz.ts'

const ROUNDS = Number(process.env.UKETSUKE_FUZZ_ROUNDS ?? 500_000)
const FIRST_SEED = 1_000_000
const MAX_GROWTH = 1.1

it('random report streams and texts: no throw, no hang, memory flat, no individual number accepted or shown', () => {
  let warm = Number.NaN
  let slowest = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const seed = FIRST_SEED + round
    const began = performance.now()
    const problem = fuzzRound(seed)
    slowest = Math.max(slowest, performance.now() - began)
    if (problem !== null) expect.fail(`seed ${seed}: ${problem}`)
    if (round === Math.floor(ROUNDS / 10)) warm = heapInUse()
  }
  const growth = heapInUse() / warm
  console.log(
    `${2 * ROUNDS} streams and texts; slowest round ${slowest.toFixed(0)} ms; heap ${growth.toFixed(3)} × that after a tenth`,
  )
  expect(growth).toBeLessThan(MAX_GROWTH)
  expect(slowest).toBeLessThan(5000)
})
