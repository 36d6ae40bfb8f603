/** The month's list, read from the journal: one fold of the month's visits. */
import type Database from 'better-sqlite3'
import { type FollowUp, isBeforeTheClaim } from '../../contract/follow-up.ts'
import { FOLLOW_UPS, type FollowUpKind } from '../../contract/follow-up-kinds.ts'
import type { JournalRow, VisitOnRecord } from '../../contract/journal.ts'
import type { MonthItem } from '../../contract/month-list.ts'
import { rowOf } from './row.ts'
import { changedVisits, visitsOfRows } from './visit-reads.ts'
import { leftBefore } from './visits.ts'

const ORDER = new Map(FOLLOW_UPS.map((what, place) => [what, place]))
const placeOf = (what: FollowUpKind): number => ORDER.get(what) ?? FOLLOW_UPS.length

const itemsOf = (visit: VisitOnRecord): MonthItem[] => {
  const { outcome, reason, remark, amended } = visit.row
  const followUps: FollowUp[] = [...visit.followUps, ...leftBefore(visit)]
  return followUps
    .filter(({ what }) => isBeforeTheClaim(what))
    .map((followUp) => ({ followUp, outcome, reason, remark, amended }))
}

/**
 * Everything that visits of a month leave to be settled before its claims, done or not, by kind and then the oldest first.
 * Visits that left nothing are not read: they are known by their index alone.
 * @param month `2026-11`
 */
export const monthItems = (database: Database.Database, month: string): MonthItem[] => {
  const range = { from: `${month}-01`, to: `${month}-31` }
  const rows: JournalRow[] = database
    .prepare(
      `SELECT seq, body FROM entries INDEXED BY entries_event
        WHERE event = 'concluded' AND day BETWEEN ? AND ?
          AND (open_note IS NOT NULL OR outcome IN ('need-more', 'not-confirmed') OR reason = 'NEW_QUAL_FOUND')`,
    )
    .raw()
    .all(range.from, range.to)
    .map(rowOf)
  const visits = new Map(
    [...visitsOfRows(database, rows), ...changedVisits(database, range)].map((visit) => [
      visit.row.seq,
      visit,
    ]),
  )
  return [...visits.values()]
    .flatMap(itemsOf)
    .sort(
      ({ followUp: one }, { followUp: other }) =>
        placeOf(one.what) - placeOf(other.what) || one.seq - other.seq,
    )
}
