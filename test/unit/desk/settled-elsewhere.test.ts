/** Taking what another counter has done of a visit here: once, also where the visit was opened again and ended anew meanwhile. */
import { expect, test } from 'vitest'
import { type JournalEvent, journalEventSchema } from '../../../contract/journal.ts'
import type { Settled } from '../../../main/center/site/words.ts'
import { takeSettled } from '../../../main/desk/office/settled-elsewhere.ts'
import { makeClock, makeHome, openHome } from '../journal/support.ts'
import { visit } from '../journal/visits.ts'
import { fakeDesk } from './fakes.ts'

const COUNTER = '00000000-0000-4000-8000-000000000002'
const FIRST = { visit: 'check-in-1', seq: 1 }
const UNCONFIRMED = {
  outcome: 'not-confirmed',
  paid: 'in-full',
  notesOpen: ['unconfirmed', 'paid-in-full'],
} as const

const settledOf = (more: Partial<Settled>): Settled => ({
  ...FIRST,
  terminal: COUNTER,
  counter: '受付2',
  row: 7,
  what: 'unconfirmed',
  result: 'valid',
  share: null,
  name: '見本 花子',
  at: null,
  ...more,
})

/** A visit that nobody could confirm, opened again at 9:10 and ended anew at 9:20. */
const endedAnew = (
  end: Parameters<typeof visit>[1] = { ...UNCONFIRMED, notesOpen: [...UNCONFIRMED.notesOpen] },
) => {
  const clock = makeClock()
  const journal = openHome(makeHome(), { clock })
  const write = (event: JournalEvent): number => {
    const written = journal.append(event)
    if (!written.ok) throw new Error(written.problem.detail)
    return written.value.seq
  }
  write(visit(1, { ...UNCONFIRMED, notesOpen: [...UNCONFIRMED.notesOpen] }))
  clock.advance(600_000)
  write({
    event: 'reopened',
    staff: 'reception',
    visit: FIRST.visit,
    visitSeq: 1,
    visitDate: '2026-11-22',
    checkIn: 'check-in-9',
    why: '見本',
  })
  clock.advance(600_000)
  write(visit(9, end))
  const { state } = fakeDesk()
  const take = (...list: Settled[]): void =>
    takeSettled(list, journal, (event) => write(journalEventSchema.parse({ ...event, staff: 'terminal' })), {
      tell: () => {},
      state,
    })
  return {
    take,
    open: () => journal.openFollowUps().map(({ what }) => what),
    /** Of what the visit's history says of the other counter, each row's number there. */
    history: () =>
      (journal.visit(FIRST)?.steps ?? []).flatMap((step) =>
        step.what === 'follow-up-done' && step.elsewhere !== undefined ? [step.elsewhere.row] : [],
      ),
  }
}

test('an act of the first end stays done at the new one, and is on record once', () => {
  const { take, open, history } = endedAnew()
  const refunded = settledOf({ what: 'paid-in-full', result: 'refunded' })
  take(refunded)
  take(refunded)
  expect(open()).toEqual(['unconfirmed'])
  expect(history()).toEqual([7])
})

test.each([
  ['after the visit was opened again, holds', '2026-11-22T09:15:00.000+09:00', ['paid-in-full']],
  ['before it, is asked for again', '2026-11-22T09:05:00.000+09:00', ['unconfirmed', 'paid-in-full']],
  ['at a time that nobody says, is asked for again', null, ['unconfirmed', 'paid-in-full']],
])('an answer that came %s; it is in the history either way', (_, at, left) => {
  const { take, open, history } = endedAnew()
  take(settledOf({ at }))
  take(settledOf({ at }))
  expect(open()).toEqual(left)
  expect(history()).toEqual([7])
})

test('what the new end no longer leaves is in the history, and nothing is open by it', () => {
  const { take, open, history } = endedAnew({ notesOpen: [] })
  take(settledOf({ what: 'paid-in-full', result: 'refunded' }), settledOf({ row: 8 }))
  expect(open()).toEqual([])
  expect(history()).toEqual([7, 8])
})
