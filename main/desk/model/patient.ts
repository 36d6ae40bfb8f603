import { hasPatientsCard } from '../../../contract/card.ts'
import type { Need } from '../../../contract/decision.ts'
import type { DeskState } from '../../../contract/desk.ts'
import { isConfirmed } from '../../../contract/ending.ts'
import type { PatientState } from '../../../contract/patient.ts'

/** Not the patient's to bring or to do. */
const FOR_THE_DESK: ReadonlySet<Need> = new Set([
  'staff',
  'branch-number',
  'printed-expiry',
  'registration',
  'look-up',
  'desk-app',
])

const phaseOf = (state: DeskState, asks: readonly Need[]): PatientState['phase'] => {
  if (state.cardReader.state === 'reading') return 'reading'
  if (state.checkIn === null) return 'welcome'
  if (isConfirmed(state.checkIn)) return 'thanks'
  if (state.checkIn.paid !== null || state.checkIn.workForm !== null) return 'thanks'
  return asks.length > 0 ? 'show' : 'wait'
}

/** The card was read, and only the desk has still to hear from the official terminal: nothing more is to be shown. */
const waitsForAnswer = ({ checkIn }: DeskState): boolean =>
  checkIn !== null && checkIn.reader.state === 'read' && checkIn.online === null

/** Picks what the patient's window may know of the desk: never a reason, an outcome, a number or a name. */
export const patientState = (state: DeskState): PatientState => {
  const needs = state.checkIn?.decided?.decision.needs ?? []
  const asks = waitsForAnswer(state) ? [] : needs.filter((need) => !FOR_THE_DESK.has(need))
  return {
    revision: state.revision,
    phase: phaseOf(state, asks),
    asks,
    language: state.checkIn?.patientLanguage ?? state.patientChoice.language,
    textSize: state.checkIn?.patientTextSize ?? state.patientChoice.textSize,
    cardLies: hasPatientsCard(state.cardReader),
  }
}
