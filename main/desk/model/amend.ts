/** A concluded visit is put right: on record first. A check-in that goes on with it is put right too, so that its end loses nothing. */
import type { CheckInView } from '../../../contract/desk.ts'
import { isSameNumberOrNone } from '../../../contract/patient-number.ts'
import {
  type Amendment,
  type Core,
  chain,
  type Now,
  type Step,
  say,
  stay,
  type VisitKeyOfDay,
  type Visits,
  visitsOf,
  withCheckIn,
} from './core.ts'
import { forgetSeen, withoutSeen } from './patient-step.ts'
import { within } from './tray.ts'

/** The facts of a check-in that a correction changes. */
const putRight = (
  view: CheckInView,
  { patientNumber, queueNumber, paid, cleared = [] }: Amendment,
): Pick<CheckInView, 'patientNumber' | 'queueNumber' | 'paid' | 'mayBePaid'> => {
  const right = {
    patientNumber: patientNumber ?? (cleared.includes('patientNumber') ? null : view.patientNumber),
    queueNumber: queueNumber ?? (cleared.includes('queueNumber') ? null : view.queueNumber),
    paid: paid ?? (cleared.includes('paid') ? null : view.paid),
  }
  return { ...right, mayBePaid: right.paid !== null }
}

const goesOnWith = ({ reopens }: CheckInView, { seq }: VisitKeyOfDay): boolean => reopens?.seq === seq

/** The check-in, open or parked, that goes on with a visit; null where none does. */
const successorOf = ({ state, parked }: Core, visit: VisitKeyOfDay): CheckInView | null =>
  [...(state.checkIn === null ? [] : [state.checkIn]), ...parked].find((view) => goesOnWith(view, visit)) ??
  null

/** The visits that are not over as the correction leaves them: kept with its row, so that no kill parts the two. */
const visitsAfter = (core: Core, visit: VisitKeyOfDay, change: Amendment): Visits => {
  const corrected = (view: CheckInView): CheckInView => {
    if (!goesOnWith(view, visit)) return view
    const right = { ...view, ...putRight(view, change) }
    return isSameNumberOrNone(view.patientNumber, right.patientNumber)
      ? right
      : withoutSeen(right, view.patientNumber)
  }
  const { open, parked, ...others } = visitsOf(core)
  return { open: open === null ? null : corrected(open), parked: parked.map(corrected), ...others }
}

/** Puts the correction on record. The outcome of a visit that is being gone on with is not corrected: its new end says it. */
export const amendVisit = (core: Core, visit: VisitKeyOfDay, change: Amendment): Step => {
  const successor = successorOf(core, visit)
  if (successor !== null && change.outcome !== undefined)
    return stay(say(core, 'AMEND_REFUSED', 'look', { why: 'reopened' }))
  return {
    core,
    effects: [
      {
        type: 'record',
        event: {
          event: 'amended',
          visit: visit.visit,
          visitSeq: visit.seq,
          visitDate: visit.day,
          ...change,
        },
        ...(successor === null ? {} : { keep: visitsAfter(core, visit, change) }),
        whenDurable: { type: 'amendment', visit, change },
      },
    ],
  }
}

/** The correction is on record: the check-in that goes on with the visit has it from now on. Without the row nothing changes. */
export const amendmentRecorded = (
  core: Core,
  visit: VisitKeyOfDay,
  change: Amendment,
  isOnRecord: boolean,
  now: Now,
): Step => {
  if (!isOnRecord) return stay(say(core, 'AMEND_REFUSED', 'look', { why: 'not-on-record' }))
  const successor = successorOf(core, visit)
  if (successor === null) return stay(core)
  const right = putRight(successor, change)
  // The open one is followed as ever when its number changes; nobody follows one in the tray.
  if (successor.id === core.state.checkIn?.id) return stay(withCheckIn(core, right))
  const isSame = isSameNumberOrNone(successor.patientNumber, right.patientNumber)
  return within(core, successor.id, (inner) =>
    chain(stay(withCheckIn(inner, right)), (next) =>
      isSame ? stay(next) : forgetSeen(next, successor.patientNumber, now),
    ),
  )
}
