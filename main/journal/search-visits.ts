/** Searches concluded visits as they stand now: corrected ones are found by what is right, and a reopened one by its last end. */
import type Database from 'better-sqlite3'
import type { JournalQuery, VisitOnRecord } from '../../contract/journal.ts'
import { spellingsOf } from './patient-numbers.ts'
import { rowOf } from './row.ts'
import { conditionsOf, countOf, type InsuredOf, indexedBy } from './search.ts'
import { changedVisits, visitsOfRows } from './visit-reads.ts'

/** Filters of which the visit's own row need not say any longer what is right. */
const isFound = ({ row }: VisitOnRecord, query: JournalQuery): boolean =>
  (query.outcome === undefined || row.outcome === query.outcome) &&
  (query.patientNumber === undefined ||
    (row.patientNumber !== null && spellingsOf(query.patientNumber).includes(row.patientNumber)))

/** Visits that match, the newest first, and how many match in all, counted as far as {@link countOf} counts. */
export const searchVisits = (
  database: Database.Database,
  query: Omit<JournalQuery, 'events'>,
  insured: InsuredOf,
): { visits: VisitOnRecord[]; found: number } => {
  const changed = changedVisits(database, query)
  const asEnded: JournalQuery = { ...query, events: ['concluded'] }
  const { where, values } = conditionsOf(asEnded, insured)
  const { outcome: _, patientNumber: __, ...asRows } = query
  const others = conditionsOf({ ...asRows, events: ['concluded'] }, insured)
  const list = 'SELECT value FROM json_each(?)'
  const sql = `SELECT seq, day FROM entries ${indexedBy(database, asEnded)} WHERE ${where} AND seq NOT IN (${list})
    UNION ALL SELECT seq, day FROM entries WHERE ${others.where} AND seq IN (${list})`
  const all = [
    ...values,
    JSON.stringify(changed.flatMap(({ ends }) => ends)),
    ...others.values,
    JSON.stringify(changed.filter((visit) => isFound(visit, query)).map(({ row }) => row.seq)),
  ]
  const found = countOf(database, `(${sql})`, all)
  const rows = database
    .prepare(
      `SELECT found.seq, body FROM (${sql} ORDER BY day DESC, seq DESC LIMIT ? OFFSET ?) AS found
       JOIN entries ON entries.seq = found.seq ORDER BY found.day DESC, found.seq DESC`,
    )
    .raw()
    .all(...all, query.limit ?? 100, query.skip ?? 0)
    .map(rowOf)
  return { visits: visitsOfRows(database, rows), found }
}
