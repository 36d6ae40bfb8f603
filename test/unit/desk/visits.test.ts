/** For every order of events, of visits that have ended too: no evidence sits in two visits, no visit is lost, and the rows tell the same. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { VisitKey } from '../../../contract/amend.ts'
import type { Document } from '../../../contract/check-in.ts'
import { type CheckInView, type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import type { JournalEvent } from '../../../contract/journal.ts'
import { MAX_VISITS } from '../../../contract/list-limits.ts'
import { isSamePatientNumber, keptNumber } from '../../../contract/patient-number.ts'
import { MAX_PARKED } from '../../../contract/tray.ts'
import { AFTER_THE_END, AT_THE_DESK, actOfArbitrary, type Desk, eventOf } from './visits-acts.ts'
import { DAY, type Happening, tableDesk } from './visits-table.ts'

const issued = (document: Document): string[] =>
  'issuedOn' in document && document.issuedOn !== undefined ? [document.issuedOn] : []
const typed = (fields: Fields): string[] => (fields.issuedOn === undefined ? [] : [fields.issuedOn])

/** The days by which papers are known, in a visit: in its evidence, its form, and beside it. */
const tagsOf = ({ evidence, held, draft, publicAid }: CheckInView): string[] => [
  ...evidence.flatMap(({ document }) => issued(document)),
  ...held.flatMap(({ offer }) => {
    if (offer.kind === 'hand-in') return typed(offer.draft.fields)
    return 'evidence' in offer ? issued(offer.evidence.document) : []
  }),
  ...(draft === null ? [] : typed(draft.fields)),
  ...(draft?.form === 'public-aid' ? [draft.fields.expiresOn ?? ''] : []),
  ...publicAid.flatMap(({ until, onRecord }) => (until === null || onRecord !== undefined ? [] : [until])),
]

/** A visit that has ended, as the rows alone tell it. */
type Past = { readonly day: string; seq: number; patientNumber: string | null; amended: boolean }

/** Reads the visits, open, parked and over, as the rows alone tell them: apart from the journal's own fold, and each row once. */
const startReplay = () => {
  let read = 0
  let open: string | null = null
  const parked = new Set<string>()
  const opened = new Set<string>()
  const past = new Map<number, Past>()
  const goesOnWith = new Map<string, Past>()
  /** The visit that a row is tied to: it has ended before, under that name and on that day. */
  const tied = (
    rows: readonly JournalEvent[],
    event: { visit: string; visitSeq: number; visitDate: string },
  ): Past => {
    const end = rows[event.visitSeq - 1]
    expect(end).toMatchObject({ event: 'concluded', checkIn: event.visit, visitDate: event.visitDate })
    const one = past.get(event.visitSeq)
    if (one === undefined) throw new Error('a row is tied to a visit that has not ended')
    // Only the end that counts is changed.
    expect(one.seq).toBe(event.visitSeq)
    return one
  }
  const take = (rows: readonly JournalEvent[], row: JournalEvent, place: number): void => {
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
        const one = tied(rows, row)
        one.amended = true
        if (row.patientNumber !== undefined) one.patientNumber = row.patientNumber
        if (row.cleared?.includes('patientNumber')) one.patientNumber = null
        break
      }
      case 'reopened':
        goesOnWith.set(row.checkIn, tied(rows, row))
        break
      case 'follow-up-done':
      case 'follow-up-undone':
        tied(rows, row)
        break
    }
  }
  return (rows: readonly JournalEvent[]) => {
    for (; read < rows.length; read += 1) {
      const row = rows[read]
      if (row !== undefined) take(rows, row, read)
    }
    return { open, parked: [...parked].sort(), past: [...new Set(past.values())] }
  }
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

/** The desk is in an outage exactly where the rows say so. */
const checkOutage = (desk: Desk): void => {
  const last = desk.journal.events().findLast(({ event }) => event.startsWith('outage-'))
  expect(desk.core().state.outage !== null).toBe(last?.event === 'outage-started')
}

