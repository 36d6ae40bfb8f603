import { JapaneseCalendar, parseDate as parseIso, toCalendar } from '@internationalized/date'
import type { Day } from '../../contract/day.ts'
import { ERAS } from './eras.ts'

const JAPANESE = new JapaneseCalendar()
/** The library's names of the eras, in the order of {@link ERAS}. */
const LIBRARY_NAMES = ['meiji', 'taisho', 'showa', 'heisei', 'reiwa']

/**
 * A day as papers print it: `2025-12-01` → `令和7年12月1日`, an era's first year `元年`. A day that two eras share gets
 * the newer name. The days of 1868 before Meiji stay western: `1868年1月24日`.
 */
export const printEraDate = (day: Day): string => {
  const date = toCalendar(parseIso(day), JAPANESE)
  const era = ERAS[LIBRARY_NAMES.indexOf(date.era)]
  const monthAndDay = `${date.month}月${date.day}日`
  return era === undefined || day < era.first
    ? `${day.slice(0, 4)}年${monthAndDay}`
    : `${era.name}${date.year === 1 ? '元' : date.year}年${monthAndDay}`
}
