/** The rules that changed by November 2026, each by its id: the decision, and the words that go with it. */
import { describe, expect, it } from 'vitest'
import type { CheckIn, Document } from '../../../contract/check-in.ts'
import { NEEDS } from '../../../contract/decision.ts'
import { TERMS, WINDOW } from '../../../contract/languages/index.ts'
import { RULE_SOURCES } from '../../../contract/rule-sources.ts'
import { decide } from '../../../main/rules/decide.ts'

const TODAY = '2026-11-28'
const card = (more: object = {}): Document => ({ type: 'my-number-card', ...more })
const on = (presented: Document[], more: Partial<CheckIn> = {}) =>
  decide({ visitDate: TODAY, presented, ...more })
const codes = (decision: ReturnType<typeof decide>) => decision.reasons.map(({ code }) => code)
const failed = (failure: 'not-registered' | 'certificate-expired' | 'reader-fault' | 'no-identification') =>
  ({ state: 'failed', failure }) as const
const BORN_1950 = { birthDate: '1950-01-01' }

/** Every text of a language, joined. */
const everyText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? Object.values(value).map(everyText).join('\n') : String(value)
const reason = (code: keyof typeof TERMS.ja.reasons) => everyText(TERMS.ja.reasons[code])

describe('N04: how long an expired certificate can be read', () => {
  const expiredOn = (certificateExpiresOn: string, visitDate: string) =>
    decide({
      visitDate,
      presented: [card({ certificateExpiresOn })],
      reader: { state: 'down' },
    })
  it('one end: the last day of the third month after the month of expiry', () => {
    expect(codes(expiredOn('2026-06-15', '2026-09-30'))).not.toContain('CERT_EXPIRED')
    expect(codes(expiredOn('2026-06-15', '2026-10-01'))).toContain('CERT_EXPIRED')
    expect(codes(expiredOn('2026-02-10', '2026-05-31'))).not.toContain('CERT_EXPIRED')
    expect(codes(expiredOn('2026-02-10', '2026-06-01'))).toContain('CERT_EXPIRED')
  })
  it('the card’s own end has the same months', () => {
    const read = (cardExpiresOn: string) =>
      on([card({ cardExpiresOn })], { reader: { state: 'read' }, online: { code: 1 } })
    expect(codes(read('2026-10-15'))).toEqual(['CERT_GRACE'])
  })
  it('the reader’s answer wins over every computed end', () => {
    const late = on([card({ certificateExpiresOn: '2025-01-31' })], {
      reader: { state: 'read' },
      online: { code: 1 },
    })
    expect([late.outcome, codes(late)]).toEqual(['accept-with-note', ['CERT_GRACE']])
  })
  it.each([
    ['renewed', '2031-10-15', true],
    ['in its grace', '2026-10-15', false],
    ['expired', '2026-01-15', false],
  ])(
    'not registered, %s: registration at the reader is offered: %s %s',
    (_, certificateExpiresOn, isOffered) => {
      const { needs } = on([card({ certificateExpiresOn })], { reader: failed('not-registered') })
      expect(needs.includes('registration')).toBe(isOffered)
      expect(needs).toContain('eligibility-certificate')
    },
  )
  it('in words: one end, and not registered is normal for a renewed card', () => {
    expect(everyText(TERMS)).not.toMatch(/二通り|2通り/)
    expect(reason('CERT_GRACE')).toContain('3か月後の月末まで')
    expect(reason('NOT_REGISTERED')).toMatch(/通常のこと.*期限の切れたカードは登録できず/)
  })
})

describe('N14: the phone', () => {
  it('has no grace, and asks for the card itself', () => {
    const decision = on([{ type: 'phone' }], {
      desk: { phoneReader: true },
      reader: failed('certificate-expired'),
    })
    expect(codes(decision)).toEqual(['PHONE_NO_GRACE'])
    expect(decision.needs).toContain('my-number-card')
  })
  it('nothing promises a PIN for one system or another', () => {
    expect(everyText(WINDOW)).not.toMatch(/Android|iPhone|Google|Apple/i)
    expect(everyText(TERMS)).not.toMatch(/Android|iPhone|Google|Apple/i)
  })
})

