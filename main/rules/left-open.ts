import type { Online } from '../../contract/check-in.ts'
import { type Decision, isAccepted, type Note, type Outcome } from '../../contract/decision.ts'
import type { LeftOpen, Paid } from '../../contract/follow-up-kinds.ts'

/** Facts about an outage at the end of a visit. */
type AtEnd = {
  /** The official system was down while the visit was open, or its outage mode was asked. */
  readonly ofOutage: boolean
  /** It is still down for the whole desk. */
  readonly isDown: boolean
  readonly online: Online | null
}

/** Answers that name a cover of this patient: 1 eligible, 3 a newer one, 6 eligible and not yet entrusted. */
const isConfirmedOnline = (online: Online | null): boolean =>
  online !== null && 'code' in online && (online.code === 1 || online.code === 3 || online.code === 6)

/** Tells whether a visit counts as one of an outage: it ends in it, or was taken in it and has not been confirmed online since. */
export const isOfOutage = ({ ofOutage, isDown, online }: AtEnd): boolean =>
  isDown || (ofOutage && !isConfirmedOnline(online))

const isWork = ({ reasons }: Pick<Decision, 'reasons'>): boolean =>
  reasons[0]?.code === 'NOT_HEALTH_INSURANCE'

/**
 * Things that a visit leaves to do at its end: notes of the decision that nobody has ticked, and what the end leaves by itself.
 * Whatever an outage has kept from being confirmed online is left as its recheck alone, on whichever ground it was taken or not
 * taken, so that all of them stand in one list once the line is back. An accident at work is none of them: no health
 * insurance is asked about it, and it waits for its form.
 * @param end.outcome the outcome that counts: of the decision, or what staff decided otherwise
 * @param end.ticked notes that are done; that the visit was checked again cannot be while the system is down
 */
export const leftOpen = (
  decision: Pick<Decision, 'notes' | 'reasons'>,
  end: AtEnd & {
    readonly outcome: Outcome
    readonly ticked: readonly Note[]
    readonly paid: Paid | null
    readonly workForm: 'brought' | 'later' | null
  },
): LeftOpen[] => {
  const notes = decision.notes.filter((note) => !end.ticked.includes(note))
  const isChecked = isConfirmedOnline(end.online) || (!end.isDown && end.ticked.includes('RECHECK_LATER'))
  const waits = isOfOutage(end) && !isChecked && !isWork(decision)
  const isUnconfirmed = !isAccepted(end.outcome)
  return [
    ...(isUnconfirmed && isWork(decision) && end.workForm !== 'brought' ? (['work-form'] as const) : []),
    ...(isUnconfirmed && !isWork(decision) && !waits ? (['unconfirmed'] as const) : []),
    ...(end.paid === null ? [] : ([end.paid === 'in-full' ? 'paid-in-full' : 'deposit'] as const)),
    ...(waits ? (['outage'] as const) : []),
    ...(decision.reasons.some(({ code }) => code === 'NEW_QUAL_FOUND')
      ? (['newer-entitlement'] as const)
      : []),
    ...notes.filter((note) => !waits || note !== 'RECHECK_LATER'),
  ]
}
