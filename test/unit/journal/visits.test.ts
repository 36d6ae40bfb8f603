/** The fold of rows into visits and what they leave to do: on any rows in any order, and against the journal's own reads. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JournalEvent, JournalPort } from '../../../contract/journal.ts'
import { atOnce } from '../../../main/journal/steps.ts'
import { visitsFrom } from '../../../main/journal/visits.ts'
import { DAYS, eventsOf, happenings, rowsOf } from './happenings.ts'
import { makeClock, makeHome, openHome } from './support.ts'

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
