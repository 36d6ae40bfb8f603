/**
 * Every reason of the contract once in the real window, of those that accept; the others are in reasons-more.test.ts, and
 * test/long/reasons.test.ts takes each by every way.
 */
import { expect, it } from 'vitest'
import { REASONS } from '../../contract/decision.ts'
import { letCome } from './visits/come.ts'
import { firstOfEach } from './visits/first-of-each.ts'
import { VISITS } from './visits/table.ts'

it('every reason of the contract has a visit', () => {
  expect(VISITS.map(({ reason }) => reason)).toEqual(expect.arrayContaining(Object.keys(REASONS)))
})

letCome(firstOfEach((outcome) => outcome === 'accept' || outcome === 'accept-with-note'))
