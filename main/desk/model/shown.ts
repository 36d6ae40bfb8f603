import type { DeskState } from '../../../contract/desk.ts'
import type { ShellFacts, ShownState } from '../../../contract/from-desk.ts'
import { patientState } from './patient.ts'
import { shownFollowUps } from './visit-lists.ts'

/** Picks what the shell needs to know of a state. Before anybody has set up staff, nobody may leave kiosk mode. */
export const shellFacts = ({ revision, office }: DeskState): ShellFacts => ({
  revision,
  patientWindow: office.settings.patientWindow,
  rights: office.staff.rights,
  mayLeave: office.staff.signedIn?.role === 'administrator',
})

/** Writes a state as the texts that the windows read. It is encoded here, once, and read by the windows alone. */
export const shownState = (whole: DeskState, revision: number): ShownState => {
  const state = { ...whole, followUps: shownFollowUps(whole.followUps), revision }
  return {
    type: 'state',
    text: JSON.stringify(state),
    patientText: JSON.stringify(patientState(state)),
    facts: shellFacts(state),
  }
}
