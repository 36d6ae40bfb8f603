import { describe, expect, it } from 'vitest'
import { type CheckInView, emptyCheckIn } from '../../../contract/desk.ts'
import { declaredBirthDay } from '../../../renderer/paper/declared.ts'
import { slipLines } from '../../../renderer/paper/slip-lines.ts'
import { whyNotConfirmed } from '../../../renderer/paper/why-not.ts'

const EMPTY = emptyCheckIn({ id: 'c', openedAt: '2026-11-29T10:00:00.000+09:00', visitDate: '2026-11-29' })
const view = (parts: Partial<CheckInView>): CheckInView => ({ ...EMPTY, ...parts })
const card = (certificateExpiresOn: string): CheckInView['evidence'] => [
  {
    id: 'e1',
    document: { type: 'my-number-card', certificateExpiresOn },
    source: 'manual',
    claims: {},
    confirmed: true,
  },
]
const declared = (birthDate: string): CheckInView['evidence'] => [
  {
    ...{ id: 'e2', source: 'manual', confirmed: true, claims: { birthDate } },
    document: { type: 'self-declaration' },
  },
]
const NOTHING: CheckInView['decided'] = {
  seq: 1,
  decision: {
    outcome: 'not-confirmed',
    reasons: [{ code: 'NO_PROOF', rules: [] }],
    ...{ needs: [], notes: [], burden: 10, overridable: true },
  },
}

describe('why the clinic could not check, on the declaration', () => {
  it.each([
    [view({ reader: { state: 'failed', failure: 'not-registered' } }), 'not-registered'],
    [view({ reader: { state: 'down' }, online: { unavailable: true } }), 'down'],
    [view({ online: { unavailable: true } }), 'unavailable'],
    [view({ reader: { state: 'read' }, online: { code: 4 } }), 'not-found'],
    [view({ online: { code: 5 } }), 'several'],
    [view({ outageMode: true }), 'outage'],
    [view({ visit: { cardLost: true } }), 'card-lost'],
    [view({ evidence: card('2026-11-28') }), 'certificate-expired'],
    [view({ decided: NOTHING }), 'nothing'],
  ])('%#', (checkIn, why) => {
    const found = whyNotConfirmed(checkIn)
    expect(found === null ? null : 'why' in found ? found.why : found.failure).toBe(why)
  })

  it('stays empty while nothing is known, and where the card could still be read', () => {
    expect(whyNotConfirmed(EMPTY)).toBeNull()
    expect(whyNotConfirmed(view({ evidence: card('2026-11-29'), decided: NOTHING }))).toBeNull()
  })
})

describe('the birth date on the declaration', () => {
  const typed = (birthDate: string, day?: string): CheckInView =>
    view({
      birthDate: '1950-04-01',
      draft: {
        ...{ form: 'self-declaration', documentId: null, fields: { birthDate }, edit: 1, scanned: [] },
        ...{ refused: false },
        checks: day === undefined ? {} : { birthDate: { tone: 'ok', code: 'DAY', details: { day } } },
      },
    })

  it('is the day that the desk has read, however it is typed, and none while it is no day', () => {
    expect(declaredBirthDay(typed('H5.3.3', '1993-03-03'))).toBe('1993-03-03')
    expect(declaredBirthDay(typed('H5.'))).toBeNull()
    expect(declaredBirthDay(typed(''))).toBeNull()
  })

  it('is the one handed in, before what another paper says', () => {
    expect(declaredBirthDay(view({ birthDate: '1950-04-01', evidence: declared('1993-03-03') }))).toBe(
      '1993-03-03',
    )
    expect(declaredBirthDay(view({ birthDate: '1950-04-01' }))).toBe('1950-04-01')
  })
})

describe('what the slip says', () => {
  const visit = (
    outcome: 'accept' | 'accept-with-note' | 'need-more',
    reason: Parameters<typeof slipLines>[0]['reason'],
  ) => ({
    ...{ outcome, reason, overridden: false, paid: null },
  })

  it('asks a confirmed patient to wait, and for nothing', () => {
    expect(slipLines(visit('accept', 'OK_ONLINE'))).toEqual(['wait'])
  })

  it('says what to bring, and never why', () => {
    expect(slipLines(visit('need-more', 'ONLINE_INVALID'))).toEqual(['wait', 'bring'])
    expect(slipLines(visit('accept-with-note', 'PAST_RECORD_ORAL'))).toEqual(['wait', 'bring'])
    expect(slipLines(visit('accept-with-note', 'SELF_DECLARATION'))).toEqual(['wait', 'number'])
    expect(slipLines(visit('accept-with-note', 'CERT_GRACE'))).toEqual(['wait', 'renew'])
  })

  it('asks after an accident at work for its papers, not for the card', () => {
    expect(slipLines(visit('need-more', 'NOT_HEALTH_INSURANCE'))).toEqual(['wait', 'work'])
  })
})
