/** A visit that is gone on with: what is corrected and settled meanwhile reaches its end, and it does not meet itself. */
import { describe, expect, test } from 'vitest'
import type { VisitChange } from '../../../contract/amend.ts'
import type { FollowUpKind, FollowUpResult } from '../../../contract/follow-up-kinds.ts'
import { fakeDesk } from './fakes.ts'

type Desk = ReturnType<typeof fakeDesk>

const row = (desk: Desk) => {
  const [newest] = desk.state().visits
  if (newest === undefined) throw new Error('no visit is listed')
  return newest
}
const reopen = (desk: Desk): void => {
  const { visit, seq } = row(desk)
  desk.intend({ type: 'reopen-visit', visit, seq, why: 'カードを持ってきた' })
}
const amend = (desk: Desk, change: VisitChange): void => {
  const { visit, seq } = row(desk)
  desk.intend({ type: 'amend-visit', visit, seq, change, why: '入力の間違い' })
}
const settle = (desk: Desk, what: FollowUpKind, result: FollowUpResult): void => {
  const { visit, seq } = row(desk)
  desk.intend({ type: 'settle-follow-up', visit, seq, what, result, share: null })
}
const park = (desk: Desk): void => desk.intend({ type: 'park-check-in' })
const recall = (desk: Desk): void => {
  const [one] = desk.state().tray
  desk.intend({ type: 'recall-check-in', id: one?.id ?? '' })
}
/** A visit of a number that nothing has confirmed. */
const unconfirmed = (desk: Desk, patientNumber = '4512'): void => {
  desk.intend({ type: 'set-patient-number', patientNumber })
  desk.intend({ type: 'set-queue-number', queueNumber: 'A-12' })
  desk.intend({ type: 'set-online', online: { unavailable: true } })
  desk.intend({ type: 'set-paid', paid: 'in-full' })
  desk.intend({ type: 'conclude', confirmed: true })
}
const end = (desk: Desk): void => {
  desk.intend({ type: 'set-online', online: { unavailable: true } })
  desk.intend({ type: 'conclude', confirmed: true })
}
const open = (desk: Desk) => desk.state().followUps.flatMap(({ what, done }) => (done === null ? [what] : []))
const refusals = (desk: Desk) =>
  desk.state().messages.flatMap(({ code, details }) => (code === 'AMEND_REFUSED' ? [details.why] : []))

describe('a correction while the visit is being gone on with', () => {
  test.each(['open', 'parked', 'parked, and the desk killed'] as const)('reaches its end: %s', (how) => {
    let desk = fakeDesk()
    unconfirmed(desk)
    reopen(desk)
    if (how !== 'open') park(desk)
    amend(desk, { patientNumber: '7001', queueNumber: 'B-1', paid: 'deposit', remark: '母親が来院' })
    if (how === 'parked, and the desk killed')
      desk = fakeDesk({ journal: desk.journal, takesOverFrom: 'crashed' })
    if (how !== 'open') recall(desk)
    expect(desk.checkIn()).toMatchObject({ patientNumber: '7001', queueNumber: 'B-1', paid: 'deposit' })
    end(desk)
    expect(row(desk)).toMatchObject({
      patientNumber: '7001',
      queueNumber: 'B-1',
      paid: 'deposit',
      remark: '母親が来院',
    })
    expect(open(desk)).toEqual(['unconfirmed', 'deposit'])
    amend(desk, { paid: null })
    reopen(desk)
    expect(desk.checkIn().paid).toBeNull()
  })

  test('that takes something away takes it away there too, and what the check-in says later counts', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    reopen(desk)
    park(desk)
    amend(desk, { patientNumber: null, paid: null })
    recall(desk)
    expect(desk.checkIn()).toMatchObject({ patientNumber: null, paid: null })
    desk.intend({ type: 'set-patient-number', patientNumber: '9' })
    end(desk)
    expect(row(desk)).toMatchObject({ patientNumber: '9', paid: null })
  })

  test('to another patient asks the journal about that one', () => {
    const desk = fakeDesk()
    unconfirmed(desk, '7001')
    unconfirmed(desk, '4512')
    reopen(desk)
    park(desk)
    amend(desk, { patientNumber: '7001' })
    recall(desk)
    expect(desk.checkIn().seenBefore?.patientNumber).toBe('7001')
  })

  test('of the outcome is refused in words, as the new end says it; nothing of it is on record', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    reopen(desk)
    park(desk)
    amend(desk, { outcome: 'accept' })
    expect(refusals(desk)).toEqual(['reopened'])
    expect(desk.journal.names()).not.toContain('amended')
    recall(desk)
    desk.intend({ type: 'cancel' })
    amend(desk, { outcome: 'accept' })
    expect(row(desk).outcome).toBe('accept')
  })

  test('that cannot be put on record leaves the check-in as it was', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    reopen(desk)
    desk.journal.fail('disk-full')
    amend(desk, { patientNumber: '7001' })
    expect(refusals(desk)).toEqual(['not-on-record'])
    expect(desk.checkIn().patientNumber).toBe('4512')
  })
})

