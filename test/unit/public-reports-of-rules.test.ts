/** Faults of rules, ages and covers that others reported, each tried here: docs/public-reports.md. */
import { describe, expect, test } from 'vitest'
import type { CheckIn, Document } from '../../contract/check-in.ts'
import { TERMS } from '../../contract/languages/index.ts'
import { ageGroup, dayOfReaching, firstElderlyDay, firstLateElderlyDay } from '../../main/rules/ages.ts'
import { decide } from '../../main/rules/decide.ts'
import { parseInsurerNumber } from '../../main/rules/fields/insurer-number.ts'
import { certificateStanding } from '../../main/rules/grace.ts'
import { possibleCheckInSchema } from '../../main/rules/input.ts'
import { toneOf } from '../../renderer/parts/tone.ts'

const TODAY = '2026-11-28'
const CARD: Document = { type: 'my-number-card' }
const certificate = (more: object = {}): Document => ({
  type: 'eligibility-certificate',
  expiresOn: '2027-07-31',
  ...more,
})
const on = (presented: Document[], more: Partial<CheckIn> = {}) =>
  decide(possibleCheckInSchema.parse({ visitDate: TODAY, presented, ...more }))
const first = (decision: ReturnType<typeof decide>) => [decision.outcome, decision.reasons[0]?.code]
const READ = { reader: { state: 'read' } } as const

describe('days of a cover', () => {
  test('a paper whose last day is over is no paper', () => {
    expect(first(on([certificate({ expiresOn: '2026-11-27' })]))).toEqual([
      'need-more',
      'CERTIFICATE_EXPIRED',
    ])
  })
  test('a paper that ends today counts today', () => {
    expect(first(on([certificate({ expiresOn: TODAY })]))).toEqual(['accept', 'OK_CERTIFICATE'])
  })
  test('the last of twenty days is within them', () => {
    const shown = (certifiedOn: string) => first(on([{ type: 'temporary-certificate', certifiedOn }]))
    expect(shown('2026-11-08')).toEqual(['accept-with-note', 'OK_TEMPORARY_CERTIFICATE'])
    expect(shown('2026-11-07')).toEqual(['need-more', 'TEMPORARY_CERTIFICATE_EXPIRED'])
  })
  test('a cover that will end is a cover until then', () => {
    const more = (coverageEndedOn: string) => ({ visit: { coverageEndedOn } })
    expect(first(on([certificate()], more('2027-03-31')))).toEqual(['accept', 'OK_CERTIFICATE'])
    expect(first(on([certificate()], more(TODAY)))).toEqual(['accept', 'OK_CERTIFICATE'])
    expect(first(on([certificate()], more('2026-11-27')))).toEqual(['need-more', 'QUAL_LOST'])
  })
  test('the first day after the end is the first of the grace', () => {
    expect(certificateStanding('2026-11-27', '2026-11-27')).toBe('renew-soon')
    expect(certificateStanding('2026-11-27', TODAY)).toBe('grace')
  })
  test('an expired phone has no grace, whatever the card would have', () => {
    const expired = on([{ type: 'phone' }], {
      desk: { phoneReader: true },
      reader: { state: 'failed', failure: 'certificate-expired' },
    })
    expect(first(expired)).toEqual(['need-more', 'PHONE_NO_GRACE'])
  })
  test('the rules of the visit’s day decide, not those of today', () => {
    const old: Document[] = [{ type: 'insurance-card' }]
    expect(first(decide({ visitDate: '2025-12-01', presented: old }))).toEqual([
      'accept',
      'OK_INSURANCE_CARD',
    ])
    expect(first(decide({ visitDate: '2026-08-01', presented: old }))).toEqual([
      'not-confirmed',
      'INSURANCE_CARD_ENDED',
    ])
  })
})

