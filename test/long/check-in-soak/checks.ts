/** Checks that must hold of the visits that the window showed, and of the rows that the journal holds of them. */

import type { CheckIn } from '../../../contract/check-in.ts'
import type { Decision } from '../../../contract/decision.ts'
import type { DeskState } from '../../../contract/desk.ts'
import { notesToDo } from '../../../contract/ending.ts'
import type { JournalRow } from '../../../contract/journal.ts'
import { MAX_FOLLOW_UPS, MAX_VISITS } from '../../../contract/list-limits.ts'
import type { VisitRow } from '../../../contract/visit-row.ts'
import { findPersona } from '../../../fixtures/personas/personas.ts'
import { visitsFrom } from '../../../main/journal/visits.ts'
import { decide } from '../../../main/rules/decide.ts'
import { leftOpen } from '../../../main/rules/left-open.ts'
import type { Amended, Ended } from './driver.ts'
import type { Brought } from './plan.ts'

const DAY_MS = 86_400_000

/** The check-in that the window showed, in the rules' words; written apart from the desk's own translation. */
const shownCheckIn = ({ view }: Ended): CheckIn => ({
  id: view.id,
  visitDate: view.visitDate,
  visit: view.visit,
  ...(view.birthDate === null ? {} : { patient: { birthDate: view.birthDate } }),
  desk: {
    phoneReader: false,
    acceptsKnownPatients: false,
    deskApp: false,
    outageMode: view.outageMode,
  },
  presented: view.evidence.map(({ document }) => document),
  reader: view.reader,
  ...(view.online === null ? {} : { online: view.online }),
})

const comparable = ({ outcome, reasons, needs, notes, burden, overridable }: Decision): string =>
  JSON.stringify([outcome, reasons, needs, notes, burden, overridable])

/** The decision that was shown against what the rules say of the same evidence. */
export const wrongOutcome = (ended: Ended): string | null => {
  const shown = ended.view.decided?.decision
  if (shown === undefined) return null
  const right = decide(shownCheckIn(ended))
  return comparable(right) === comparable(shown)
    ? null
    : `visit ${ended.visit}: shown ${comparable(shown)}, should be ${comparable(right)}`
}

/** Compares what the desk knew with what the patient had brought, where nothing went wrong in between. */
export const wrongEvidence = ({ visit, view }: Ended, brought: Brought): string | null => {
  if (brought.disturbed || brought.scanned) return null
  const persona = brought.persona === null ? undefined : findPersona(brought.persona)
  const papers = view.evidence.filter(({ source }) => source === 'manual').map(({ document }) => document)
  const card = view.evidence.find(({ source }) => source === 'card-reader')?.document
  const certificate = persona?.card.kind === 'my-number' ? persona.card.certificate : null
  const garbled = persona?.card.kind === 'my-number' && persona.card.garbled
  const lastDay =
    certificate === null || garbled
      ? undefined
      : new Date(Date.parse(view.visitDate) + certificate.endsInDays * DAY_MS).toISOString().slice(0, 10)
  const known = {
    papers,
    card: card?.type ?? null,
    lastDay: card?.type === 'my-number-card' ? card.certificateExpiresOn : undefined,
    reader: view.reader,
    online: view.online,
  }
  const planned = {
    papers: brought.documents,
    card: persona === undefined ? null : 'my-number-card',
    lastDay,
    reader: brought.reader ?? { state: 'not-tried' },
    online: brought.online,
  }
  return JSON.stringify(known) === JSON.stringify(planned)
    ? null
    : `visit ${visit}: known ${JSON.stringify(known)}, brought ${JSON.stringify(planned)}`
}

type TiedRow = JournalRow & {
  readonly event: Extract<JournalRow['event'], { visitSeq: number; visit: string }>
}
const isTied = (row: JournalRow): row is TiedRow => 'visitSeq' in row.event && 'visit' in row.event

/** Corrections and reopenings of visits that have ended: each row has its visit, and what the window showed is on record once. */
export const wrongTies = (
  rows: readonly JournalRow[],
  ended: readonly Ended[],
  amended: readonly Amended[],
): string[] => {
  const wrong: string[] = []
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  const tied = rows.filter(isTied)
  for (const { seq, event } of tied) {
    const end = bySeq.get(event.visitSeq)?.event
    const isIts =
      end?.event === 'concluded' && end.checkIn === event.visit && end.visitDate === event.visitDate
    if (!isIts || event.visitSeq > seq)
      wrong.push(`row ${seq}: ${event.event} of row ${event.visitSeq}, which ends no such visit`)
  }
  const onRecord = tied.flatMap(({ event }) =>
    event.event === 'amended' ? [`${event.visit} ${event.visitSeq} ${event.patientNumber}`] : [],
  )
  const shown = amended.map(({ visit, seq, patientNumber }) => `${visit} ${seq} ${patientNumber}`)
  if (JSON.stringify(onRecord.sort()) !== JSON.stringify(shown.sort()))
    wrong.push(`corrections on record: ${onRecord.join(', ')}; shown: ${shown.join(', ')}`)
  const reopened = new Map(
    tied.flatMap(({ event }) => (event.event === 'reopened' ? [[event.checkIn, event.visitSeq]] : [])),
  )
  for (const { visit, view } of ended) {
    if ((view.reopens?.seq ?? null) !== (reopened.get(view.id) ?? null))
      wrong.push(`visit ${visit}: goes on with ${view.reopens?.seq}, on record ${reopened.get(view.id)}`)
    reopened.delete(view.id)
  }
  // A desk that is killed between the row and the opening leaves the visit as it was, to be opened again.
  const opened = new Set(
    rows.flatMap(({ event }) => (event.event === 'check-in-opened' ? event.checkIn : [])),
  )
  for (const id of reopened.keys())
    if (opened.has(id)) wrong.push(`${id}: a reopening of which nobody has seen the end`)
  return wrong
}

