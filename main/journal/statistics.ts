import type Database from 'better-sqlite3'
import { z } from 'zod'
import { daySchema } from '../../contract/day.ts'
import { outcomeSchema, reasonCodeSchema } from '../../contract/decision.ts'
import type { JournalStatistics } from '../../contract/journal.ts'
import { roadSchema } from '../../contract/journal-fields.ts'

const groupSchema = z.strictObject({
  day: daySchema,
  road: roadSchema,
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  overridden: z.number().int(),
  visits: z.number().int(),
})
type Group = z.infer<typeof groupSchema>

const countBy = <Name extends string>(
  groups: readonly Group[],
  nameOf: (group: Group) => Name,
): Partial<Record<Name, number>> => {
  const counts: Partial<Record<Name, number>> = {}
  for (const group of groups) {
    const name = nameOf(group)
    counts[name] = (counts[name] ?? 0) + group.visits
  }
  return counts
}

/** Concluded visits counted by day, road, outcome and deciding reason. */
export const statisticsOf = (
  database: Database.Database,
  range: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): JournalStatistics => {
  const groups = z.array(groupSchema).parse(
    database
      .prepare(
        `SELECT day, road, outcome, reason, body ->> '$.overridden' AS overridden, count(*) AS visits FROM entries
         WHERE event = 'concluded' AND day BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5 ORDER BY 1`,
      )
      .all(range.from ?? '0000-00-00', range.to ?? '9999-99-99'),
  )
  const total = (some: readonly Group[]): number => some.reduce((sum, { visits }) => sum + visits, 0)
  return {
    entries: z.number().parse(database.prepare('SELECT count(*) FROM entries').pluck().get()),
    visits: total(groups),
    days: countBy(groups, ({ day }) => day),
    roads: countBy(groups, ({ road }) => road),
    outcomes: countBy(groups, ({ outcome }) => outcome),
    reasons: countBy(groups, ({ reason }) => reason),
    overridden: total(groups.filter(({ overridden }) => overridden === 1)),
    reasonsByDay: Object.fromEntries(
      [...Map.groupBy(groups, ({ day }) => day)].map(([day, some]) => [
        day,
        countBy(some, ({ reason }) => reason),
      ]),
    ),
  }
}
