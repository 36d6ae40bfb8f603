/** Visits after their end: corrected, reopened, followed up; on record each time, and shown as they stand. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { VisitChange } from '../../../contract/amend.ts'
import type { Intent } from '../../../contract/intents.ts'
import { MAX_PARKED } from '../../../contract/tray.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { fakeDesk } from './fakes.ts'

type Desk = ReturnType<typeof fakeDesk>

/** A visit that nothing has confirmed. */
const unconfirmed = (desk: Desk): void => {
  desk.intend({ type: 'set-online', online: { unavailable: true } })
  desk.intend({ type: 'conclude', confirmed: true })
}
/** A visit that was accepted, with a recheck promised. */
const accepted = (desk: Desk): void => {
  desk.intend({ type: 'set-visit', visit: { emergency: true } })
  desk.intend({ type: 'conclude', confirmed: true })
}
const newest = (desk: Desk) => {
  const [row] = desk.state().visits
  if (row === undefined) throw new Error('no visit is listed')
  return row
}
const amend = (desk: Desk, change: VisitChange, why = '入力の間違い', row = newest(desk)): void =>
  desk.intend({ type: 'amend-visit', visit: row.visit, seq: row.seq, change, why })
const open = (desk: Desk) => desk.state().followUps.filter(({ done }) => done === null)
const refusals = (desk: Desk) =>
  desk.state().messages.flatMap(({ code, details }) => (code === 'AMEND_REFUSED' ? [details.why] : []))
const settle = (desk: Desk, what: Extract<Intent, { type: 'settle-follow-up' }>['what']): void => {
  const one = desk.state().followUps.find((each) => each.what === what)
  if (one === undefined) throw new Error(`nothing to do: ${what}`)
  const result = what === 'paid-in-full' ? 'refunded' : what === 'TELL_INSURER' ? 'done' : 'valid'
  desk.intend({ type: 'settle-follow-up', visit: one.visit, seq: one.seq, what, result, share: null })
}

describe('a correction', () => {
  test('is a row beside the visit, which stays as it was; every list shows what is right, and that it was corrected', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    const before = desk.journal.events().find(({ event }) => event === 'concluded')
    amend(desk, { patientNumber: '00412', outcome: 'accept', remark: '母親が来院' })
    expect(newest(desk)).toMatchObject({
      patientNumber: '00412',
      outcome: 'accept',
      remark: '母親が来院',
      amended: true,
    })
    expect(desk.journal.events().find(({ event }) => event === 'concluded')).toBe(before)
    expect(desk.journal.events().at(-1)).toMatchObject({
      event: 'amended',
      staff: 'reception',
      visit: newest(desk).visit,
      visitSeq: newest(desk).seq,
      why: '入力の間違い',
      patientNumber: '00412',
      outcome: 'accept',
    })
    // A task that only the outcome had left is done with it.
    expect(open(desk).map(({ what }) => what)).not.toContain('unconfirmed')
  })

  test('of a correction goes on from what it made right; what is taken away is gone', () => {
    const desk = fakeDesk()
    accepted(desk)
    amend(desk, { patientNumber: '1', paid: 'in-full', remark: 'a' })
    expect(open(desk).map(({ what }) => what)).toContain('paid-in-full')
    amend(desk, { patientNumber: '2', paid: 'deposit' })
    expect(newest(desk)).toMatchObject({ patientNumber: '2', paid: 'deposit', remark: 'a' })
    expect(open(desk).map(({ what }) => what)).not.toContain('paid-in-full')
    amend(desk, { patientNumber: null, paid: null, remark: null })
    expect(newest(desk)).toMatchObject({ patientNumber: null, paid: null, remark: null })
    expect(desk.journal.names().filter((name) => name === 'amended')).toHaveLength(3)
  })

  test('to what is so already, of a visit that is gone, or with an individual number is refused and says why', () => {
    const desk = fakeDesk()
    accepted(desk)
    const row = newest(desk)
    amend(desk, { outcome: row.outcome, patientNumber: null })
    expect(refusals(desk)).toEqual(['nothing-changed'])
    amend(desk, { patientNumber: '5' }, 'w', { ...row, visit: 'another' })
    expect(refusals(desk)).toEqual(['gone'])
    amend(desk, { patientNumber: '5' }, 'w', { ...row, seq: 999 })
    expect(refusals(desk)).toEqual(['gone'])
    amend(desk, { patientNumber: '5' }, '個人番号 123456789018')
    expect(refusals(desk)).toEqual(['individual-number'])
    amend(desk, { remark: '1234 5678 9018' })
    expect(refusals(desk)).toEqual(['individual-number'])
    expect(desk.journal.names()).not.toContain('amended')
    expect(desk.journal.text()).not.toContain('123456789018')
  })

  test('that cannot be put on record is not made', () => {
    const desk = fakeDesk()
    accepted(desk)
    desk.journal.fail('disk-full')
    amend(desk, { patientNumber: '5' })
    expect(refusals(desk)).toEqual(['not-on-record'])
    expect(newest(desk).patientNumber).toBeNull()
  })
})

