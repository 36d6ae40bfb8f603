/** Reads the two days of a history, a count or an export as somebody has typed them: in every form that the desk's forms take. */
import type { Day } from '../../../contract/day.ts'
import type { DaysRefused, TypedDays } from '../../../contract/history.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { parseDate } from '../../rules/dates/parse.ts'
import type { OfficeContext } from '../ports.ts'

export type Days = { readonly from: Day; readonly to: Day }

const DAY_MS = 86_400_000
const daysIn = ({ from, to }: Days): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1

/** @param most how many days the range may have */
const readDays = (typed: TypedDays, most: number): Result<Days, DaysRefused> => {
  const from = parseDate(typed.from, 'issue')
  if (!from.ok) return fail({ field: 'from', why: from.problem })
  const to = parseDate(typed.to, 'issue')
  if (!to.ok) return fail({ field: 'to', why: to.problem })
  const days = { from: from.value.day, to: to.value.day }
  if (days.from > days.to) return fail({ field: 'to', why: 'order' })
  return daysIn(days) > most ? fail({ field: 'to', why: 'too-many' }) : ok(days)
}

/** The days, where they can be read; otherwise it is shown which cannot and why, and null comes back. */
export const typedDays = (
  typed: TypedDays,
  { tell }: Pick<OfficeContext, 'tell'>,
  most = Number.POSITIVE_INFINITY,
): Days | null => {
  const read = readDays(typed, most)
  tell({ type: 'office', change: { daysRefused: read.ok ? null : read.problem } })
  return read.ok ? read.value : null
}
