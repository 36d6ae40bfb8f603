import type { Decision, Note, Outcome } from '../../contract/decision.ts'
import type { LeftOpen, Paid } from '../../contract/follow-up-kinds.ts'

const isAccepted = (outcome: Outcome): boolean => outcome === 'accept' || outcome === 'accept-with-note'

/**
 * Things that a visit leaves to do at its end: notes of the decision that nobody has ticked, and what the end leaves by itself.
 * Taken without the official system, its recheck is one of the outage, so that all of them can be done once the line is back.
 * @param end.outcome the outcome that counts: of the decision, or what staff decided otherwise
 */
export const leftOpen = (
  decision: Pick<Decision, 'notes' | 'reasons'>,
  end: {
    readonly outcome: Outcome
    readonly ticked: readonly Note[]
    readonly outageMode: boolean
    readonly paid: Paid | null
  },
): LeftOpen[] => {
  const notes = decision.notes.filter((note) => !end.ticked.includes(note))
  const isOfOutage = end.outageMode && isAccepted(end.outcome) && !end.ticked.includes('RECHECK_LATER')
  return [
    ...(isAccepted(end.outcome) ? [] : (['unconfirmed'] as const)),
    ...(end.paid === null ? [] : ([end.paid === 'in-full' ? 'paid-in-full' : 'deposit'] as const)),
    ...(isOfOutage ? (['outage'] as const) : []),
    ...(decision.reasons.some(({ code }) => code === 'NEW_QUAL_FOUND')
      ? (['newer-entitlement'] as const)
      : []),
    ...notes.filter((note) => !isOfOutage || note !== 'RECHECK_LATER'),
  ]
}
