/** The words of a language for what the contract names by codes: one table for window, command line and docs. */
import type { Need, Note, Outcome, ReasonCode } from '../decision.ts'
import type { FollowUpKind, FollowUpResult, Paid } from '../follow-up-kinds.ts'

/**
 * `line`: one line for the desk. `explain`: its meaning and why it holds, for whoever asks. What is said to the patient
 * follows from what is asked for, not from a reason, and stands in `window.json`.
 */
export type ReasonText = { readonly line: string; readonly explain: string }

export type Terms = {
  readonly outcomes: Readonly<Record<Outcome, string>>
  readonly reasons: Readonly<Record<ReasonCode, ReasonText>>
  readonly needs: Readonly<Record<Need, string>>
  readonly notes: Readonly<Record<Note, string>>
  readonly followUps: Readonly<Record<FollowUpKind, string>>
  readonly followUpResults: Readonly<Record<FollowUpResult, string>>
  readonly paid: Readonly<Record<Paid, string>>
}
