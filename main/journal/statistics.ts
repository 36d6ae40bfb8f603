import type Database from 'better-sqlite3'
import { z } from 'zod'
import { daySchema } from '../../contract/day.ts'
import { outcomeSchema, reasonCodeSchema } from '../../contract/decision.ts'
import type { JournalStatistics, Steps, VisitOnRecord } from '../../contract/journal.ts'
import { roadSchema } from '../../contract/journal-fields.ts'
import { changedVisits } from './visit-reads.ts'

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

const groupOf = ({ row }: VisitOnRecord): Group => ({
  day: row.day,
  road: row.road,
  outcome: row.outcome,
  reason: row.reason,
  overridden: row.overridden ? 1 : 0,
  visits: 1,
})

const groupsSchema = z.array(groupSchema)

/** Every day of the range that has rows of visits, found by the index alone: one step down the tree a day. */
const daysWithVisits = (database: Database.Database, from: string, to: string): string[] =>
  z.array(z.string()).parse(
    database
      .prepare(
        `WITH RECURSIVE days (day) AS (
             SELECT min(day) FROM entries INDEXED BY entries_event WHERE event = 'concluded' AND day >= ?
             UNION ALL
             SELECT (SELECT min(day) FROM entries INDEXED BY entries_event WHERE event = 'concluded' AND day > days.day)
             FROM days WHERE day IS NOT NULL)
           SELECT day FROM days WHERE day <= ?`,
      )
      .pluck()
      .all(from, to),
  )

/**
 * Concluded visits as they stand now, counted by day, road, outcome and deciding reason: a day at a step, because a million
 * visits take seconds, and the patient in front waits for none of them.
 */
export function* statisticsInSteps(
  database: Database.Database,
  range: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Steps<JournalStatistics> {
  const groups: Group[] = []
  let visits = 0
  let amended = 0
  const ofDay = database.prepare(
    `SELECT day, road, outcome, reason, body ->> '$.overridden' AS overridden, count(*) AS visits FROM entries
     WHERE event = 'concluded' AND day = ? AND seq NOT IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4, 5`,
  )
  for (const day of daysWithVisits(database, range.from ?? '0000-00-00', range.to ?? '9999-99-99')) {
    const changed = changedVisits(database, { from: day, to: day })
    amended += changed.length
    const ends = changed.flatMap((visit) => visit.ends)
    const found = [...groupsSchema.parse(ofDay.all(day, JSON.stringify(ends))), ...changed.map(groupOf)]
    groups.push(...found)
    visits += found.reduce((sum, group) => sum + group.visits, 0)
    yield visits
  }
  const total = (some: readonly Group[]): number => some.reduce((sum, group) => sum + group.visits, 0)
  return {
    entries: z.number().parse(database.prepare('SELECT count(*) FROM entries').pluck().get()),
    visits,
    days: countBy(groups, ({ day }) => day),
    roads: countBy(groups, ({ road }) => road),
    outcomes: countBy(groups, ({ outcome }) => outcome),
    reasons: countBy(groups, ({ reason }) => reason),
    amended,
    overridden: total(groups.filter(({ overridden }) => overridden === 1)),
    reasonsByDay: Object.fromEntries(
      [...Map.groupBy(groups, ({ day }) => day)].map(([day, some]) => [
        day,
        countBy(some, ({ reason }) => reason),
      ]),
    ),
  }
}