describe('a visit that is reopened', () => {
  const reopen = (desk: Desk, row = newest(desk)): void =>
    desk.intend({ type: 'reopen-visit', visit: row.visit, seq: row.seq, why: 'カードを持ってきた' })

  test('goes on with its numbers and what was paid; its new end takes the place of the first, and counts once', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    amend(desk, { patientNumber: '00412', paid: 'in-full' })
    const first = newest(desk)
    reopen(desk)
    const checkIn = desk.checkIn()
    expect(checkIn).toMatchObject({
      patientNumber: '00412',
      paid: 'in-full',
      reopens: { visit: first.visit, seq: first.seq },
    })
    // The agreement is decided on: the visit can end again as it is.
    expect(desk.journal.names().slice(-3)).toEqual(['reopened', 'check-in-opened', 'decided'])
    expect(desk.reason()).toBe('NO_PROOF')
    expect(desk.journal.events().at(-3)).toMatchObject({
      event: 'reopened',
      visit: first.visit,
      visitSeq: first.seq,
      checkIn: checkIn.id,
    })
    // Until it ends, the visit stands.
    expect(desk.state().visits).toHaveLength(1)
    accepted(desk)
    expect(desk.state().visitCount).toBe(1)
    expect(newest(desk)).toMatchObject({ visit: checkIn.id, patientNumber: '00412', amended: true })
    expect(open(desk).map(({ what }) => what)).not.toContain('unconfirmed')
    expect(open(desk).map(({ what }) => what)).toContain('paid-in-full')
    amend(desk, { patientNumber: '9' }, 'w', first)
    expect(refusals(desk)).toEqual(['superseded'])
    amend(desk, { patientNumber: '9' })
    expect(newest(desk).patientNumber).toBe('9')
  })

  test('is refused where that cannot be put on record: its end would count as another visit', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    desk.journal.fail('disk-full')
    reopen(desk)
    expect(refusals(desk)).toEqual(['not-on-record'])
    expect(desk.state().checkIn).toBeNull()
  })

  test('is refused in words where the tray is full, and nothing is on record of it', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    const row = newest(desk)
    for (let one = 0; one < MAX_PARKED; one += 1) {
      desk.intend({ type: 'open-check-in' })
      desk.intend({ type: 'park-check-in' })
    }
    desk.intend({ type: 'open-check-in' })
    const { id } = desk.checkIn()
    reopen(desk, row)
    expect(desk.checkIn().id).toBe(id)
    expect(desk.messages()).toContain('TRAY_FULL')
    expect(desk.journal.names()).not.toContain('reopened')
  })

  test('and given up stands as it was', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    const { visits, followUps } = desk.state()
    reopen(desk)
    desk.intend({ type: 'cancel' })
    expect([desk.state().visits, desk.state().followUps]).toEqual([visits, followUps])
  })

  test('parks whoever is at the desk, is begun once, and is refused on another day', () => {
    const desk = fakeDesk()
    accepted(desk)
    const row = newest(desk)
    desk.intend({ type: 'open-check-in' })
    const other = desk.checkIn().id
    reopen(desk, row)
    const begun = desk.checkIn().id
    expect(desk.state().tray.map(({ id }) => id)).toEqual([other])
    reopen(desk, row)
    expect(desk.checkIn().id).toBe(begun)
    desk.intend({ type: 'recall-check-in', id: other })
    reopen(desk, row)
    expect(desk.checkIn().id).toBe(begun)
    expect(desk.journal.names().filter((name) => name === 'reopened')).toHaveLength(1)
    desk.intend({ type: 'cancel' })
    desk.pass(24 * 60 * 60 * 1_000)
    reopen(desk, row)
    expect(refusals(desk)).toEqual(['not-today'])
  })
})