/** The lists of the last state, against those that the rows alone give. */
export const wrongLists = (rows: readonly JournalRow[], last: DeskState): string[] => {
  const visits = visitsFrom(rows).sort((one, other) => one.row.seq - other.row.seq)
  const ofToday = visits.flatMap(({ row }) => (row.day === last.today ? row : []))
  const open = visits.flatMap(({ followUps }) => followUps.filter(({ done }) => done === null))
  const line = ({ seq, patientNumber, outcome, amended }: VisitRow): string =>
    [seq, patientNumber, outcome, amended].join(' ')
  const compared: readonly (readonly [string, unknown, unknown])[] = [
    ['how many visits', last.visitCount, ofToday.length],
    ['visits', last.visits.map(line), ofToday.toReversed().slice(0, MAX_VISITS).map(line)],
    [
      'things to do',
      last.followUps.filter(({ done }) => done === null).map(({ id }) => id),
      open.slice(0, MAX_FOLLOW_UPS).map(({ id }) => id),
    ],
  ]
  return compared.flatMap(([what, shown, onRecord]) => {
    const [one, other] = [JSON.stringify(shown), JSON.stringify(onRecord)]
    return one === other ? [] : [`${what}: shown ${one}, on record ${other}`]
  })
}

/** The rows of a journal that was kept through all of it, against what the window showed. */
export const wrongRows = (rows: readonly JournalRow[], ended: readonly Ended[]): string[] => {
  const wrong: string[] = []
  const endsOf = new Map<string, JournalRow[]>()
  const opened = new Map<string, number>()
  let lostConcluded = 0
  let lostEvents = 0
  for (const row of rows) {
    const { event } = row
    if (event.event === 'concluded' || event.event === 'cancelled')
      endsOf.set(event.checkIn, [...(endsOf.get(event.checkIn) ?? []), row])
    else if (event.event === 'check-in-opened')
      opened.set(event.checkIn, (opened.get(event.checkIn) ?? 0) + 1)
    else if (event.event === 'journal-gap') {
      lostConcluded += event.concluded
      lostEvents += event.events
    }
  }
  let missingConcluded = 0
  let missing = 0
  for (const { visit, view, how } of ended) {
    const [end, ...more] = endsOf.get(view.id) ?? []
    endsOf.delete(view.id)
    if (more.length > 0) wrong.push(`visit ${visit}: ${more.length + 1} ends`)
    if ((opened.get(view.id) ?? 0) > 1) wrong.push(`visit ${visit}: opened ${opened.get(view.id)} times`)
    if (end === undefined) {
      missing += 1
      if (how === 'concluded') missingConcluded += 1
      continue
    }
    if (end.event.event !== how) {
      wrong.push(`visit ${visit}: ${how} on the screen, ${end.event.event} in the journal`)
      continue
    }
    if (end.event.event !== 'concluded' || view.decided === null) continue
    const { decision } = view.decided
    const outcome = view.overridden?.outcome ?? decision.outcome
    const reasons = decision.reasons.map(({ code }) => code)
    // A change that the official answer has told of is not asked about, and is not left to do.
    const open = leftOpen({ ...decision, notes: [...notesToDo(view)] }, { ...view, outcome, isDown: false })
    const same =
      end.event.outcome === outcome &&
      JSON.stringify(end.event.reasons) === JSON.stringify(reasons) &&
      JSON.stringify(end.event.notesOpen) === JSON.stringify(open) &&
      end.event.overridden === (view.overridden !== null)
    if (!same)
      wrong.push(`visit ${visit}: row ${end.seq} ${JSON.stringify(end.event)}, shown ${JSON.stringify(view)}`)
  }
  for (const [id, [end]] of endsOf) wrong.push(`row ${end?.seq}: an end of ${id}, which nobody has seen`)
  if (missingConcluded !== lostConcluded)
    wrong.push(`${missingConcluded} concluded visits without a row, ${lostConcluded} counted in gaps`)
  if (missing > lostEvents) wrong.push(`${missing} ends without a row, ${lostEvents} events counted in gaps`)
  return wrong
}
