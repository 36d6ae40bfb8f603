/** What holds of every decision, whichever road gives it: the rest is said by the cases and the properties. */
import { describe, expect, test } from 'vitest'
import type { CheckIn, Document } from '../../../main/contract/check-in.ts'
import { decide } from '../../../main/rules/decide.ts'

const on = (presented: Document[], rest: Partial<CheckIn> = {}) =>
  decide({ visitDate: '2026-11-22', presented, ...rest })

test('the id comes back, and is absent where none was given', () => {
  expect(on([], { id: 'V1' })).toMatchObject({ id: 'V1' })
  expect(Object.keys(on([]))).not.toContain('id')
})

describe('two papers of a kind with the same reason: the order in which they lie does not matter', () => {
  const beyondFiveYears: Document = {
    type: 'eligibility-certificate',
    issuedOn: '2026-11-01',
    expiresOn: '2031-12-01',
  }
  test.each<[string, Document, Document]>([
    [
      'one with a further reason',
      beyondFiveYears,
      { ...beyondFiveYears, issuedOn: '2026-07-25', expiryRule: 'half-yearly', nameMatches: false },
    ],
    ['one with a share', beyondFiveYears, { ...beyondFiveYears, burden: 2 }],
    [
      'one with a further note',
      { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      { type: 'eligibility-certificate', issuedOn: '2024-10-01', expiresOn: '2027-03-31' },
    ],
  ])('%s', (_, one, other) => {
    expect(on([one, other])).toEqual(on([other, one]))
  })
  test('reasons and notes of both are the same set, once each', () => {
    const { reasons, notes } = on([beyondFiveYears, beyondFiveYears])
    expect(reasons.map(({ code }) => code)).toEqual(['EXPIRY_IMPLAUSIBLE'])
    expect(notes).toEqual(['ASK_COVER_CHANGED', 'ASK_INSURER'])
  })
})
