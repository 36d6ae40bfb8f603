/** The words that the contract brings for outcomes, reasons, needs and notes, in the language of the desk. */

import type { Need, Note, Outcome, ReasonCode } from '../../contract/decision.ts'
import type { FollowUpKind, FollowUpResult, Paid } from '../../contract/follow-up-kinds.ts'
import {
  FOLLOW_UP_WORDS,
  NEED_WORDS,
  NOTE_WORDS,
  OUTCOME_WORDS,
  PAID_WORDS,
  REASON_WORDS,
  RESULT_WORDS,
} from '../../contract/words.ts'
import { useDeskLanguage } from './index.ts'

export const useContractWords = () => {
  const language = useDeskLanguage()
  return {
    outcome: (outcome: Outcome): string => OUTCOME_WORDS[outcome][language],
    /** One line for headings and lists. */
    reason: (code: ReasonCode): string => REASON_WORDS[code][language],
    /** The meaning of a reason and why it holds, for whoever asks. */
    explain: (code: ReasonCode): string => REASON_WORDS[code].explain[language],
    need: (need: Need): string => NEED_WORDS[need][language],
    followUp: (what: FollowUpKind): string => FOLLOW_UP_WORDS[what][language],
    result: (result: FollowUpResult): string => RESULT_WORDS[result][language],
    paid: (paid: Paid): string => PAID_WORDS[paid][language],
    note: (note: Note): string => NOTE_WORDS[note][language],
  }
}
