import { describe, expect, it } from 'vitest'
import { givenAnswers, givenBytes } from '../../../fixtures/bridge-answers/index.ts'
import { printed, readBridgeFile } from '../../../main/bridge/read.ts'
import { fuzzRound } from './fuzz.ts'

const ROUNDS = 4000

describe('given answers', () => {
  for (const { file, title, expected } of givenAnswers())
    it(`${file}: ${title}`, async () => {
      expect(printed(await readBridgeFile(file, givenBytes(file)))).toEqual(expected)
    })
})

it(`${ROUNDS} mutated answers: no throw, no code without segment 1, status 1 and a known validity`, () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const problem = fuzzRound(seed)
    if (problem !== null) expect.fail(`seed ${seed}: ${problem}`)
  }
})
