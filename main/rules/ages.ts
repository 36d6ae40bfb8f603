/**
 * The meaning of a patient's age on the day of the visit.
 *
 * Rules: N24 (70: the first of the next month), N25 (75: the birthday), N26 (pre-school), rules.md §4 (an age is
 * reached at the end of the day before the birthday). Years: all.
 */
import type { Day } from '../../contract/day.ts'
import { addDays, addYears, firstOfNextMonth } from './dates/arithmetic.ts'

export type AgeGroup = 'pre-school' | 'under-70' | '70-to-74' | '75-and-over' | 'unknown'

const isLeapDay = (day: Day): boolean => day.endsWith('-02-29')

/**
 * The day at whose end an age is reached: the day before the birthday. Born 1956-11-01 → 70 at the end of 2026-10-31.
 * Born on a February 29 → February 28, in every year.
 */
export const dayOfReaching = (age: number, birthDate: Day): Day => {
  const birthday = addYears(birthDate, age)
  return isLeapDay(birthDate) && !isLeapDay(birthday) ? birthday : addDays(birthday, -1)
}

/** The last day on which pre-school children's share counts: the first March 31 from the day of reaching six on. */
export const lastPreSchoolDay = (birthDate: Day): Day => {
  const reached = dayOfReaching(6, birthDate)
  const year = Number(reached.slice(0, 4))
  return reached.slice(5) <= '03-31' ? `${year}-03-31` : `${year + 1}-03-31`
}

/**
 * The first day of the rules for 70: the first of the month after the one in which 70 is reached. Somebody born on
 * the 1st reaches it in the month before, so for them that is the birthday itself.
 */
export const firstElderlyDay = (birthDate: Day): Day => firstOfNextMonth(dayOfReaching(70, birthDate))

/** The first day in the scheme for the elderly (後期高齢者医療): the 75th birthday. */
export const firstLateElderlyDay = (birthDate: Day): Day => addDays(dayOfReaching(75, birthDate), 1)

/**
 * The group of ages whose rules hold on `day`. The calendar years alone tell in all but four of them: pre-school ends
 * in the year of turning six or the next, the rules for 70 begin in the year of turning 70 or with the next, and the
 * scheme for the elderly in the year of turning 75.
 */
export const ageGroup = (birthDate: Day | undefined, day: Day): AgeGroup => {
  if (birthDate === undefined) return 'unknown'
  const turning = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  if (turning < 6) return 'pre-school'
  if (turning < 8) return day <= lastPreSchoolDay(birthDate) ? 'pre-school' : 'under-70'
  if (turning < 70) return 'under-70'
  if (turning === 70) return day < firstElderlyDay(birthDate) ? 'under-70' : '70-to-74'
  if (turning < 75) return '70-to-74'
  return turning > 75 || day >= firstLateElderlyDay(birthDate) ? '75-and-over' : '70-to-74'
}
