/** The fold of rows into visits and what they leave to do: on any rows in any order, and against the journal's own reads. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FollowUpKind } from '../../../contract/follow-up-kinds.ts'
import type { JournalEvent, JournalPort, JournalRow } from '../../../contract/journal.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { visitsFrom } from '../../../main/journal/visits.ts'
import { makeClock, makeHome, openHome } from './support.ts'
import { visit } from './visits.ts'

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'] as const
const WHATS = ['unconfirmed', 'recheck', 'paid-in-full', 'TELL_INSURER'] as const satisfies FollowUpKind[]

/** One thing that happens at the desk; the numbers choose among the visits that there are by then. */
type Happening =
  | { do: 'conclude'; day: 0 | 1 | 2; confirmed: boolean; number: number }
  | { do: 'amend'; of: number; number: number | null; confirmed: boolean | null; paid: boolean | null }
  | { do: 'reopen'; of: number; ends: boolean }
  | { do: 'settle' | 'undo'; of: number; what: (typeof WHATS)[number] }

const happenings = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('conclude' as const),
      day: fc.constantFrom(0 as const, 1 as const, 2 as const),
      confirmed: fc.boolean(),
      number: fc.nat(9),
    }),
    fc.record({
      do: fc.constant('amend' as const),
      of: fc.nat(20),
      number: fc.option(fc.nat(9)),
      confirmed: fc.option(fc.boolean()),
      paid: fc.option(fc.boolean()),
    }),
    fc.record({ do: fc.constant('reopen' as const), of: fc.nat(20), ends: fc.boolean() }),
    fc.record({
      do: fc.constantFrom('settle' as const, 'undo' as const),
      of: fc.nat(20),
      what: fc.constantFrom(...WHATS),
    }),
  ),
  { maxLength: 40 },
)

const outcomeOf = (confirmed: boolean) =>
  confirmed
    ? ({ outcome: 'accept', reasons: ['OK_ONLINE'], road: 'online', notesOpen: ['RECHECK_LATER'] } as const)
    : ({
        outcome: 'not-confirmed',
        reasons: ['NO_PROOF'],
        road: 'none',
        notesOpen: ['unconfirmed', 'TELL_INSURER'],
      } as const)

/** The rows of what happened, numbered as a journal numbers them. */
const eventsOf = (some: readonly Happening[]): JournalEvent[] => {
  const events: JournalEvent[] = []
  const visits: { visit: string; visitSeq: number; visitDate: string }[] = []
  const conclude = (name: string, day: string, confirmed: boolean, number: number): void => {
    const { notesOpen, reasons, ...rest } = outcomeOf(confirmed)
    events.push(
      visit(number, {
        ...rest,
        reasons: [...reasons],
        notesOpen: [...notesOpen],
        checkIn: name,
        visitDate: day,
      }),
    )
    visits.push({ visit: name, visitSeq: events.length, visitDate: day })
  }
  for (const one of some) {
    if (one.do === 'conclude') {
      conclude(`visit-${visits.length}`, DAYS[one.day], one.confirmed, one.number)
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
          ...(one.confirmed === null ? {} : { outcome: outcomeOf(one.confirmed).outcome }),
          ...(one.paid === null
            ? {}
            : one.paid
              ? { paid: 'in-full' as const }
              : { cleared: ['paid' as const] }),
        })
        break
      case 'reopen': {
        const checkIn = `again-${events.length}`
        events.push({ event: 'reopened', staff: 'a', ...named, checkIn, why: 'w' })
        if (one.ends) conclude(checkIn, named.visitDate, true, 7)
        break
      }
      case 'settle':
        events.push({ event: 'follow-up-done', staff: 'a', ...named, followUp: one.what, result: 'done' })
        break
      case 'undo':
        events.push({ event: 'follow-up-undone', staff: 'a', ...named, followUp: one.what })
        break
    }
  }
  return events
}

const rowsOf = (events: readonly JournalEvent[]): JournalRow[] =>
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

