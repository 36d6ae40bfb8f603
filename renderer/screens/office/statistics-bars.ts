import { endOfMonth, parseDate } from '@internationalized/date'
import type { Day } from '../../../contract/day.ts'
import type { ReasonCode } from '../../../contract/decision.ts'
import type { Statistics } from '../../../contract/history.ts'

/** One bar: all visits of a day or month, and those with the reason that is looked at. `at` is its first day. */
export type Bar = { readonly at: Day; readonly total: number; readonly part: number }

/** More bars than this are too thin to be pressed apart by an eye: then months are drawn. */
const MAX_BARS = 62

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0)

/** Bars of every day, or of every month, between the first and the last day; days without a visit have one of height 0. */
export const barsOf = (
  { from, to, days }: Pick<Statistics, 'from' | 'to' | 'days'>,
  reason: ReasonCode | null,
): { readonly unit: 'day' | 'month'; readonly bars: Bar[] } => {
  const last = parseDate(to)
  const unit = last.compare(parseDate(from)) < MAX_BARS ? 'day' : 'month'
  const bars: Bar[] = []
  for (let at = parseDate(from); at.compare(last) <= 0; ) {
    const end = unit === 'day' ? at : endOfMonth(at)
    const inside = days.filter(({ day }) => day >= at.toString() && day <= end.toString())
    bars.push({
      at: at.toString(),
      total: sum(inside.flatMap(({ reasons }) => Object.values(reasons))),
      part: reason === null ? 0 : sum(inside.map(({ reasons }) => reasons[reason] ?? 0)),
    })
    at = end.add({ days: 1 })
  }
  return { unit, bars }
}

/** Reasons by how often they decided, the most frequent first. */
export const reasonsByCount = ({
  reasons,
}: Pick<Statistics, 'reasons'>): { readonly reason: ReasonCode; readonly visits: number }[] =>
  entriesOf(reasons)
    .map(([reason, visits]) => ({ reason, visits }))
    .sort((one, other) => other.visits - one.visits || (one.reason < other.reason ? -1 : 1))

/** The entries of a record, with the type of its keys. */
const entriesOf = <Key extends string>(counts: Partial<Record<Key, number>>): [Key, number][] => {
  const found: [Key, number][] = []
  for (const key in counts) found.push([key, counts[key] ?? 0])
  return found
}
