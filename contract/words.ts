/** The words for outcomes, reasons, needs and notes in Japanese and English: one table for window, command line and docs. */
import type { Need, Note, Outcome, ReasonCode } from './decision.ts'
import type { FollowUpKind, FollowUpResult, Paid } from './follow-up-kinds.ts'
import type { Words } from './staff-language.ts'
import words from './words.json' with { type: 'json' }

/**
 * By language: one line for the desk. `explain`: what it means and why, for whoever asks. What is said to the patient
 * follows from what is asked for, not from a reason, and stands in the language files.
 */
export type ReasonWords = Words & { readonly explain: Words }

export const OUTCOME_WORDS: Readonly<Record<Outcome, Words>> = words.outcomes
export const REASON_WORDS: Readonly<Record<ReasonCode, ReasonWords>> = words.reasons
export const NEED_WORDS: Readonly<Record<Need, Words>> = words.needs
export const FOLLOW_UP_WORDS: Readonly<Record<FollowUpKind, Words>> = words.followUps
export const RESULT_WORDS: Readonly<Record<FollowUpResult, Words>> = words.followUpResults
export const PAID_WORDS: Readonly<Record<Paid, Words>> = words.paid
export const NOTE_WORDS: Readonly<Record<Note, Words>> = words.notes
