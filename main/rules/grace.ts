/**
 * How long a card whose electronic certificate has expired can still be read for eligibility.
 *
 * Rules: N04 (three months, with two published ends), C01-D, K6 (the grace is national). Years: all. The answer of a
 * reader wins over everything here.
 */
import type { Day } from '../../contract/day.ts'
import { addMonths, endOfMonthAfter } from './dates/arithmetic.ts'

/** Three months to the day after the certificate's last day: 2026-06-15 → 2026-09-15, 2026-11-30 → 2027-02-28. */
export const strictGraceEnd = (expiresOn: Day): Day => addMonths(expiresOn, 3)

/** The end of the third month after that day's: 2026-06-15 → 2026-09-30, 2026-04-15 → 2026-07-31. */
export const lenientGraceEnd = (expiresOn: Day): Day => endOfMonthAfter(expiresOn, 3)

/** `unclear`: the strict end has passed and the lenient one has not. */
export type CertificateStanding = 'unknown' | 'valid' | 'renew-soon' | 'grace' | 'unclear' | 'expired'

/**
 * Where a card's electronic certificate stands on `day`, by its dates alone. The alert before its end begins three
 * months ahead (N04).
 */
export const certificateStanding = (expiresOn: Day | undefined, day: Day): CertificateStanding => {
  if (expiresOn === undefined) return 'unknown'
  if (day <= expiresOn) return addMonths(day, 3) >= expiresOn ? 'renew-soon' : 'valid'
  if (day <= strictGraceEnd(expiresOn)) return 'grace'
  return day <= lenientGraceEnd(expiresOn) ? 'unclear' : 'expired'
}
