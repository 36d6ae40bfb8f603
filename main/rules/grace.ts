/**
 * How long a card whose electronic certificate has expired can still be read for eligibility.
 *
 * Rules: N04 (to the end of the third month after the month of expiry), C01-D, K6 (the grace is national). Years: all.
 * The answer of a reader wins over everything here.
 */
import type { Day } from '../../contract/day.ts'
import { addMonths, endOfMonthAfter } from './dates/arithmetic.ts'

/** The last day of the third month after the month of expiry: 2026-06-15 → 2026-09-30, 2026-02-10 → 2026-05-31. */
export const graceEnd = (expiresOn: Day): Day => endOfMonthAfter(expiresOn, 3)

export type CertificateStanding = 'unknown' | 'valid' | 'renew-soon' | 'grace' | 'expired'

/**
 * The standing of a card's electronic certificate on `day`, by its dates alone. The alert before its end begins three
 * months ahead (N04).
 */
export const certificateStanding = (expiresOn: Day | undefined, day: Day): CertificateStanding => {
  if (expiresOn === undefined) return 'unknown'
  if (day <= expiresOn) return addMonths(day, 3) >= expiresOn ? 'renew-soon' : 'valid'
  return day <= graceEnd(expiresOn) ? 'grace' : 'expired'
}
