/** One million mutated answers of the bridge. UKETSUKE_FUZZ_ROUNDS sets another number. */
import { expect, it } from 'vitest'
import { fuzzRound } from '../unit/bridge/fuzz.ts'

const ROUNDS = Number(process.env.UKETSUKE_FUZZ_ROUNDS ?? 1_000_000)
const FIRST_SEED = 1_000_000

it('mutated answers: no throw, no code without segment 1, status 1 and a known validity', () => {
  let slowest = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    const problem = fuzzRound(FIRST_SEED + round)
    slowest = Math.max(slowest, performance.now() - began)
    if (problem !== null) expect.fail(`seed ${FIRST_SEED + round}: ${problem}`)
  }
  console.log(`${ROUNDS} mutated answers; slowest ${slowest.toFixed(0)} ms`)
  expect(slowest).toBeLessThan(5000)
})
