/** A paper of a cover that began after the one that the card's own answer is about (D05, D06). */
import { describe, expect, test } from 'vitest'
import type { Visit } from '../../../contract/check-in.ts'
import { isOfNewCover } from '../../../main/rules/cover.ts'
import { gatherFacts } from '../../../main/rules/facts.ts'

const factsOf = (visit: Visit) => gatherFacts({ visitDate: '2026-11-28', presented: [], visit })

describe('the end of the cover before is not known: the 62 days before the visit', () => {
  test.each([
    ['2026-09-26', false],
    ['2026-09-27', true],
    ['2026-11-28', true],
    // A cover that begins after the visit is of no use today.
    ['2026-11-29', false],
    [undefined, false],
  ])('from %s: %s', (since, expected) => expect(isOfNewCover(factsOf({}), since)).toBe(expected))
})

describe('the cover before ended on 2026-03-31: any day after it', () => {
  test.each([
    ['2026-03-31', false],
    ['2026-04-01', true],
    ['2026-11-28', true],
    ['2026-11-29', false],
    [undefined, false],
  ])('from %s: %s', (since, expected) =>
    expect(isOfNewCover(factsOf({ coverageEndedOn: '2026-03-31' }), since)).toBe(expected),
  )
})
