/** Every act of the back office, by the type of its intent. */

import type { Intent } from '../../../../contract/intents.ts'
import type { OfficeIntent } from '../../../../contract/office-intents.ts'
import type { OfficeContext } from '../../ports.ts'
import type { Act, OfficeIntents, OfficeParts } from '../act.ts'
import { acknowledgeLosses } from './acknowledge-losses.ts'
import { addPerson } from './add-person.ts'
import { amendVisit } from './amend-visit.ts'
import { backUpNow } from './back-up-now.ts'
import { cancelPurge } from './cancel-purge.ts'
import { changePerson } from './change-person.ts'
import { changeSettings } from './change-settings.ts'
import { closeHistory } from './close-history.ts'
import { closeMonth } from './close-month.ts'
import { closeVisit } from './close-visit.ts'
import { confirmDay } from './confirm-day.ts'
import { countVisits } from './count-visits.ts'
import { discardSupportBundle } from './discard-support-bundle.ts'
import { exportJournal } from './export-journal.ts'
import { giveUpWork } from './give-up-work.ts'
import { listMonth } from './list-month.ts'
import { listSerialPorts } from './list-serial-ports.ts'
import { makeJournalSlip } from './make-journal-slip.ts'
import { makeKeySheet } from './make-key-sheet.ts'
import { moveKeys } from './move-keys.ts'
import { openVisit } from './open-visit.ts'
import { prepareSupportBundle } from './prepare-support-bundle.ts'
import { purgeJournal } from './purge-journal.ts'
import { putAwayKeySheet } from './put-away-key-sheet.ts'
import { recoverPin } from './recover-pin.ts'
import { registerStaffCard } from './register-staff-card.ts'
import { removePerson } from './remove-person.ts'
import { removeStaffCard } from './remove-staff-card.ts'
import { reopenVisit } from './reopen-visit.ts'
import { rotateKeys } from './rotate-keys.ts'
import { runDoctor } from './run-doctor.ts'
import { saveMonth } from './save-month.ts'
import { saveSupportBundle } from './save-support-bundle.ts'
import { saveTemplate } from './save-template.ts'
import { searchHistory } from './search-history.ts'
import { settleFollowUp } from './settle-follow-up.ts'
import { settleSiteFollowUp } from './settle-site-follow-up.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { takeOver } from './take-over.ts'
import { teachCode } from './teach-code.ts'
import { tryTemplate } from './try-template.ts'
import { undoFollowUp } from './undo-follow-up.ts'
import { verifyJournal } from './verify-journal.ts'

const ACTS: { readonly [Type in OfficeIntent['type']]: Act<Type> } = {
  'recover-pin': recoverPin,
  'sign-in': signIn,
  'sign-out': signOut,
  'add-person': addPerson,
  'change-person': changePerson,
  'remove-person': removePerson,
  'register-staff-card': registerStaffCard,
  'remove-staff-card': removeStaffCard,
  'change-settings': changeSettings,
  'list-serial-ports': listSerialPorts,
  'teach-code': teachCode,
  'try-template': tryTemplate,
  'save-template': saveTemplate,
  'search-history': searchHistory,
  'close-history': closeHistory,
  'count-visits': countVisits,
  'open-visit': openVisit,
  'close-visit': closeVisit,
  'amend-visit': amendVisit,
  'reopen-visit': reopenVisit,
  'settle-follow-up': settleFollowUp,
  'settle-site-follow-up': settleSiteFollowUp,
  'undo-follow-up': undoFollowUp,
  'run-doctor': runDoctor,
  'prepare-support-bundle': prepareSupportBundle,
  'save-support-bundle': saveSupportBundle,
  'discard-support-bundle': discardSupportBundle,
  'export-journal': exportJournal,
  'list-month': listMonth,
  'close-month': closeMonth,
  'save-month': saveMonth,
  'verify-journal': verifyJournal,
  'back-up-now': backUpNow,
  'give-up-work': giveUpWork,
  'purge-journal': purgeJournal,
  'cancel-purge': cancelPurge,
  'confirm-day': confirmDay,
  'rotate-keys': rotateKeys,
  'move-keys': moveKeys,
  'acknowledge-losses': acknowledgeLosses,
  'take-over': takeOver,
  'make-journal-slip': makeJournalSlip,
  'make-key-sheet': makeKeySheet,
  'put-away-key-sheet': putAwayKeySheet,
}

/** Tells whether an intent is the back office's. */
export const isOfficeIntent = (intent: Intent): intent is OfficeIntent => Object.hasOwn(ACTS, intent.type)

const performAs = <Type extends OfficeIntent['type']>(
  type: Type,
  intent: OfficeIntents[Type],
  office: OfficeParts & OfficeContext,
): void => ACTS[type](intent, office)

/** Performs an act that has been admitted (model/admission.ts). */
export const performAct = (intent: OfficeIntent, office: OfficeParts & OfficeContext): void =>
  performAs(intent.type, intent, office)
