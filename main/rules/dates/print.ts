import type { Day } from '../../../contract/day.ts'
import { ERAS } from './eras.ts'

/**
 * A day as papers print it: `2025-12-01` → `令和7年12月1日`, an era's first year `元年`. A day that two eras share gets
 * the newer name. The days of 1868 before Meiji stay western: `1868年1月24日`.
 */
export const printEraDate = (day: Day): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const era = ERAS.findLast(({ first }) => first <= day)
  const eraYear = year - (era?.zero ?? 0)
  return `${era?.name ?? ''}${era && eraYear === 1 ? '元' : eraYear}年${month}月${date}日`
}
