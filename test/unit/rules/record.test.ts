/** The road and the part of a decision that the journal keeps, and what a visit leaves open. */
import { describe, expect, it } from 'vitest'
import type { CheckIn } from '../../../contract/check-in.ts'
import { isAccepted, isReasonCode, REASONS } from '../../../contract/decision.ts'
import { ROADS } from '../../../contract/journal-fields.ts'
import { decide } from '../../../main/rules/decide.ts'
import { decisionRecord } from '../../../main/rules/decision-record.ts'
import { leftOpen } from '../../../main/rules/left-open.ts'
import { roadOf } from '../../../main/rules/road-of.ts'

const TODAY = '2026-11-28'
const CERTIFICATE = { type: 'eligibility-certificate', expiresOn: '2027-03-31' } as const
const reasons = (...codes: (keyof typeof REASONS)[]) => ({
  reasons: codes.map((code) => ({ code, rules: [] })),
})
const recordOf = (checkIn: CheckIn) => decisionRecord(checkIn, decide(checkIn), '2026-01-01')

describe('the road of a decision', () => {
  it.each([
    [['OK_ONLINE'], 'online'],
    [['OK_PRESCRIPTION'], 'prescription'],
    [['FULL_PAY_SPECIAL', 'NOTICE_PLUS_CARD'], 'card-with-information'],
    [['FULL_PAY_SPECIAL'], 'certificate'],
    [['NO_PROOF'], 'none'],
    [['CERTIFICATE_EXPIRED', 'OK_ONLINE'], 'none'],
    [[], 'none'],
  ] as const)('%j: %s', (codes, road) => expect(roadOf(reasons(...codes))).toBe(road))

  it('every reason that accepts has one, and no other', () => {
    for (const code of Object.keys(REASONS).filter(isReasonCode)) {
      const road = roadOf(reasons(code))
      expect(ROADS).toContain(road)
      expect(road === 'none', code).toBe(!isAccepted(REASONS[code]))
    }
  })
})

describe('the record of a decision', () => {
  it('has the outcome, the road, the reader, the answer and the kinds of papers', () => {
    expect(recordOf({ visitDate: TODAY, presented: [CERTIFICATE] })).toEqual({
      visitDate: TODAY,
      outcome: 'accept',
      reasons: ['OK_CERTIFICATE'],
      road: 'certificate',
      reader: 'not-tried',
      online: 'not-asked',
      documents: ['eligibility-certificate'],
      expiresOn: '2027-03-31',
      ruleSet: '2026-01-01',
    })
  })

  it('names why the reader failed, and that the answer could not be had', () => {
    const record = recordOf({
      visitDate: TODAY,
      presented: [{ type: 'my-number-card' }, { type: 'phone' }],
      reader: { state: 'failed', failure: 'reader-fault' },
      online: { unavailable: true },
    })
    expect(record).toMatchObject({
      reader: 'failed',
      readerFailure: 'reader-fault',
      online: 'unavailable',
      documents: ['my-number-card', 'phone'],
    })
    expect(record).not.toHaveProperty('expiresOn')
  })

  it('keeps the code that was answered, and the first last day of the papers', () => {
    const record = recordOf({
      visitDate: TODAY,
      presented: [{ type: 'eligibility-notice' }, CERTIFICATE, { ...CERTIFICATE, expiresOn: '2030-01-01' }],
      reader: { state: 'down' },
      online: { code: 4 },
    })
    expect([record.online, record.expiresOn, record.reader]).toEqual([4, '2027-03-31', 'down'])
    expect(record).not.toHaveProperty('readerFailure')
  })
})

