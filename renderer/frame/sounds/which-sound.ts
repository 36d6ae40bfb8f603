import { isAccepted, type Outcome } from '../../../contract/decision.ts'
import type { DeskState } from '../../../contract/desk.ts'
import type { Sound } from './tones.ts'

const outcomeOf = ({ checkIn }: DeskState): Outcome | null =>
  checkIn === null ? null : (checkIn.overridden?.outcome ?? checkIn.decided?.decision.outcome ?? null)

const newest = ({ messages }: DeskState): number => Math.max(-1, ...messages.map(({ id }) => id))

/**
 * The sound that a change of state deserves, if any. Pure. A new problem or something to look at comes before a
 * decision; a decision sounds when its outcome changes, or when another reason decides it.
 */
export const whichSound = (before: DeskState, after: DeskState): Sound | null => {
  const last = newest(before)
  if (after.messages.some(({ id, tone }) => id > last && tone !== 'info')) return 'look-here'
  if (after.question !== null && after.question.number !== before.question?.number) return 'look-here'
  const outcome = outcomeOf(after)
  if (outcome === null) return null
  const sameVisit = before.checkIn?.id === after.checkIn?.id
  const reason = ({ checkIn }: DeskState) => checkIn?.decided?.decision.reasons[0]?.code
  if (sameVisit && outcomeOf(before) === outcome && reason(before) === reason(after)) return null
  // An empty row of evidence is a question, not an answer.
  if (after.checkIn?.evidence.length === 0 && after.checkIn.reader.state === 'not-tried') return null
  return isAccepted(outcome) ? 'accepted' : 'needs-something'
}
