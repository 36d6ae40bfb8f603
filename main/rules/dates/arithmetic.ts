import { endOfMonth, parseDate } from '@internationalized/date'
import { isDay } from '../../../contract/calendar.ts'
import type { Day } from '../../../contract/day.ts'

/** `days` later, or earlier when negative. */
export const addDays = (day: Day, days: number): Day => parseDate(day).add({ days }).toString()

/** `months` later; a day that the month has not becomes its last: 2026-11-30 + 3 = 2027-02-28. */
export const addMonths = (day: Day, months: number): Day => parseDate(day).add({ months }).toString()

/** `years` later; only a February 29 can be missing, and becomes the 28th: 2028-02-29 + 5 = 2033-02-28. */
export const addYears = (day: Day, years: number): Day => {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  return isDay(later) ? later : `${later.slice(0, 8)}28`
}

/** The last day of the month `months` later: 2026-04-15 with 3 → 2026-07-31. */
export const endOfMonthAfter = (day: Day, months: number): Day =>
  endOfMonth(parseDate(day).add({ months })).toString()

/** The first day of the month after the one that `day` lies in. */
export const firstOfNextMonth = (day: Day): Day => addDays(endOfMonthAfter(day, 0), 1)