describe('N15: the app at the desk', () => {
  const withApp = { desk: { deskApp: true } }
  it.each([
    ['the reader is broken', failed('reader-fault')],
    ['the patient cannot work it', failed('no-identification')],
    ['the line is down', { state: 'down' } as const],
  ])('comes before the fallbacks where %s', (_, reader) => {
    const needs = on([card()], { ...withApp, reader }).needs.filter((need) => need !== 'card-reading')
    expect(needs[0]).toBe('desk-app')
    expect(needs).toContain('portal-screen')
  })
  it('its answer is an online answer', () => {
    const eligible = on([card()], { ...withApp, reader: { state: 'down' }, online: { code: 1, by: 'app' } })
    expect([eligible.outcome, codes(eligible)[0]]).toEqual(['accept', 'OK_ONLINE'])
  })
  it('is not offered before April 2025, nor where the clinic has none', () => {
    const before = decide({
      ...withApp,
      visitDate: '2025-03-31',
      presented: [card()],
      reader: failed('reader-fault'),
    })
    expect(before.needs).not.toContain('desk-app')
    expect(on([card()], { reader: failed('reader-fault') }).needs).not.toContain('desk-app')
  })
})

it('N17: a notice of the scheme for the elderly counts with the card at 75 and over, with its share', () => {
  const decision = on([card(), { type: 'eligibility-notice', effectiveOn: '2026-08-01', burden: 2 }], {
    patient: BORN_1950,
    reader: { state: 'down' },
  })
  expect([decision.outcome, codes(decision), decision.burden]).toEqual([
    'accept-with-note',
    ['NOTICE_PLUS_CARD'],
    2,
  ])
})

it('N35: a 特定在留カード is named with the card, to the staff and in every language of the patient', () => {
  for (const { patient } of Object.values(WINDOW)) {
    expect(patient.ask['my-number-card']).toContain('特定在留カード')
  }
  expect(TERMS.ja.needs['my-number-card']).toContain('特定在留カード')
  expect(WINDOW.ja.desk.step.alsoResidenceCard).toContain('特定在留カード')
})

it('N36: ● in a name and another kana are a note, never a doubt', () => {
  const decision = on([{ type: 'eligibility-certificate', expiresOn: '2027-03-31', nameMatches: false }])
  expect([decision.outcome, codes(decision)]).toEqual(['accept-with-note', ['NAME_MISMATCH']])
  expect(decision.notes).toContain('TELL_INSURER')
  expect(reason('NAME_MISMATCH')).toMatch(/●.*フリガナ/)
})

it('N37: a photo is a hint in words, and no need', () => {
  expect(NEEDS.some((need) => /photo/.test(need))).toBe(false)
  for (const code of ['OK_CERTIFICATE', 'OTHER_PERSON'] as const)
    expect(reason(code)).toMatch(/顔写真つきの身分証.*条件にはなりません/)
})

it('N38: a lost card is stopped first, in every language of the patient', () => {
  const { notes, needs } = on([], { visit: { cardLost: true } })
  expect(notes[0]).toBe('STOP_LOST_CARD')
  expect(needs).toEqual(['eligibility-certificate'])
  for (const { patient } of Object.values(WINDOW)) expect(patient.say.stopLostCard).toContain('0120-95-0178')
  expect(reason('CARD_LOST')).toMatch(/0120-95-0178.*最短5日/)
})

it('N39: a certificate of an insurer whose papers all ended the day before: only the printed day counts', () => {
  const shown = (expiresOn: string) =>
    decide({ visitDate: '2026-12-01', presented: [{ type: 'eligibility-certificate', expiresOn }] })
  expect(codes(shown('2026-11-30'))).toEqual(['CERTIFICATE_EXPIRED'])
  expect(codes(shown('2026-12-01'))).toEqual(['OK_CERTIFICATE'])
  expect(codes(shown('2029-11-30'))).toEqual(['OK_CERTIFICATE'])
  expect(reason('CERTIFICATE_EXPIRED')).toMatch(/11月30日.*保険の資格が切れたとは限りません/)
})

it('days in words are the last day itself', () => {
  for (const code of ['OK_TEMPORARY_CERTIFICATE', 'TEMPORARY_CERTIFICATE_EXPIRED'] as const)
    expect(reason(code)).toContain('12月18日まで')
  expect(everyText(TERMS.ja.reasons)).not.toMatch(/[0-9０-９]日間/)
  for (const { patient } of Object.values(WINDOW))
    expect(everyText(patient)).not.toMatch(/20\s*(日間|days|天|일간|ngày|dias)/)
})

it('words speak of a document, not of one kind, where several give the reason', () => {
  expect(TERMS.ja.reasons.NEW_COVER_NOT_YET_ONLINE.line).not.toContain('資格確認書')
})

it('every rule of the list has its source, and is behind a reason or says of which matter it is', () => {
  for (const number of [4, 6, 14, 15, 17, 29, 35, 36, 37, 38, 39])
    expect(RULE_SOURCES).toHaveProperty(`N${String(number).padStart(2, '0')}`)
})