describe('what a visit has left to do', () => {
  test('stays in its place when it is done, says who did it, and can be undone; twice changes nothing more', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    accepted(desk)
    const ids = desk.state().followUps.map(({ id }) => id)
    settle(desk, 'unconfirmed')
    expect(desk.state().followUps.map(({ id }) => id)).toEqual(ids)
    const [done] = desk.state().followUps
    expect(done).toMatchObject({ what: 'unconfirmed', done: { result: 'valid', staff: 'reception' } })
    settle(desk, 'unconfirmed')
    expect(desk.journal.names().filter((name) => name === 'follow-up-done')).toHaveLength(1)
    if (done === undefined) throw new Error('nothing was left')
    const { visit, seq, what } = done
    for (const _ of [1, 2]) desk.intend({ type: 'undo-follow-up', visit, seq, what })
    expect(desk.journal.names().filter((name) => name === 'follow-up-undone')).toHaveLength(1)
    expect(desk.state().followUps.map(({ id, done: how }) => [id, how])).toEqual(ids.map((id) => [id, null]))
  })

  test('takes only a result that can come of it', () => {
    const desk = fakeDesk()
    unconfirmed(desk)
    const [one] = desk.state().followUps
    if (one === undefined) throw new Error('nothing was left')
    const { visit, seq, what } = one
    desk.intend({ type: 'settle-follow-up', visit, seq, what, result: 'refunded', share: 3 })
    expect(desk.journal.names()).not.toContain('follow-up-done')
  })
})

describe('rights', () => {
  test('whoever may not correct is refused at the desk itself, and it is on record', async () => {
    const desk = fakeDesk()
    accepted(desk)
    const row = newest(desk)
    desk.intend({ type: 'add-person', name: '見本 管理', role: 'administrator', secret: '2468' })
    await new Promise((resolve) => setImmediate(resolve))
    // Nobody is signed in: the locked desk hears none of it.
    amend(desk, { patientNumber: '5' }, 'w', row)
    desk.intend({ type: 'open-visit', visit: row.visit, seq: row.seq })
    expect(desk.state().office.opened).toBeNull()
    expect(desk.journal.names()).not.toContain('amended')
  })

  test('what was open of the journal is closed to whoever comes next', async () => {
    const desk = fakeDesk()
    accepted(desk)
    const row = newest(desk)
    const month = desk.state().today.slice(0, 7)
    desk.intend({ type: 'open-visit', visit: row.visit, seq: row.seq })
    // Found and counted by a real journal elsewhere (journal-care.test.ts); what became of it is what matters here.
    const { history, statistics } = STATES.office.office
    desk.service.tell({ type: 'office', change: { history, statistics } })
    desk.intend({ type: 'list-month', month })
    expect(desk.state().office.opened?.steps.map(({ what }) => what)).toEqual(['concluded'])
    const { office } = desk.state()
    for (const shown of [office.history, office.statistics, office.month]) expect(shown).not.toBeNull()
    desk.intend({ type: 'add-person', name: '見本 管理', role: 'administrator', secret: '2468' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(desk.state().office).toMatchObject({ opened: null, history: null, statistics: null, month: null })
  })
})

describe('whatever happens', () => {
  const steps = fc.array(
    fc.oneof(
      fc.constantFrom('unconfirmed' as const, 'accepted' as const),
      fc.record({
        act: fc.constantFrom('amend' as const, 'reopen' as const, 'settle' as const, 'undo' as const),
        of: fc.nat(10),
        what: fc.nat(5),
      }),
    ),
    { maxLength: 25 },
  )

  test('a desk that starts anew from the journal has the same lists as the one that runs', () => {
    fc.assert(
      fc.property(steps, (some) => {
        const desk = fakeDesk()
        for (const step of some) {
          if (step === 'unconfirmed') unconfirmed(desk)
          else if (step === 'accepted') accepted(desk)
          else {
            const { visits, followUps } = desk.state()
            const row = visits[step.of % Math.max(1, visits.length)]
            const left = followUps[step.what % Math.max(1, followUps.length)]
            if (step.act === 'amend' && row !== undefined)
              amend(
                desk,
                step.what % 2 === 0
                  ? { outcome: step.what < 3 ? 'accept' : 'not-confirmed' }
                  : { paid: step.what < 3 ? 'in-full' : null, patientNumber: `${step.of}` },
                'w',
                row,
              )
            if (step.act === 'reopen' && row !== undefined) {
              desk.intend({ type: 'reopen-visit', visit: row.visit, seq: row.seq, why: 'w' })
              if (step.what < 3) accepted(desk)
              else desk.intend({ type: 'cancel' })
            }
            if (left === undefined) continue
            const { visit, seq, what } = left
            if (step.act === 'settle') settle(desk, what)
            if (step.act === 'undo') desk.intend({ type: 'undo-follow-up', visit, seq, what })
          }
        }
        const again = fakeDesk({ journal: desk.journal }).state()
        const { visits, visitCount } = desk.state()
        expect([again.visits, again.visitCount]).toEqual([visits, visitCount])
        expect(again.followUps).toEqual(open(desk))
      }),
      { numRuns: 40 },
    )
  })
})