describe('what a visit leaves open', () => {
  const END = {
    outcome: 'accept-with-note',
    ticked: [],
    ofOutage: false,
    isDown: false,
    online: null,
    paid: null,
    workForm: null,
  } as const
  const decision = (notes: Parameters<typeof leftOpen>[0]['notes'], ...codes: (keyof typeof REASONS)[]) => ({
    ...reasons(...codes),
    notes,
  })
  const taken = decision(['ASK_COVER_CHANGED', 'RECHECK_LATER'], 'NOTICE_PLUS_CARD')
  const none = decision([], 'NO_PROOF')
  const work = decision([], 'NOT_HEALTH_INSURANCE')

  it.each([
    ['notes that nobody has ticked', taken, { ticked: ['ASK_COVER_CHANGED'] }, ['RECHECK_LATER']],
    ['nothing where all is ticked', taken, { ticked: ['ASK_COVER_CHANGED', 'RECHECK_LATER'] }, []],
    ['a newer entitlement', decision([], 'OK_CERTIFICATE', 'NEW_QUAL_FOUND'), {}, ['newer-entitlement']],
    ['no proof', none, { outcome: 'not-confirmed' }, ['unconfirmed']],
    [
      'no proof, paid in full',
      none,
      { outcome: 'not-confirmed', paid: 'in-full' },
      ['unconfirmed', 'paid-in-full'],
    ],
    ['no proof, a deposit', none, { outcome: 'not-confirmed', paid: 'deposit' }, ['unconfirmed', 'deposit']],
    ['no proof, the system down', none, { outcome: 'not-confirmed', isDown: true }, ['outage']],
    ['no proof, and staff took it', none, { outcome: 'accept' }, []],
    ['no proof, and staff took it while down', none, { outcome: 'accept', isDown: true }, ['outage']],
    ['no proof, and staff took it after the outage', none, { outcome: 'accept', ofOutage: true }, ['outage']],
    ['work, its form later', work, { outcome: 'need-more', workForm: 'later' }, ['work-form']],
    ['work, nothing said of its form', work, { outcome: 'need-more' }, ['work-form']],
    ['work, its form brought', work, { outcome: 'need-more', workForm: 'brought' }, []],
    [
      'work, its form later, the system down',
      work,
      { outcome: 'need-more', workForm: 'later', isDown: true },
      ['work-form'],
    ],
    ['taken in the outage mode', taken, { ofOutage: true }, ['outage', 'ASK_COVER_CHANGED']],
    ['taken while the system is down', taken, { isDown: true }, ['outage', 'ASK_COVER_CHANGED']],
    [
      'confirmed by paper while the system is down',
      decision([], 'OK_CERTIFICATE'),
      { isDown: true, outcome: 'accept' },
      ['outage'],
    ],
    [
      'confirmed online while the system is said to be down',
      decision([], 'OK_ONLINE'),
      { isDown: true, ofOutage: true, online: { code: 1 }, outcome: 'accept' },
      [],
    ],
    [
      'confirmed online after the outage in which it began',
      taken,
      { ofOutage: true, online: { code: 1, by: 'number' } },
      ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
    ],
    [
      'a newer entitlement confirmed online after the outage in which it began',
      taken,
      { ofOutage: true, online: { code: 3, by: 'number' } },
      ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
    ],
    [
      'medical assistance confirmed online after the outage in which it began',
      taken,
      { ofOutage: true, online: { code: 6, by: 'number' } },
      ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
    ],
    [
      'a paper that the official side does not know, after the outage',
      decision(['RECHECK_LATER'], 'ONLINE_NOT_FOUND_DOC_VALID'),
      { ofOutage: true, online: { code: 4, by: 'number' } },
      ['outage'],
    ],
    ['work that staff took while down', work, { isDown: true, ofOutage: true, outcome: 'accept' }, []],
    [
      'confirmed in the outage mode',
      decision([], 'OUTAGE_MODE'),
      { ofOutage: true, outcome: 'accept' },
      ['outage'],
    ],
    ['not taken in the outage mode', none, { ofOutage: true, outcome: 'not-confirmed' }, ['outage']],
    [
      'taken in an outage, checked again since',
      taken,
      { ofOutage: true, ticked: ['RECHECK_LATER'] },
      ['ASK_COVER_CHANGED'],
    ],
    [
      'ticked as checked again while the system is still down',
      taken,
      { isDown: true, ticked: ['RECHECK_LATER'] },
      ['outage', 'ASK_COVER_CHANGED'],
    ],
  ] as const)('%s', (_, about, end, left) => expect(leftOpen(about, { ...END, ...end })).toEqual(left))
})
