/** For every order of events, of visits that have ended too: no evidence sits in two visits, no visit is lost, and the rows tell the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from '../../../contract/check-in.ts'
import { type CheckInView, type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import type { JournalEvent } from '../../../contract/journal.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import { MAX_PARKED } from '../../../contract/tray.ts'
import { AFTER_THE_END, AT_THE_DESK, actOfArbitrary, type Desk, eventOf } from './visits-acts.ts'
import { DAY, type Happening, tableDesk } from './visits-table.ts'

const issued = (document: Document): string[] =>
  'issuedOn' in document && document.issuedOn !== undefined ? [document.issuedOn] : []
const typed = (fields: Fields): string[] => (fields.issuedOn === undefined ? [] : [fields.issuedOn])

/** The days by which papers are known, in a visit: in its evidence, its form, and beside it. */
const tagsOf = ({ evidence, held, draft }: CheckInView): string[] => [
  ...evidence.flatMap(({ document }) => issued(document)),
  ...held.flatMap(({ offer }) => {
    if (offer.kind === 'hand-in') return typed(offer.draft.fields)
    return 'evidence' in offer ? issued(offer.evidence.document) : []
  }),
  ...(draft === null ? [] : typed(draft.fields)),
]

/** A visit that has ended, as the rows alone tell it. */
type Past = { readonly day: string; seq: number; patientNumber: string | null; amended: boolean }

/** The visits, open, parked and over, as the rows alone tell them: read apart from the journal's own fold. */
const replayed = (rows: readonly JournalEvent[]) => {
  let open: string | null = null
  const parked = new Set<string>()
  const opened = new Set<string>()
  const past = new Map<number, Past>()
  const goesOnWith = new Map<string, Past>()
  /** The visit that a row is tied to: it has ended before, under that name and on that day. */
  const tied = (event: { visit: string; visitSeq: number; visitDate: string }): Past => {
    const end = rows[event.visitSeq - 1]
    expect(end).toMatchObject({ event: 'concluded', checkIn: event.visit, visitDate: event.visitDate })
    const one = past.get(event.visitSeq)
    if (one === undefined) throw new Error('a row is tied to a visit that has not ended')
    // Only the end that counts is changed.
    expect(one.seq).toBe(event.visitSeq)
    return one
  }
  rows.forEach((row, place) => {
    if ('checkIn' in row && row.checkIn !== undefined && !isBeginning(row))
      expect([row.event, opened.has(row.checkIn)]).toEqual([row.event, true])
    switch (row.event) {
      case 'check-in-opened':
        expect([open, opened.has(row.checkIn)]).toEqual([null, false])
        open = row.checkIn
        opened.add(row.checkIn)
        break
      case 'parked':
        expect(row.checkIn).toBe(open)
        parked.add(row.checkIn)
        open = null
        break
      case 'recalled':
        expect([open, parked.delete(row.checkIn)]).toEqual([null, true])
        open = row.checkIn
        break
      case 'concluded': {
        expect(row.checkIn).toBe(open)
        open = null
        const seq = place + 1
        const patientNumber = row.patientNumber ?? null
        const before = goesOnWith.get(row.checkIn)
        if (before === undefined) past.set(seq, { day: row.visitDate, seq, patientNumber, amended: false })
        else past.set(seq, Object.assign(before, { seq, patientNumber, amended: true }))
        break
      }
      case 'cancelled':
        expect(row.checkIn).toBe(open)
        open = null
        break
      case 'amended': {
        const one = tied(row)
        one.amended = true
        if (row.patientNumber !== undefined) one.patientNumber = row.patientNumber
        if (row.cleared?.includes('patientNumber')) one.patientNumber = null
        break
      }
      case 'reopened':
        goesOnWith.set(row.checkIn, tied(row))
        break
      case 'follow-up-done':
      case 'follow-up-undone':
        tied(row)
        break
    }
  })
  return { open, parked: [...parked].sort(), past: [...new Set(past.values())] }
}

/** A row from which on a check-in is there. */
const isBeginning = ({ event }: JournalEvent): boolean => event === 'check-in-opened' || event === 'reopened'

