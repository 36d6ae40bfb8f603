/** The words for outcomes, reasons, needs and notes, in the language of the desk. */

import type { Need, Note, Outcome, ReasonCode } from '../../contract/decision.ts'
import type { FollowUpKind, FollowUpResult, Paid } from '../../contract/follow-up-kinds.ts'
import { TERMS } from '../../contract/languages/index.ts'
import { useDeskLanguage } from './index.ts'

export const useContractWords = () => {
  const terms = TERMS[useDeskLanguage()]
  return {
    outcome: (outcome: Outcome): string => terms.outcomes[outcome],
    /** One line for headings and lists. */
    reason: (code: ReasonCode): string => terms.reasons[code].line,
    /** The meaning of a reason and why it holds, for whoever asks. */
    explain: (code: ReasonCode): string => terms.reasons[code].explain,
    need: (need: Need): string => terms.needs[need],
    followUp: (what: FollowUpKind): string => terms.followUps[what],
    result: (result: FollowUpResult): string => terms.followUpResults[result],
    paid: (paid: Paid): string => terms.paid[paid],
    note: (note: Note): string => terms.notes[note],
  }
}
