/** The first question of a visit, who this is; and what is to be read of the patient once a number is known. */
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import { isSameNumberOrNone, keptNumber } from '../../../contract/patient-number.ts'
import { containsIndividualNumber } from '../../rules/fields/individual-number.ts'
import { decideAgain, removedRow } from './check-in.ts'
import { type Core, chain, type Effect, type Now, type Step, say, stay, withCheckIn } from './core.ts'
import { isOfLastVisit } from './last-paper.ts'
import { offer } from './offer.ts'
import { doubtsOf } from './person.ts'

/** Takes a number that a hand has typed; an individual number is refused, said, and kept nowhere. */
const takeNumber = (core: Core, field: 'patientNumber' | 'queueNumber', typed: string | null): Step => {
  const number = keptNumber(typed)
  if (number !== null && containsIndividualNumber(number) === 'valid')
    return stay(say(core, 'MY_NUMBER_REFUSED', 'look'))
  return stay(withCheckIn(core, { [field]: number }))
}

/** Takes the clinic's number of the patient; null takes it back. Another one than is known may be the next patient's. */
export const setPatientNumber = (core: Core, typed: string | null, now: Now): Step => {
  const view = core.state.checkIn
  const number = keptNumber(typed)
  const isNumber = number !== null && containsIndividualNumber(number) !== 'valid'
  if (view === null || !isNumber) return takeNumber(core, 'patientNumber', typed)
  const offered = { kind: 'patient-card', patientNumber: number, isTyped: true } as const
  return doubtsOf(view, offered).about.length > 0
    ? offer(core, offered, now)
    : takeNumber(core, 'patientNumber', typed)
}

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

/** The evidence of a patient with another number: a paper taken as last time's goes, and stays without its trace where it was typed since. */
const evidenceOfAnother = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.flatMap((piece) => {
    if (!isOfLastVisit(piece)) return [piece]
    if (Object.keys(piece.claims).length === 0) return []
    const { ofLastVisit: _, insured: __, ...typed } = piece
    return [typed]
  })

/**
 * The visit without what was known of another number: the journal's rows, 再診 where it was chosen because of them, the record
 * that somebody has found under it, and papers that were taken as those of the last visit. Undecided where that bears on the
 * decision.
 * @param before the number; null where there was none, under which nothing was found
 */
export const withoutSeen = (view: CheckInView, before: string | null): CheckInView => {
  const { kind, recordOnFile, ...others } = view.visit
  const isPreset = view.seenBefore?.presetReturn === true && kind === 'return'
  const losesRecord = before !== null && recordOnFile !== undefined
  const hasPaper = view.evidence.some(isOfLastVisit)
  return {
    ...view,
    seenBefore: null,
    visit: {
      ...others,
      ...(isPreset || kind === undefined ? {} : { kind }),
      ...(losesRecord || recordOnFile === undefined ? {} : { recordOnFile }),
    },
    ...(hasPaper ? { evidence: evidenceOfAnother(view.evidence) } : {}),
    ...(isPreset || hasPaper || losesRecord ? { decided: null } : {}),
  }
}

/** Forgets what was known of the number before; papers that go with it are said and on record. */
export const forgetSeen = (core: Core, before: string | null, now: Now): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  const without = withoutSeen(view, before)
  const left = new Set(without.evidence.map(({ id }) => id))
  const gone = view.evidence.filter(({ id }) => !left.has(id))
  const forgotten = withCheckIn(core, without)
  const step: Step = {
    core: gone.length === 0 ? forgotten : say(forgotten, 'SAME_PAPER_GONE', 'look'),
    effects: gone.map((piece) => removedRow(view, piece)),
  }
  const isToDecide = view.decided !== null || gone.length > 0
  return without.decided === null && isToDecide ? chain(step, (next) => decideAgain(next, now)) : step
}

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
  const isNewHere = earlier === null && checkIn.patientNumber !== null && checkIn.seenBefore === null
  const isOther = earlier !== null && !isSameNumberOrNone(earlier.patientNumber, checkIn.patientNumber)
  const asked = isNewHere || isOther ? askJournal : stay
  return chain(
    { core, effects: step.effects },
    (next) => (isOther ? forgetSeen(next, earlier.patientNumber, now) : stay(next)),
    asked,
  )
}