describe('any rows', () => {
  test('every row that concludes is in one visit, and no visit is made of anything else', () => {
    fc.assert(
      fc.property(happenings, (some) => {
        const rows = rowsOf(eventsOf(some))
        const visits = visitsFrom(rows)
        const concluding = rows.filter(({ event }) => event.event === 'concluded').map(({ seq }) => seq)
        expect(visits.flatMap(({ ends }) => ends).sort((a, b) => a - b)).toEqual(concluding)
        for (const { row, steps, followUps, ends } of visits) {
          expect(row.seq).toBe(ends.at(-1))
          expect(steps[0]?.what).toBe('concluded')
          for (const { visit: id, seq } of followUps) expect([id, seq]).toEqual([row.visit, row.seq])
        }
      }),
    )
  })

  test('the order in which they are given changes nothing, nor does a row that is given twice', () => {
    fc.assert(
      fc.property(happenings, fc.infiniteStream(fc.nat()), (some, order) => {
        const rows = rowsOf(eventsOf(some))
        const shuffled = [...rows, ...rows.slice(0, 3)]
          .map((row) => ({ row, place: order.next().value ?? 0 }))
          .sort((one, other) => one.place - other.place)
          .map(({ row }) => row)
        expect(visitsFrom(shuffled)).toEqual(visitsFrom(rows))
      }),
    )
  })

  test('rows of a visit that is gone count for nothing, and disturb nobody', () => {
    fc.assert(
      fc.property(happenings, (some) => {
        const rows = rowsOf(eventsOf(some))
        const gone = rows.find(({ event }) => event.event === 'concluded')?.seq ?? 0
        const others = visitsFrom(rows).filter(({ ends }) => !ends.includes(gone))
        const left = visitsFrom(rows.filter(({ seq }) => seq > gone))
        for (const one of others) expect(left).toContainEqual(one)
      }),
    )
  })
})

const journalWith = (events: readonly JournalEvent[]): JournalPort => {
  const journal = openHome(makeHome(), { clock: makeClock() })
  for (const event of events) {
    const written = journal.append(event)
    if (!written.ok) throw new Error(written.problem.detail)
  }
  return journal
}

test('what the journal reads by its indexes is what the fold of all rows gives', () => {
  fc.assert(
    fc.property(happenings, (some) => {
      const events = eventsOf(some)
      const journal = journalWith(events)
      const all = visitsFrom(rowsOf(events)).sort((one, other) => other.row.seq - one.row.seq)
      const found = journal.searchVisits({ limit: 1_000 })
      const newestFirst = all.toSorted((a, b) => (a.row.day < b.row.day ? 1 : a.row.day > b.row.day ? -1 : 0))
      expect(found.visits).toEqual(newestFirst)
      expect(found.found).toBe(all.length)
      for (const day of DAYS) {
        const ofDay = all.map(({ row }) => row).filter((row) => row.day === day)
        expect(journal.visits(day, 50)).toEqual({ visits: ofDay, visitCount: ofDay.length })
      }
      for (const one of all) expect(journal.visit({ visit: one.row.visit, seq: one.row.seq })).toEqual(one)
      expect(journal.openFollowUps()).toEqual(
        all.toReversed().flatMap(({ followUps }) => followUps.filter(({ done }) => done === null)),
      )
      for (const outcome of ['accept', 'not-confirmed'] as const)
        expect(journal.searchVisits({ outcome, limit: 1_000 }).visits).toEqual(
          newestFirst.filter(({ row }) => row.outcome === outcome),
        )
      expect(journal.searchVisits({ patientNumber: '3', limit: 1_000 }).visits).toEqual(
        newestFirst.filter(({ row }) => row.patientNumber === '00003'),
      )
      const counted = atOnce(journal.statistics())
      expect([counted?.visits, counted?.amended]).toEqual([
        all.length,
        all.filter(({ row }) => row.amended).length,
      ])
      expect(counted?.outcomes.accept ?? 0).toBe(all.filter(({ row }) => row.outcome === 'accept').length)
      journal.close()
    }),
    { numRuns: 25 },
  )
})
