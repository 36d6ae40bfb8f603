/**
 * The last day of a temporary certificate, and whether the last day printed on a certificate is plausible. The latter is
 * never more than a warning: the printed day counts.
 *
 * Rules: K3, B02 (the value until the transition ended), B03 (the half-yearly grid after it), B04 and B05 (five years
 * from the issue), N23 (twenty days). Years: 2024-12-02 on.
 */
import type { Day } from '../../contract/day.ts'
import { addDays, addYears } from './dates/arithmetic.ts'
import { LAW_DAYS } from './law-days.ts'

const DAYS_OF_TEMPORARY_CERTIFICATE = 20

/** The last day on which a temporary certificate counts: certified 2026-11-28 → 2026-12-18. */
export const lastDayOfTemporaryCertificate = (certifiedOn: Day): Day =>
  addDays(certifiedOn, DAYS_OF_TEMPORARY_CERTIFICATE)

export type PrintedDays = { readonly issuedOn?: Day | undefined; readonly expiresOn: Day }

/** The days on which a half-yearly insurer's certificates end. */
const GRID = ['06-01', '12-01'] as const

/** The first grid day on or after `day`: 2026-05-20 → 2026-06-01, 2026-12-02 → 2027-06-01. */
export const gridDayFrom = (day: Day): Day => {
  const year = Number(day.slice(0, 4))
  const inYear = GRID.find((gridDay) => day.slice(5) <= gridDay)
  return inYear === undefined ? `${year + 1}-${GRID[0]}` : `${year}-${inYear}`
}

const isGridDay = (day: Day): boolean => GRID.some((gridDay) => day.endsWith(gridDay))

/** The grid day after `day`, when `day` is one: its insurer's paper does not say which of the two it would print. */
const nextGridDay = (day: Day): Day => gridDayFrom(`${day.slice(0, 8)}02`)

/**
 * Tells whether a half-yearly insurer would print this last day. Issued through 2025-12-01: that day. Later: the next
 * grid day; for an issue on a grid day itself the papers do not say, so that day and the next are both taken. Without
 * the day of issue: what any issue up to the visit could print.
 */
export const fitsHalfYearlyGrid = ({ issuedOn, expiresOn }: PrintedDays, visitDate: Day): boolean => {
  const { last } = LAW_DAYS.halfYearlyTransition
  const latestIssue = issuedOn ?? visitDate
  if (latestIssue <= last) return expiresOn === last
  const expected = gridDayFrom(latestIssue)
  const fits = expiresOn === expected || (latestIssue === expected && expiresOn === nextGridDay(expected))
  return fits || (issuedOn === undefined && isGridDay(expiresOn) && expiresOn < expected)
}

const YEARS_AT_MOST = 5

/**
 * Tells whether a certificate could print this last day at all: not before its issue, and not more than five years
 * after it. The same day five years on is within (issued 2026-11-01 → 2031-11-01). Without the day of issue, five years
 * from the visit, since it had been issued by then.
 */
export const isPlausibleExpiry = ({ issuedOn, expiresOn }: PrintedDays, visitDate: Day): boolean =>
  expiresOn <= addYears(issuedOn ?? visitDate, YEARS_AT_MOST) &&
  (issuedOn === undefined || expiresOn >= issuedOn)
