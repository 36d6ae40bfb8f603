/** Every outcome and every reason of the contract once in the real window; test/long/reasons.test.ts by every way. */
import { expect, it } from 'vitest'
import { REASONS } from '../../contract/decision.ts'
import { letCome } from './visits/come.ts'
import { VISITS } from './visits/table.ts'

it('every reason of the contract has a visit', () => {
  expect(VISITS.map(({ reason }) => reason)).toEqual(expect.arrayContaining(Object.keys(REASONS)))
})

letCome([...Map.groupBy(VISITS, ({ reason }) => reason).values()].flatMap(([first]) => first ?? []))
