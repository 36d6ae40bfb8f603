/** The first question of a visit, who this is; and what is to be read of the patient once a number is known. */
import type { CheckInView } from '../../../contract/desk.ts'
import { isSamePatientNumber } from '../../../contract/patient-number.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { decideAgain } from './check-in.ts'
import { type Core, chain, type Effect, type Now, type Step, say, stay, withCheckIn } from './core.ts'

/** A number as it is kept: NFKC, without blanks around it; null for an empty one. */
const tidy = (typed: string | null): string | null => typed?.normalize('NFKC').trim() || null

/** Takes a number that a hand has typed; an individual number is refused, said, and kept nowhere. */
const takeNumber = (core: Core, field: 'patientNumber' | 'queueNumber', typed: string | null): Step => {
  const number = tidy(typed)
  if (number !== null && containsIndividualNumber(number) === 'valid')
    return stay(say(core, 'MY_NUMBER_REFUSED', 'look'))
  return stay(withCheckIn(core, { [field]: number }))
}

/** Takes the clinic's number of the patient; null takes it back. */
export const setPatientNumber = (core: Core, number: string | null): Step =>
  takeNumber(core, 'patientNumber', number)

/** Takes the number of the patient's slip (受付番号); null takes it back. */
export const setQueueNumber = (core: Core, number: string | null): Step =>
  takeNumber(core, 'queueNumber', number)

/** Somebody says that the patient has no number. */
export const skipPatient = (core: Core): Step => stay(withCheckIn(core, { patientStep: 'skipped' }))

/** How far the question is after a step: a number answers it, and one that is taken back opens it again. */
const stepOf = (now: CheckInView, asks: boolean): CheckInView['patientStep'] => {
  if (now.patientNumber !== null || now.queueNumber !== null) return 'answered'
  if (!asks) return 'skipped'
  return now.patientStep === 'answered' ? 'open' : now.patientStep
}

/** Forgets what was known of another number, and 再診 where it was chosen because of it. */
const forgetSeen = (core: Core, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null || view.seenBefore === null) return stay(core)
  const { kind, ...others } = view.visit
  const forgotten = withCheckIn(core, { seenBefore: null })
  if (!view.seenBefore.presetReturn || kind !== 'return') return stay(forgotten)
  const asBefore = withCheckIn(forgotten, { visit: others })
  return view.decided === null ? stay(asBefore) : decideAgain(asBefore, now)
}

const isSameNumber = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : isSamePatientNumber(one, other)

const askJournal = (core: Core): Step => {
  const view = core.state.checkIn
  const look: Effect[] =
    view === null || view.patientNumber === null
      ? []
      : [{ type: 'look-for-patient', checkIn: view.id, patientNumber: view.patientNumber }]
  return { core, effects: look }
}

/**
 * Keeps what depends on the patient's number beside it, whichever way it came (typed, scanned, by a form): the question is
 * answered, and the journal is asked about a number that is new. A visit that comes back brings what it knew.
 * @param before the desk before the step
 */
export const followPatient = (before: Core, step: Step, now: Now): Step => {
  const { checkIn, office } = step.core.state
  if (checkIn === null || checkIn === before.state.checkIn) return step
  const earlier = before.state.checkIn?.id === checkIn.id ? before.state.checkIn : null
  const patientStep = stepOf(checkIn, office.settings.asksPatient)
  const core = patientStep === checkIn.patientStep ? step.core : withCheckIn(step.core, { patientStep })
  const isKnown =
    earlier === null
      ? checkIn.patientNumber === null || checkIn.seenBefore !== null
      : isSameNumber(earlier.patientNumber, checkIn.patientNumber)
  return isKnown
    ? { core, effects: step.effects }
    : chain({ core, effects: step.effects }, (next) => forgetSeen(next, now), askJournal)
}
