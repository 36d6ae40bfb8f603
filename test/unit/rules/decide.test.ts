/** Properties of every decision, whichever road gives it: the rest is said by the cases and the properties. */
import { describe, expect, test } from 'vitest'
import type { CheckIn, Document } from '../../../contract/check-in.ts'
import { decide, decideBy } from '../../../main/rules/decide.ts'
import { NO_VERDICT, type Road } from '../../../main/rules/road.ts'

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

describe('of two cards the better one stands', () => {
  const read: Partial<CheckIn> = { reader: { state: 'read' }, online: { code: 1 } }
  const down: Partial<CheckIn> = { reader: { state: 'down' } }
  const card = (certificateExpiresOn?: string): Document => ({
    type: 'my-number-card',
    ...(certificateExpiresOn === undefined ? {} : { certificateExpiresOn }),
  })
  const [good, soon, inGrace, over] = ['2029-05-01', '2027-01-22', '2026-11-01', '2026-05-05']
  test.each([
    ['good for years, or not known', good, undefined, read, 'OK_ONLINE', []],
    ['not known, or soon to be renewed', undefined, soon, read, 'OK_ONLINE', []],
    ['soon to be renewed, or in grace', soon, inGrace, read, 'OK_ONLINE', ['RENEW_CERTIFICATE']],
    ['in grace, or beyond', inGrace, over, down, 'CARD_ONLY_FALLBACK', ['RENEW_CERTIFICATE']],
  ] as const)('%s', (_, better, worse, rest, code, notes) => {
    for (const presented of [
      [card(better), card(worse)],
      [card(worse), card(better)],
    ]) {
      expect(on(presented, rest).reasons[0]?.code).toBe(code)
      expect(on(presented, rest).notes).toEqual(notes)
    }
  })
})

describe('roads of any kind', () => {
  const last: Road = { name: 'last', opensWith: [], reasons: {}, look: () => [{ codes: ['NO_PROOF'] }] }
  test('one that two papers open is looked at once', () => {
    let looks = 0
    const road: Road = {
      name: 'looked-at',
      opensWith: ['phone', 'portal-screen'],
      reasons: {},
      look: () => {
        looks += 1
        return [{ codes: ['CARD_LOST'], prevails: true }]
      },
    }
    decideBy(
      [road],
      last,
    )({
      visitDate: '2026-11-22',
      presented: [{ type: 'phone' }, { type: 'portal-screen' }],
    })
    expect(looks).toBe(1)
  })
  test('a last road that has nothing to say is a fault of the program, and told as one', () => {
    const mute: Road = { ...last, look: () => NO_VERDICT }
    expect(() => decideBy([], mute)({ visitDate: '2026-11-22', presented: [] })).toThrow(
      'the last road gave no verdict',
    )
  })
})
