/** The lines of a visit's slip for the patient: what to do now, and what to bring the next time. Pure. */
import type { ReasonCode } from '../../contract/decision.ts'
import type { VisitRow } from '../../contract/visit-row.ts'

/** A sentence by its words, `patient.slip.*`. */
export type SlipLine = 'wait' | 'bring' | 'number' | 'renew' | 'refund' | 'settle' | 'work' | 'workRefund'

/** Read with the card although its electronic certificate has run out. */
const RENEW: ReadonlySet<ReasonCode> = new Set(['CERT_GRACE', 'CERT_EXPIRED_WITH_NOTICE'])

/** Taken on word or on paper alone: the next visit is to be confirmed by card or certificate. */
const BRING: ReadonlySet<ReasonCode> = new Set(['PAST_RECORD_ORAL', 'EMERGENCY', 'OUTAGE_MODE'])

/**
 * The slip goes home in a pocket: it names no reason and no outcome, and nothing that the patient would not want read.
 * It says what helps the person who holds it.
 */
export const slipLines = ({
  outcome,
  reason,
  overridden,
  paid,
}: Pick<VisitRow, 'outcome' | 'reason' | 'overridden' | 'paid'>): readonly SlipLine[] => {
  if (reason === 'NOT_HEALTH_INSURANCE' && !overridden)
    return paid === null ? ['wait', 'work'] : ['wait', 'work', 'workRefund']
  if (paid !== null) return ['wait', paid === 'in-full' ? 'refund' : 'settle']
  const isOpen = outcome === 'need-more' || outcome === 'not-confirmed'
  if (isOpen || overridden || BRING.has(reason)) return ['wait', 'bring']
  if (reason === 'SELF_DECLARATION') return ['wait', 'number']
  return RENEW.has(reason) ? ['wait', 'renew'] : ['wait']
}
