import type { Day } from '../../../contract/day.ts'
import { dayInTokyo } from '../../../contract/tokyo.ts'

/** The certificate's dates against the day of the visit. All days are in Asia/Tokyo, first and last included. */
export type Validity = {
  readonly status: 'valid' | 'grace' | 'expired' | 'not-yet-valid'
  /** The day before whose end the certificate runs out: its last. */
  readonly expiresOn: Day
  /**
   * The last day on which the national system still answers for an expired certificate (rule N04), in both readings
   * of 「３か月」: the same day three months later, and the last day of that month. `status` follows the strict one;
   * between the two the desk says 要確認. 2026-06-15 → 2026-09-15 and 2026-09-30.
   */
  readonly graceEndsStrict: Day
  readonly graceEndsLenient: Day
  /** Valid, with three months or less to go: the holder may renew. */
  readonly expiresSoon: boolean
}

const GRACE_MONTHS = 3

/** `day` moved by calendar months; a day that the month has not becomes its last: 2026-11-30 + 3 → 2027-02-28. */
const addMonths = (day: Day, months: number, place: 'same' | 'last'): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  if (place === 'same') last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

export const judgeValidity = (dates: { notBefore: Date; notAfter: Date }, visit: Day): Validity => {
  const expiresOn = dayInTokyo(dates.notAfter.getTime())
  const graceEndsStrict = addMonths(expiresOn, GRACE_MONTHS, 'same')
  const status =
    visit < dayInTokyo(dates.notBefore.getTime())
      ? 'not-yet-valid'
      : visit <= expiresOn
        ? 'valid'
        : visit <= graceEndsStrict
          ? 'grace'
          : 'expired'
  return {
    status,
    expiresOn,
    graceEndsStrict,
    graceEndsLenient: addMonths(expiresOn, GRACE_MONTHS, 'last'),
    expiresSoon: status === 'valid' && visit >= addMonths(expiresOn, -GRACE_MONTHS, 'same'),
  }
}
