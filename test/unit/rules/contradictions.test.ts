/** The seeds contradict one another; each test shows the reading that was chosen. Sources: rules.md §1.1. */
import { describe, expect, test } from 'vitest'
import type { CheckIn, Document } from '../../../contract/check-in.ts'
import { decide } from '../../../main/rules/decide.ts'

const on = (visitDate: string, presented: Document[], rest: Partial<CheckIn> = {}) => {
  const { outcome, reasons, needs, burden } = decide({ visitDate, presented, ...rest })
  return { outcome, reason: reasons[0]?.code, needs, burden }
}
const TODAY = '2026-11-22'
const card: Document = { type: 'my-number-card' }
const notice: Document = { type: 'eligibility-notice' }
const portal: Document = { type: 'portal-screen' }
const down: Partial<CheckIn> = { reader: { state: 'down' } }

describe('K1 card and notice: always, or only when the reader fails', () => {
  test('the reader comes first', () => {
    expect(on(TODAY, [card, notice])).toMatchObject({ outcome: 'need-more', reason: 'READER_FIRST' })
  })
  test.each([
    { state: 'down' },
    { state: 'failed', failure: 'card-unreadable' },
    { state: 'failed', failure: 'reader-fault' },
    { state: 'failed', failure: 'no-identification' },
  ] as const)('a recorded failure opens the road: $state $failure', (reader) => {
    expect(on(TODAY, [card, notice], { reader }).reason).toBe('NOTICE_PLUS_CARD')
  })
})

describe('K2 マイナンバーカード or マイナ保険証', () => {
  test('a card known to be unregistered is not enough', () => {
    const reader = { state: 'failed', failure: 'not-registered' } as const
    expect(on(TODAY, [card, notice], { reader })).toMatchObject({
      reason: 'NOT_REGISTERED',
      needs: ['registration', 'eligibility-certificate'],
    })
  })
  test('a dead reader cannot see the registration', () => {
    expect(on(TODAY, [card, notice], down).outcome).toBe('accept-with-note')
  })
})

describe('K3 the last day of a certificate: half-yearly, five years, or as printed', () => {
  const certificate = (expiresOn: string): Document => ({
    type: 'eligibility-certificate',
    issuedOn: '2026-07-25',
    expiresOn,
    expiryRule: 'half-yearly',
  })
  test('the printed day decides, inclusive', () => {
    expect(on('2026-12-01', [certificate('2026-12-01')]).outcome).toBe('accept')
    expect(on('2026-12-02', [certificate('2026-12-01')]).reason).toBe('CERTIFICATE_EXPIRED')
  })
  test('grid and five years are warnings', () => {
    expect(on(TODAY, [certificate('2027-06-01')])).toMatchObject({
      outcome: 'accept-with-note',
      reason: 'EXPIRY_GRID_MISMATCH',
    })
  })
})

describe('K4 the last day of a notice: none, or printed', () => {
  test('none is normal', () => {
    expect(on(TODAY, [card, notice], down).reason).toBe('NOTICE_PLUS_CARD')
  })
  const expired: Document = { ...notice, expiresOn: '2026-07-31' }
  test('a printed one that has passed spoils the share', () => {
    const elderly = { ...down, patient: { birthDate: '1952-06-06' } }
    expect(on(TODAY, [card, expired], elderly).reason).toBe('NOTICE_RATIO_EXPIRED')
  })
  test('at any other age, or at an unknown one, it is no current information', () => {
    const younger = { ...down, patient: { birthDate: '1980-06-06' } }
    expect(on(TODAY, [card, expired], younger).reason).toBe('NOTICE_EXPIRED')
    expect(on(TODAY, [card, expired], down).reason).toBe('NOTICE_EXPIRED')
  })
})

test('K5 certificates by application or ex officio: nobody is expected to have one', () => {
  for (const presented of [[], [card], [notice]])
    expect(decide({ visitDate: TODAY, presented }).needs.length).toBeGreaterThan(1)
})

describe('K6 an expired electronic certificate: at once, or after three months', () => {
  test('three months of grace, where the reader answers', () => {
    const shown: Document = { ...card, certificateExpiresOn: '2026-11-21' }
    expect(on(TODAY, [shown], { reader: { state: 'read' }, online: { code: 1 } }).reason).toBe('CERT_GRACE')
  })
})

test('K7 a lost notice: whether it is reissued is not decided here; card and reader do without it', () => {
  expect(on(TODAY, [card], { reader: { state: 'read' }, online: { code: 1 } }).reason).toBe('OK_ONLINE')
})

test('K8 a certificate that is not needed any more is still taken in date', () => {
  const certificate: Document = { type: 'eligibility-certificate', expiresOn: '2027-03-31' }
  expect(on(TODAY, [card, certificate], { reader: { state: 'read' }, online: { code: 1 } }).outcome).toBe(
    'accept',
  )
  expect(on(TODAY, [certificate]).outcome).toBe('accept')
})

test('K9 the old card: 2025-12-01 still counts, 2025-12-02 does not', () => {
  const old: Document = { type: 'insurance-card' }
  expect(on('2025-12-01', [old]).reason).toBe('OK_INSURANCE_CARD')
  // Through 2026-07-31 its number could still be looked up (N06).
  expect(on('2025-12-02', [old])).toMatchObject({ outcome: 'need-more', reason: 'INSURANCE_CARD_EXPIRED' })
  expect(on('2026-08-01', [old]).reason).toBe('INSURANCE_CARD_ENDED')
})

describe('K10 the share: on a paper of its own, or printed', () => {
  const certificate: Document = { type: 'eligibility-certificate', expiresOn: '2027-03-31' }
  const elderly = { ...down, patient: { birthDate: '1954-05-05' } }
  test.each([
    ['printed on the certificate', [{ ...certificate, burden: 2 as const }]],
    ['in a 高齢受給者証', [certificate, { type: 'elderly-recipient-certificate', burden: 2 } as const]],
    ['printed on a notice', [certificate, { ...notice, burden: 2 as const }]],
  ])('%s', (_, presented) => {
    expect(on(TODAY, presented, elderly)).toMatchObject({ outcome: 'accept', burden: 2 })
  })
})

test('K11 the portal has one view that counts, by whatever name, on screen or saved', () => {
  expect(on(TODAY, [card, portal], down).reason).toBe('PORTAL_PLUS_CARD')
  expect(on(TODAY, [card, { ...portal, saved: true }], down).reason).toBe('PORTAL_PLUS_CARD')
})

test('K12 effective before issued is allowed', () => {
  const days = { issuedOn: '2024-12-02', effectiveOn: '2024-12-01', expiresOn: '2025-07-31' }
  expect(on('2025-01-10', [{ type: 'eligibility-certificate', ...days }]).outcome).toBe('accept')
  expect(on('2024-12-02', [card, { ...notice, ...days }], down).outcome).toBe('accept-with-note')
})