test.each(['４５１３', ' 4513 ', '　4513'])(
  'an amended number is kept as every other is: %s',
  (patientNumber) => {
    const desk = fakeDesk()
    unconfirmed(desk)
    amend(desk, { patientNumber, queueNumber: ' Ａ-1３ ' })
    expect(row(desk)).toMatchObject({ patientNumber: '4513', queueNumber: 'A-13' })
    amend(desk, { patientNumber: ' 　' })
    expect(row(desk).patientNumber).toBeNull()
  },
)

describe('what was settled', () => {
  test('money that was given back is not asked for again', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    settle(desk, 'paid-in-full', 'refunded')
    reopen(desk)
    end(desk)
    expect(open(desk)).toEqual(['unconfirmed'])
    expect(
      fakeDesk({ journal: desk.journal })
        .state()
        .followUps.map(({ what }) => what),
    ).toEqual(['unconfirmed'])
    // A third end too; and once the money was taken anew by a correction, it is.
    reopen(desk)
    end(desk)
    expect(open(desk)).toEqual(['unconfirmed'])
    amend(desk, { paid: null })
    amend(desk, { paid: 'in-full' })
    expect(open(desk)).toContain('paid-in-full')
  })

  test('an answer that came while the visit was being gone on with stays; one from before is asked for anew', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    settle(desk, 'unconfirmed', 'valid')
    reopen(desk)
    end(desk)
    expect(open(desk)).toEqual(['unconfirmed', 'paid-in-full'])
    reopen(desk)
    park(desk)
    settle(desk, 'unconfirmed', 'valid')
    recall(desk)
    end(desk)
    expect(open(desk)).toEqual(['paid-in-full'])
  })

  test('“did not come” is over once the patient has come', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    settle(desk, 'paid-in-full', 'did-not-come')
    reopen(desk)
    end(desk)
    expect(open(desk)).toContain('paid-in-full')
  })
})

describe('the check-in that goes on with a visit', () => {
  test('does not meet its own visit as an earlier one, nor one that came later', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    const first = row(desk)
    reopen(desk)
    expect(desk.checkIn()).toMatchObject({ patientNumber: '4512', seenBefore: null, visit: {} })
    end(desk)
    reopen(desk)
    expect(desk.checkIn().seenBefore).toBeNull()
    desk.intend({ type: 'cancel' })
    unconfirmed(desk)
    const later = row(desk)
    reopen(desk)
    expect(desk.checkIn().seenBefore?.last.day).toBe(first.day)
    expect(desk.checkIn().seenBefore?.open.map(({ seq }) => seq)).not.toContain(later.seq)
  })

  test('keeps the number of the queue and the papers beside the insurance, with what is kept of their numbers', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-queue-number', queueNumber: 'A-12' })
    desk.intend({
      type: 'hand-in-draft',
      draft: {
        form: 'public-aid',
        documentId: null,
        edit: 1,
        fields: { payerNumber: '54136015', recipientNumber: '1234566', expiresOn: 'R9.3.31' },
      },
    })
    desk.intend({ type: 'set-online', online: { unavailable: true } })
    desk.intend({ type: 'conclude', confirmed: true })
    const recorded = () => {
      const last = desk.journal.events().findLast(({ event }) => event === 'concluded')
      return last?.event === 'concluded' ? last.publicAid : undefined
    }
    const before = recorded()
    expect(before).toMatchObject([{ law: '54', until: '2027-03-31', recipient: { lastCharacters: '566' } }])
    reopen(desk)
    expect(desk.checkIn()).toMatchObject({
      queueNumber: 'A-12',
      publicAid: [{ kind: 'intractable-disease', until: '2027-03-31', seen: true, payer: null }],
    })
    desk.intend({ type: 'see-public-aid', id: desk.checkIn().publicAid[0]?.id ?? '', seen: true })
    end(desk)
    expect(recorded()).toEqual(before)
    expect(row(desk).queueNumber).toBe('A-12')
    expect(desk.journal.text()).not.toContain('1234566')
  })
})
