import { type Decision, isAccepted, type Note, type Outcome } from '../../contract/decision.ts'
import type { LeftOpen, Paid } from '../../contract/follow-up-kinds.ts'

/**
 * Ends that nothing has confirmed: an accident at work waits for its form and for nothing else, what was not confirmed
 * because the official system was down is checked with the others of the outage.
 */
const ofUnconfirmed = (
  { reasons }: Pick<Decision, 'reasons'>,
  { isDown, workForm }: { readonly isDown: boolean; readonly workForm: 'brought' | 'later' | null },
): readonly LeftOpen[] => {
  if (reasons[0]?.code === 'NOT_HEALTH_INSURANCE') return workForm === 'brought' ? [] : ['work-form']
  return isDown ? ['outage'] : ['unconfirmed']
}

/**
 * Things that a visit leaves to do at its end: notes of the decision that nobody has ticked, and what the end leaves by itself.
 * Taken without the official system, its recheck is one of the outage, so that all of them can be done once the line is back.
 * @param end.outcome the outcome that counts: of the decision, or what staff decided otherwise
 * @param end.isDown the official system is down for the whole desk
 */
export const leftOpen = (
  decision: Pick<Decision, 'notes' | 'reasons'>,
  end: {
    readonly outcome: Outcome
    readonly ticked: readonly Note[]
    readonly outageMode: boolean
    readonly isDown: boolean
    readonly paid: Paid | null
    readonly workForm: 'brought' | 'later' | null
  },
): LeftOpen[] => {
  const notes = decision.notes.filter((note) => !end.ticked.includes(note))
  const wasTaken = end.outageMode || (end.isDown && end.outcome === 'accept-with-note')
  const isOfOutage = wasTaken && isAccepted(end.outcome) && !end.ticked.includes('RECHECK_LATER')
  return [
    ...(isAccepted(end.outcome) ? [] : ofUnconfirmed(decision, end)),
    ...(end.paid === null ? [] : ([end.paid === 'in-full' ? 'paid-in-full' : 'deposit'] as const)),
    ...(isOfOutage ? (['outage'] as const) : []),
    ...(decision.reasons.some(({ code }) => code === 'NEW_QUAL_FOUND')
      ? (['newer-entitlement'] as const)
      : []),
    ...notes.filter((note) => !isOfOutage || note !== 'RECHECK_LATER'),
  ]
}
