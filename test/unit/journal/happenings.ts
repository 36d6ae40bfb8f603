/** Anything that can happen to visits, in any order, and the rows that it writes. */
import * as fc from 'fast-check'
import type { FollowUpKind, FollowUpResult } from '../../../contract/follow-up-kinds.ts'
import type { JournalEvent, JournalRow } from '../../../contract/journal.ts'
import { visit } from './visits.ts'

export const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'] as const
const WHATS = [
  'unconfirmed',
  'recheck',
  'paid-in-full',
  'outage',
  'newer-entitlement',
  'TELL_INSURER',
] as const satisfies FollowUpKind[]
const RESULTS = ['done', 'valid', 'refunded', 'changed'] as const satisfies FollowUpResult[]

/** Ends of visits, by what they leave. */
const ENDS = {
  confirmed: { outcome: 'accept', reasons: ['OK_ONLINE'], road: 'online', notesOpen: ['RECHECK_LATER'] },
  not: {
    outcome: 'not-confirmed',
    reasons: ['NO_PROOF'],
    road: 'none',
    notesOpen: ['unconfirmed', 'TELL_INSURER'],
  },
  outage: { outcome: 'need-more', reasons: ['OUTAGE_MODE'], road: 'none', notesOpen: ['outage'] },
  newer: {
    outcome: 'accept',
    reasons: ['OK_ONLINE', 'NEW_QUAL_FOUND'],
    road: 'online',
    notesOpen: ['newer-entitlement', 'RECHECK_LATER'],
  },
  nothing: { outcome: 'accept', reasons: ['OK_ONLINE'], road: 'online', notesOpen: [] },
  /** As rows of the time before follow-ups are: what it leaves is not named. */
  unnamed: { outcome: 'not-confirmed', reasons: ['NO_PROOF'], road: 'none', notesOpen: [] },
} as const satisfies Record<string, Partial<Parameters<typeof visit>[1]>>
type End = keyof typeof ENDS

/** One thing that happens at the desk; the numbers choose among the visits that there are by then. */
export type Happening =
  | { do: 'conclude'; day: 0 | 1 | 2; end: End; number: number; paid: boolean }
  | {
      do: 'amend'
      of: number
      number: number | null
      confirmed: boolean | null
      paid: 'in-full' | 'deposit' | 'cleared' | null
    }
  | { do: 'reopen'; of: number; ends: boolean }
  /** A visit that was reopened before ends anew. */
  | { do: 'end'; of: number; end: End }
  | { do: 'settle'; of: number; what: (typeof WHATS)[number]; result: (typeof RESULTS)[number] }
  | { do: 'undo'; of: number; what: (typeof WHATS)[number] }

const end = fc.constantFrom(...(Object.keys(ENDS) as End[]))

export const happenings = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('conclude' as const),
      day: fc.constantFrom(0 as const, 1 as const, 2 as const),
      end,
      number: fc.nat(9),
      paid: fc.boolean(),
    }),
    fc.record({
      do: fc.constant('amend' as const),
      of: fc.nat(20),
      number: fc.option(fc.nat(9)),
      confirmed: fc.option(fc.boolean()),
      paid: fc.option(fc.constantFrom('in-full' as const, 'deposit' as const, 'cleared' as const)),
    }),
    fc.record({ do: fc.constant('reopen' as const), of: fc.nat(20), ends: fc.boolean() }),
    fc.record({ do: fc.constant('end' as const), of: fc.nat(20), end }),
    fc.record({
      do: fc.constant('settle' as const),
      of: fc.nat(20),
      what: fc.constantFrom(...WHATS),
      result: fc.constantFrom(...RESULTS),
    }),
    fc.record({ do: fc.constant('undo' as const), of: fc.nat(20), what: fc.constantFrom(...WHATS) }),
  ),
  { maxLength: 40 },
)

/** The rows of what happened, numbered as a journal numbers them. */
export const eventsOf = (some: readonly Happening[]): JournalEvent[] => {
  const events: JournalEvent[] = []
  const visits: { visit: string; visitSeq: number; visitDate: string }[] = []
  const reopened: { checkIn: string; visitDate: string }[] = []
  const conclude = (name: string, day: string, how: End, number: number, paid = false): void => {
    const { notesOpen, reasons, ...rest } = ENDS[how]
    events.push(
      visit(number, {
        ...rest,
        reasons: [...reasons],
        notesOpen: [...notesOpen, ...(paid ? (['paid-in-full'] as const) : [])],
        ...(paid ? { paid: 'in-full' as const } : {}),
        checkIn: name,
        visitDate: day,
      }),
    )
    visits.push({ visit: name, visitSeq: events.length, visitDate: day })
  }
  for (const one of some) {
    if (one.do === 'conclude') {
      conclude(`visit-${visits.length}`, DAYS[one.day], one.end, one.number, one.paid)
      continue
    }
    if (one.do === 'end') {
      const [again] = reopened.splice(one.of % Math.max(1, reopened.length), 1)
      if (again !== undefined) conclude(again.checkIn, again.visitDate, one.end, 8)
      continue
    }
    const named = visits[one.of % Math.max(1, visits.length)]
    if (named === undefined) continue
    switch (one.do) {
      case 'amend':
        events.push({
          event: 'amended',
          staff: 'a',
          ...named,
          why: 'w',
          ...(one.number === null ? {} : { patientNumber: `0000${one.number}` }),
          ...(one.confirmed === null ? {} : { outcome: one.confirmed ? 'accept' : 'not-confirmed' }),
          ...(one.paid === null
            ? {}
            : one.paid === 'cleared'
              ? { cleared: ['paid' as const] }
              : { paid: one.paid }),
        })
        break
      case 'reopen': {
        const checkIn = `again-${events.length}`
        events.push({ event: 'reopened', staff: 'a', ...named, checkIn, why: 'w' })
        if (one.ends) conclude(checkIn, named.visitDate, 'confirmed', 7)
        else reopened.push({ checkIn, visitDate: named.visitDate })
        break
      }
      case 'settle':
        events.push({
          event: 'follow-up-done',
          staff: 'a',
          ...named,
          followUp: one.what,
          result: one.result,
        })
        break
      case 'undo':
        events.push({ event: 'follow-up-undone', staff: 'a', ...named, followUp: one.what })
        break
    }
  }
  return events
}

export const rowsOf = (events: readonly JournalEvent[]): JournalRow[] =>
  events.map((event, index) => ({
    seq: index + 1,
    stamp: {
      at: '2026-11-22T09:00:00.000+09:00',
      day: 'visitDate' in event ? event.visitDate : '2026-11-22',
      monotonic: 1_000,
      session: 's',
      terminal: '見本端末',
    },
    event,
  }))
