/** "Seen before": what the journal's rows say of the patient at the desk. Pure; the rows are read at the edge. */
import type { Day } from '../../../contract/day.ts'
import { isAccepted } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import type { VisitOnRecord } from '../../../contract/journal.ts'
import { MAX_FOLLOW_UPS } from '../../../contract/list-limits.ts'
import { isSamePatientNumber } from '../../../contract/patient-number.ts'
import { samePaper } from '../../../contract/same-paper.ts'
import type { LastVisit, SeenBefore } from '../../../contract/seen-before.ts'
import { decide } from '../../rules/decide.ts'
import { addEvidence, asCheckIn, decideAgain } from './check-in.ts'
import { type Core, type DeskEvent, type Now, type Step, stay, withCheckIn } from './core.ts'

/** A patient's visits that are looked at: when they were last here, and whether this month has been checked. */
export const MAX_SEEN = 50

const lastVisitOf = ({ row, event }: VisitOnRecord): LastVisit => ({
  seq: row.seq,
  at: row.at,
  day: row.day,
  outcome: row.outcome,
  reason: row.reason,
  road: row.road,
  documents: [...row.documents],
  overridden: row.overridden,
  expiresOn: event.expiresOn ?? null,
  burden: event.burden ?? null,
  insured: event.insured ?? null,
  cover: event.cover ?? null,
})

/** `2026-11-22` → `2026-11`. */
const monthOf = (day: Day): string => day.slice(0, 7)

/** Tells whether a visit was there before the one that is gone on with: neither that one itself, nor one that came after it. */
const wasBefore = ({ ends }: VisitOnRecord, reopens: CheckInView['reopens']): boolean =>
  reopens === null || (!ends.includes(reopens.seq) && ends.some((seq) => seq < reopens.seq))

/**
 * Reads what the visits of one number say, as they stand on record: corrected ones by what is right.
 * @param found the newest first
 * @param visit the open visit's day, and the visit that it goes on with
 * @returns null where none of them is an earlier visit of that number
 */
export const seenIn = (
  found: readonly VisitOnRecord[],
  patientNumber: string,
  { visitDate, reopens }: Pick<CheckInView, 'visitDate' | 'reopens'>,
): Pick<SeenBefore, 'patientNumber' | 'last' | 'checkedThisMonth'> | null => {
  const visits = found.filter(
    (visit) =>
      visit.row.patientNumber !== null &&
      isSamePatientNumber(visit.row.patientNumber, patientNumber) &&
      visit.row.day <= visitDate &&
      wasBefore(visit, reopens),
  )
  const [newest] = visits
  if (newest === undefined) return null
  const days = visits
    .filter(({ row }) => isAccepted(row.outcome) && monthOf(row.day) === monthOf(visitDate))
    .map(({ row }) => row.day)
    .sort()
  return {
    patientNumber: newest.row.patientNumber ?? patientNumber,
    last: lastVisitOf(newest),
    checkedThisMonth: days.at(-1) ?? null,
  }
}

/** Things that other visits of the number have left to be done: those of the visit that is gone on with are its own. */
const openOf = ({ state: { followUps, checkIn } }: Core, number: string): SeenBefore['open'] =>
  followUps
    .filter(
      ({ patientNumber, done, seq }) =>
        done === null &&
        patientNumber !== null &&
        isSamePatientNumber(patientNumber, number) &&
        seq !== checkIn?.reopens?.seq,
    )
    .slice(0, MAX_FOLLOW_UPS)

/** 再診, chosen for a patient of whom rows are there; the decision is made anew only where that changes it. */
const presetReturn = (core: Core, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const preset = withCheckIn(core, { visit: { ...view.visit, kind: 'return' } })
  const next = preset.state.checkIn
  if (view.decided === null || next === null) return stay(preset)
  const decision = decide(asCheckIn(next, core.state.office.settings))
  return JSON.stringify(decision) === JSON.stringify(view.decided.decision)
    ? stay(preset)
    : decideAgain(preset, now)
}

/** The journal has been read for the number of the open visit: an answer to another number is too late, and is left. */
export const patientSeen = (
  core: Core,
  { checkIn, patientNumber, visits }: Extract<DeskEvent, { type: 'patient-seen' }>,
  now: Now,
): Step => {
  const view = core.state.checkIn
  if (view === null || view.id !== checkIn || view.patientNumber === null) return stay(core)
  if (!isSamePatientNumber(view.patientNumber, patientNumber)) return stay(core)
  const seen = seenIn(visits, patientNumber, view)
  if (seen === null) return stay(withCheckIn(core, { seenBefore: null }))
  const presets = view.visit.kind === undefined
  const known = withCheckIn(core, {
    seenBefore: { ...seen, open: openOf(core, patientNumber), presetReturn: presets },
  })
  return presets ? presetReturn(known, now) : stay(known)
}

/** Keeps the open things to do of the patient as they are now, when one of them is done meanwhile, or the visit was another one's. */
export const followOpen = (before: Core, { core, effects }: Step): Step => {
  const seen = core.state.checkIn?.seenBefore ?? null
  const number = core.state.checkIn?.patientNumber ?? null
  const isAsBefore =
    core.state.followUps === before.state.followUps && core.state.checkIn?.id === before.state.checkIn?.id
  if (seen === null || number === null || isAsBefore) return { core, effects }
  return { core: withCheckIn(core, { seenBefore: { ...seen, open: openOf(core, number) } }), effects }
}

/** Somebody has compared the paper on the table with what the last visit's row says of it: it is the same one. */
export const takeSamePaper = (core: Core, now: Now): Step => {
  const view = core.state.checkIn
  const document = view === null ? null : samePaper(view)
  if (view === null || document === null) return stay(core)
  const insured = view.seenBefore?.last.insured ?? null
  return addEvidence(
    core,
    {
      document,
      source: 'manual',
      claims: {},
      confirmed: true,
      ofLastVisit: true,
      ...(insured === null ? {} : { insured }),
    },
    now,
  )
}