describe('ages', () => {
  test('born on the 1st: the age is reached in the month before', () => {
    expect(firstElderlyDay('1956-11-01')).toBe('2026-11-01')
    expect(firstElderlyDay('1956-11-02')).toBe('2026-12-01')
  })
  test('the rules for 70 begin with the month after the birthday', () => {
    expect(firstElderlyDay('1956-10-28')).toBe('2026-11-01')
  })
  test('born on a 29th of February', () => {
    expect(dayOfReaching(75, '1952-02-29')).toBe('2027-02-28')
    expect(firstLateElderlyDay('1952-02-29')).toBe('2027-03-01')
    expect(dayOfReaching(76, '1952-02-29')).toBe('2028-02-28')
  })
  test('before the birthday of the year the age is that of the year before', () => {
    expect(ageGroup('1951-11-29', TODAY)).toBe('70-to-74')
    expect(ageGroup('1951-11-28', TODAY)).toBe('75-and-over')
  })
})

describe('answers of the official terminal', () => {
  test('an answer that cannot be had says nothing against the cover', () => {
    const down = on([CARD], { ...READ, online: { unavailable: true } })
    const no = on([CARD], { ...READ, online: { code: 2 } })
    expect(down.reasons.map(({ code }) => code)).not.toContain('ONLINE_INVALID')
    expect([toneOf(down), toneOf(no)]).toEqual(['unknown', 'not-eligible'])
  })
  test('of two papers the eligible one is enough', () => {
    const bad = certificate({ expiresOn: '2026-03-31' })
    expect(first(on([bad, certificate()]))).toEqual(['accept', 'OK_CERTIFICATE'])
    expect(first(on([certificate(), bad]))).toEqual(['accept', 'OK_CERTIFICATE'])
  })
  test('the newer entitlement counts, and not the share of the older paper', () => {
    const newer = on([certificate({ burden: 1 })], {
      patient: { birthDate: '1954-05-05' },
      online: { code: 3 },
    })
    expect([...first(newer), newer.burden]).toEqual(['accept-with-note', 'NEW_QUAL_FOUND', null])
  })
  test('the share of the answer counts before the printed one', () => {
    const answered = on([certificate({ burden: 3 })], { online: { code: 1, burden: 2 } })
    expect(answered.burden).toBe(2)
  })
  test('a number that is not found, misread or not yet registered, leaves the paper its word', () => {
    const notFound = on([certificate()], { online: { code: 4 } })
    expect(first(notFound)).toEqual(['accept-with-note', 'ONLINE_NOT_FOUND_DOC_VALID'])
    expect(notFound.notes).toContain('ASK_INSURER')
  })
  test('not found is not uninsured, in words', () => {
    expect(TERMS.ja.reasons.ONLINE_NOT_FOUND.explain).toContain('保険がないという意味ではありません')
    expect(TERMS.ja.reasons.CERT_EXPIRED.explain).toContain('保険の資格が切れたことを意味しません')
  })
  test('a card that gave no answer, with a declaration, is paid by age and not in full', () => {
    const declared = on([CARD, { type: 'self-declaration' }], {
      patient: { birthDate: '1980-01-01' },
      reader: { state: 'failed', failure: 'reader-fault' },
    })
    expect([...first(declared), declared.burden]).toEqual(['accept-with-note', 'SELF_DECLARATION', 3])
  })
  test('nobody is stopped without a way on', () => {
    for (const decision of [
      on([]),
      on([CARD], { reader: { state: 'failed', failure: 'refused' } }),
      on([CARD], { ...READ, online: { code: 5 } }),
      on([], { visit: { cardLost: true } }),
    ])
      expect([decision.needs.length > 0, decision.overridable]).toEqual([true, true])
  })
})

describe('numbers of insurers', () => {
  test('six digits, and the same ones filled up to eight, are one insurer', () => {
    const six = parseInsurerNumber('113019')
    expect(six).toMatchObject({ ok: true, value: { number: '113019', law: null } })
    expect(parseInsurerNumber('00113019')).toEqual(six)
    expect(parseInsurerNumber('01130012')).toMatchObject({ ok: true, value: { law: '01' } })
  })
  test.each(['02', '31', '32', '33', '34', '39'])('the law %s is known', (law) => {
    const number = Array.from({ length: 10 }, (_, digit) => `${law}13001${digit}`).find(
      (each) => parseInsurerNumber(each).ok,
    )
    expect(parseInsurerNumber(number ?? '')).toMatchObject({ ok: true, value: { law, warnings: [] } })
  })
})