/** The desk's lists are those of the rows: today's visits as they stand, how many there are, and what is left to do. */
const checkLists = (desk: Desk, past: readonly Past[]): void => {
  const { today, visits, visitCount, followUps } = desk.core().state
  const ofToday = past.filter(({ day }) => day === today)
  expect(visitCount).toBe(ofToday.length)
  const newest = ofToday.sort((one, other) => other.seq - one.seq).slice(0, MAX_VISITS)
  expect(visits.map(({ seq, patientNumber, amended }) => ({ seq, patientNumber, amended }))).toEqual(
    newest.map(({ seq, patientNumber, amended }) => ({ seq, patientNumber, amended })),
  )
  const { journal } = desk
  expect({ visits, visitCount }).toEqual(journal.port.visits(today, MAX_VISITS))
  expect(followUps.filter(({ done }) => done === null)).toEqual(journal.port.openFollowUps())
}

const check = (desk: Desk): void => {
  const { state, parked } = desk.core()
  const { past, ...unfinished } = replayed(desk.journal.events())
  checkLists(desk, past)
  expect(unfinished).toEqual({
    open: state.checkIn?.id ?? null,
    parked: parked.map(({ id }) => id).sort(),
  })
  const places = new Map<string, string>()
  for (const view of desk.visits())
    for (const tag of tagsOf(view)) {
      expect([tag, places.get(tag) ?? view.id]).toEqual([tag, view.id])
      places.set(tag, view.id)
    }
  // A visit is gone on with once at a time.
  const reopened = desk.visits().filter(({ reopens }) => reopens !== null)
  const rows = desk.journal.events().filter(({ event }) => event === 'reopened')
  for (const { id, reopens } of reopened)
    expect(rows).toContainEqual(
      expect.objectContaining({ checkIn: id, visit: reopens?.visit, visitSeq: reopens?.seq }),
    )
  const goneOnWith = reopened.map(({ reopens }) => reopens?.seq)
  expect(new Set(goneOnWith).size).toBe(goneOnWith.length)
  for (const { evidence, birthDate } of desk.visits())
    for (const { claims } of evidence)
      if (claims.birthDate !== undefined) expect(claims.birthDate).toBe(birthDate)
  expect(state.tray.map(({ id }) => id)).toEqual(parked.map(({ id }) => id))
  expect(state.question?.number).toBe(state.checkIn?.held[0]?.number)
  expect(parked.length).toBeLessThanOrEqual(MAX_PARKED)
}

/** Acts after which a paper may be gone: its visit has ended, its form was left, or a person has said that it is not taken. */
const MAY_TAKE_AWAY = new Set(['conclude', 'cancel', 'remove', 'type', 'leave-form', 'hand-in'])

/** Tells whether an event may cost a paper: never while something waits to be asked about, but for the answer itself. */
const mayTakeAway = (event: Happening, what: string, { question, checkIn }: DeskState): boolean => {
  if (event.type !== 'intent' || event.intent.type !== 'answer-person')
    return MAY_TAKE_AWAY.has(what) && !(question !== null && (what === 'conclude' || what === 'cancel'))
  const { answer } = event.intent
  const offer = checkIn?.held[0]?.offer
  // A paper that is typed anew takes the place of what it said before.
  if (answer === 'same' && offer?.kind === 'hand-in' && offer.draft.documentId !== null) return true
  return answer === 'taken-back' || answer === 'proxy' || answer === 'family' || question?.same === 'fields'
}

test.each([
  ['while visits are open', AT_THE_DESK],
  ['after they have ended', AFTER_THE_END],
])(
  '%s no paper sits in two visits, no visit is lost, and the rows tell the same, whatever comes and whenever it is killed',
  (_, whats) => {
    fc.assert(
      fc.property(fc.array(actOfArbitrary(whats), { minLength: 40, maxLength: 120, size: 'max' }), (acts) => {
        const desk = tableDesk()
        let day = 0
        acts.forEach((act, place) => {
          const before = new Set(desk.visits().flatMap(tagsOf))
          let spared = false
          if (act.what === 'restart') desk.restart()
          else if (act.what === 'next-day') {
            day += 1
            desk.nextDay(new Date(Date.parse(DAY) + day * 86_400_000).toISOString().slice(0, 10))
          } else {
            const event = eventOf(desk, act, place)
            if (event === null) return
            spared = mayTakeAway(event, act.what, desk.core().state)
            if (act.kill < 4) desk.killedIn(event, act.kill)
            else desk.tell(event)
          }
          check(desk)
          if (spared) return
          const after = new Set(desk.visits().flatMap(tagsOf))
          expect([...before].filter((tag) => !after.has(tag))).toEqual([])
        })
        expect(deskStateSchema.safeParse(desk.core().state).error).toBeUndefined()
      }),
      { numRuns: 40, endOnFailure: true },
    )
  },
)