/** Earlier visits are those of the number that is there, and never of the visit that is gone on with. */
const checkNumbers = (desk: Desk): void => {
  for (const { patientNumber, queueNumber, seenBefore, evidence, reopens, visit } of desk.visits()) {
    for (const number of [patientNumber, queueNumber])
      if (number !== null) expect(number).toBe(keptNumber(number))
    if (seenBefore !== null) {
      expect(isSamePatientNumber(seenBefore.patientNumber, patientNumber ?? '')).toBe(true)
      expect(seenBefore.last.seq).not.toBe(reopens?.seq)
    } else expect(visit.kind).toBeUndefined()
    if (evidence.some(({ ofLastVisit }) => ofLastVisit === true)) expect(seenBefore).not.toBeNull()
  }
}

/** The visit that is listed under one of its ends, as it stands; undefined where none is. */
const onRecord = (desk: Desk, key: VisitKey | null) => (key === null ? null : desk.journal.port.visit(key))

const ofVisit = ({
  patientNumber,
  queueNumber,
  paid,
}: Pick<CheckInView, 'patientNumber' | 'queueNumber' | 'paid'>) => ({
  patientNumber,
  queueNumber,
  paid,
})

type Moment = { readonly rows: number; readonly visits: readonly CheckInView[]; readonly desk: DeskState }
const momentOf = (desk: Desk): Moment => ({
  rows: desk.journal.events().length,
  visits: desk.visits(),
  desk: desk.core().state,
})

/** Acts by which what was agreed to be paid may go: somebody says so, or the visit is over. */
const MAY_UNPAY = new Set(['pay', 'amend', 'conclude', 'cancel'])

/** One act, whatever it was, has taken the visits from one moment to the next: what a visit has on record reaches the next of it. */
const checkPassage = (desk: Desk, before: Moment, what: string): void => {
  const rows = desk.journal.events().slice(before.rows)
  const now = new Map(desk.visits().map((view) => [view.id, view]))
  for (const [place, row] of rows.entries()) {
    const seq = before.rows + place + 1
    if (row.event === 'concluded') checkEnd(desk, before, row, seq)
    if (row.event === 'amended') {
      const visit = onRecord(desk, { visit: row.visit, seq: row.visitSeq })
      // A card that waits for an answer is taken once nothing speaks against it any longer.
      const waits = before.visits.some(
        ({ reopens, held }) => reopens?.seq === row.visitSeq && held.length > 0,
      )
      const successor = waits ? undefined : desk.visits().find(({ reopens }) => reopens?.seq === row.visitSeq)
      if (visit !== null && successor !== undefined && rows.length === place + 1) {
        const { patientNumber, queueNumber, paid } = visit.row
        const right = { patientNumber, queueNumber, paid }
        const changed = Object.fromEntries(
          Object.entries(right).filter(
            ([field]) => field in row || row.cleared?.some((one) => one === field) === true,
          ),
        )
        expect(successor).toMatchObject(changed)
      }
    }
  }
  for (const view of desk.visits()) {
    const was = before.visits.find(({ id }) => id === view.id)
    if (was === undefined && view.reopens !== null) {
      const visit = onRecord(desk, view.reopens)
      expect(ofVisit(view)).toEqual(visit === null ? null : ofVisit(visit.row))
      expect(view.publicAid.map(({ until }) => until)).toEqual(
        (visit?.event.publicAid ?? []).map(({ until }) => until ?? null),
      )
    }
    if (was?.mayBePaid === true && !MAY_UNPAY.has(what))
      expect([view.id, view.paid]).toEqual([was.id, was.paid])
  }
  for (const { id, practice } of before.visits) if (practice) expect(now.get(id)?.practice ?? true).toBe(true)
  const practised = new Set(
    [...before.visits, ...desk.visits()].flatMap(({ id, practice }) => (practice ? [id] : [])),
  )
  for (const row of rows)
    if ('checkIn' in row && row.checkIn !== undefined) expect(practised.has(row.checkIn)).toBe(false)
}

const ACTS: readonly string[] = ['refunded', 'done']

