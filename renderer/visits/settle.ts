import type { FollowUp } from '../../contract/follow-up.ts'
import type { FollowUpResult } from '../../contract/follow-up-kinds.ts'
import { send } from '../state/connection.ts'

/** The tenths that a patient owes. */
export type Share = 1 | 2 | 3

/** A thing to do, and the id of the counter that it is open at; null for this one. */
export type ToSettle = { readonly followUp: FollowUp; readonly at: string | null }

/** Records what came of it. */
export const settle = (
  { followUp, at }: ToSettle,
  result: FollowUpResult,
  share: Share | null = null,
): void => {
  const { visit, seq, what } = followUp
  if (at === null) send({ type: 'settle-follow-up', visit, seq, what, result, share })
  else send({ type: 'settle-site-follow-up', terminal: at, visit, seq, what, result, share })
}
