import { describe, expect, it } from 'vitest'
import { scanResultSchema } from '../../../contract/scan.ts'
import { fuzzRound, play, randomIndividualNumber, randomStream, seededRandom } from './fuzz.ts'

describe('random scanners', () => {
  it('two thousand rounds: no throw, memory bounded, no individual number accepted or shown', () => {
    const problems = Array.from({ length: 2000 }, (_, seed) => fuzzRound(seed)).filter(
      (problem) => problem !== null,
    )
    expect(problems).toEqual([])
  }, 60_000)

  it('give results of the contract', () => {
    for (let seed = 0; seed < 200; seed += 1)
      for (const result of play(randomStream(seededRandom(seed))))
        expect(scanResultSchema.parse(result)).toEqual(result)
  })

  it('reach every kind of result, so that the rounds above mean something', () => {
    const reached = new Set<string>()
    for (let seed = 0; seed < 600; seed += 1)
      for (const result of play(randomStream(seededRandom(seed))))
        reached.add(
          result.outcome === 'accept' ? result.kind : result.outcome === 'refuse' ? result.reason : 'partial',
        )
    for (const kind of [
      'prescription',
      'patient-card',
      'eligibility-certificate',
      'partial',
      'MALFORMED',
      'TOO_LONG',
      'ENCODING',
      'CONTROL_CHARACTERS',
      'FIELD',
      'CONFLICT',
      'BUSY',
      'WRONG_PATIENT',
      'UNKNOWN',
      'MY_NUMBER',
    ])
      expect(reached).toContain(kind)
  })

  it('are the same for the same seed, and their individual numbers count by the law', () => {
    expect(randomIndividualNumber(seededRandom(7))).toBe(randomIndividualNumber(seededRandom(7)))
    expect(
      randomIndividualNumber({
        int: () => 0,
        pick: ([first]) => {
          if (first === undefined) throw new Error('none')
          return first
        },
      }),
    ).toBe('000000000000')
  })
})