/** The end of a visit says what the visit was, with the corrections of the one that it went on with; what was done stays done. */
const checkEnd = (
  desk: Desk,
  before: Moment,
  row: Extract<JournalEvent, { event: 'concluded' }>,
  seq: number,
): void => {
  const view = before.visits.find(({ id }) => id === row.checkIn)
  const visit = onRecord(desk, { visit: row.checkIn, seq })
  if (view === undefined || visit === null) throw new Error('a visit has ended that was not there')
  expect(ofVisit(visit.row)).toEqual(ofVisit(view))
  if (view.reopens === null) return
  const earlier = visit.ends.at(-2)
  expect(earlier).toBe(view.reopens.seq)
  const done = before.desk.followUps.filter(
    ({ seq: its, done: how }) => its === earlier && ACTS.includes(how?.result ?? ''),
  )
  for (const { what } of done)
    expect(visit.followUps.filter((one) => one.what === what && one.done === null)).toEqual([])
  const remark = before.desk.visits.find(({ seq: its }) => its === earlier)?.remark
  if (remark !== undefined) expect(visit.row.remark).toBe(remark)
}

const check = (desk: Desk, replayed: ReturnType<typeof startReplay>): void => {
  const { state, parked } = desk.core()
  const { past, ...unfinished } = replayed(desk.journal.events())
  checkLists(desk, past)
  expect(unfinished).toEqual({
    open: state.checkIn?.practice === false ? state.checkIn.id : null,
    parked: parked.flatMap(({ id, practice }) => (practice ? [] : [id])).sort(),
  })
  checkOutage(desk)
  checkNumbers(desk)
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
const MAY_TAKE_AWAY = new Set([
  'conclude',
  'cancel',
  'remove',
  'remove-aid',
  'type',
  'type-aid',
  'type-patient',
  'leave-form',
  'hand-in',
])

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

/** Acts by which a card comes onto the reader, or is read there. */
const OF_CARD: ReadonlySet<string> = new Set(['lay', 'card', 'unread'])

/**
 * Follows the visit in which the card on the reader was laid: it reaches another one by nobody's reading alone, but only by a
 * person's answer.
 */
const startCardWatch = () => {
  let laidIn: string | null = null
  return {
    /** Another desk sees the card for the first time. */
    anew: (): void => {
      laidIn = null
    },
    after: (desk: Desk, before: Moment, what: string): void => {
      if (what === 'lift') laidIn = null
      if (!OF_CARD.has(what)) return
      const was = before.desk.checkIn
      laidIn ??= was?.id ?? desk.core().state.checkIn?.id ?? null
      if (was === null || was.id === laidIn) return
      const cards = (view: CheckInView | undefined) =>
        view?.evidence.flatMap(({ source, document }) => (source === 'card-reader' ? [document] : []))
      expect(cards(desk.visits().find(({ id }) => id === was.id))).toEqual(cards(was))
    },
  }
}

const RUNS = Number(process.env.UKETSUKE_RUNS ?? 40)

test.each([
  ['while visits are open', AT_THE_DESK],
  ['after they have ended', AFTER_THE_END],
])(
  '%s no paper sits in two visits, no visit is lost, and the rows tell the same, whatever comes and whenever it is killed',
  (_, whats) => {
    fc.assert(
      fc.property(fc.array(actOfArbitrary(whats), { minLength: 40, maxLength: 120, size: 'max' }), (acts) => {
        const desk = tableDesk()
        const replayed = startReplay()
        const card = startCardWatch()
        let day = 0
        acts.forEach((act, place) => {
          const before = new Set(desk.visits().flatMap(tagsOf))
          const moment = momentOf(desk)
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
          check(desk, replayed)
          if (act.what === 'restart' || act.kill < 4) card.anew()
          else card.after(desk, moment, act.what)
          checkPassage(desk, moment, act.what)
          if (spared) return
          const after = new Set(desk.visits().flatMap(tagsOf))
          expect([...before].filter((tag) => !after.has(tag))).toEqual([])
        })
        expect(deskStateSchema.safeParse(desk.core().state).error).toBeUndefined()
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  },
)
