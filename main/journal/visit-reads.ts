/** Reads visits from the journal as they stand now: their rows by the indexes that there are, folded by {@link visitsFrom}. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { VisitKey } from '../../contract/amend.ts'
import type { Day } from '../../contract/day.ts'
import type { JournalRow, VisitOnRecord } from '../../contract/journal.ts'
import type { VisitsOfDay } from '../../contract/visit-row.ts'
import { rowOf } from './row.ts'
import { type ConcludedRow, isConcluded, TIED_EVENTS, visitsFrom } from './visits.ts'

type Events = readonly (typeof TIED_EVENTS)[number][]
/** Those that change what a list shows of a visit. */
const CHANGES: Events = ['amended', 'reopened']

const rowsOf = (database: Database.Database, sql: string, ...values: (string | number)[]): JournalRow[] =>
  database
    .prepare(`SELECT seq, body FROM entries ${sql}`)
    .raw()
    .all(...values)
    .map(rowOf)

/** Rows by their numbers; those that are no longer there are left out. */
const rowsAt = (database: Database.Database, seqs: readonly number[]): JournalRow[] =>
  seqs.length === 0
    ? []
    : rowsOf(database, 'WHERE seq IN (SELECT value FROM json_each(?))', JSON.stringify(seqs))

/** Rows that are tied to visits of these days. */
const tiedOn = (database: Database.Database, days: readonly Day[]): JournalRow[] =>
  rowsOf(
    database,
    `INDEXED BY entries_event WHERE event IN (SELECT value FROM json_each(?)) AND day IN (SELECT value FROM json_each(?))`,
    JSON.stringify(TIED_EVENTS),
    JSON.stringify(days),
  )

/** The ends of check-ins that visits were reopened with: on the visit's day, behind the row that reopened it. */
const endsOf = (database: Database.Database, tied: readonly JournalRow[]): JournalRow[] =>
  tied.flatMap(({ seq, event }) =>
    event.event === 'reopened'
      ? rowsOf(
          database,
          `INDEXED BY entries_event WHERE event = 'concluded' AND day = ? AND seq > ? AND body ->> '$.checkIn' = ?
           ORDER BY seq LIMIT 1`,
          event.visitDate,
          seq,
          event.checkIn,
        )
      : [],
  )

/** Visits as they stand now, out of rows that conclude and rows that are tied: what else belongs to them is read. */
const wholeVisits = (
  database: Database.Database,
  concluded: readonly JournalRow[],
  tied: readonly JournalRow[],
): VisitOnRecord[] => {
  const ends = [...concluded, ...endsOf(database, tied)]
  const known = new Set(ends.map(({ seq }) => seq))
  const named = tied.flatMap(({ event }) =>
    'visitSeq' in event && event.event !== 'task-done' ? [event.visitSeq] : [],
  )
  const others = rowsAt(
    database,
    [...new Set(named)].filter((seq) => !known.has(seq)),
  )
  return visitsFrom([...ends, ...others, ...tied])
}

/** Rows of the time when a note that was done had a row without the visit's day. */
const tasksDone = (database: Database.Database, concluded: readonly ConcludedRow[]): JournalRow[] => {
  const seqs = concluded.filter(({ event }) => event.notesOpen.length > 0).map(({ seq }) => seq)
  const [first] = seqs
  if (first === undefined) return []
  const last = z
    .number()
    .nullable()
    .parse(
      database
        .prepare(`SELECT max(seq) FROM entries INDEXED BY entries_event WHERE event = 'task-done'`)
        .pluck()
        .get(),
    )
  if (last === null || last < Math.min(...seqs)) return []
  return rowsOf(
    database,
    `INDEXED BY entries_event WHERE event = 'task-done' AND body ->> '$.visitSeq' IN (SELECT value FROM json_each(?))`,
    JSON.stringify(seqs),
  )
}

/** Every one of those rows: for whoever reads many visits. */
export const allTasksDone = (database: Database.Database): JournalRow[] =>
  rowsOf(database, `INDEXED BY entries_event WHERE event = 'task-done'`)

/**
 * The visits of these rows, each once, in the order of the rows.
 * @param tasks notes that were done, where they have been read already
 */
export const visitsOfRows = (
  database: Database.Database,
  rows: readonly JournalRow[],
  tasks?: readonly JournalRow[],
): VisitOnRecord[] => {
  const concluded = rows.filter(isConcluded)
  const days = [...new Set(concluded.map(({ event }) => event.visitDate))]
  const tied = tiedOn(database, days)
  const byEnd = new Map(
    wholeVisits(database, concluded, [...tied, ...(tasks ?? tasksDone(database, concluded))]).flatMap(
      (visit) => visit.ends.map((seq) => [seq, visit] as const),
    ),
  )
  return [...new Set(concluded.map(({ seq }) => byEnd.get(seq)))].filter((visit) => visit !== undefined)
}

/** One visit as it stands now, by any of its ends; null where the journal has none such. */
export const visitAt = (database: Database.Database, { visit, seq }: VisitKey): VisitOnRecord | null => {
  const row = rowsAt(database, [seq]).find(isConcluded)
  return row?.event.checkIn === visit ? (visitsOfRows(database, [row])[0] ?? null) : null
}

/** Visits of a range of days that were corrected, or reopened and ended anew: all others are as their rows say. */
export const changedVisits = (
  database: Database.Database,
  range: { readonly from?: Day | undefined; readonly to?: Day | undefined },
): VisitOnRecord[] => {
  const changes = rowsOf(
    database,
    'INDEXED BY entries_event WHERE event IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ?',
    JSON.stringify(CHANGES),
    range.from ?? '0000-00-00',
    range.to ?? '9999-99-99',
  )
  const named = changes.flatMap(({ event }) => ('visitSeq' in event ? [event.visitSeq] : []))
  return visitsOfRows(database, rowsAt(database, [...new Set(named)])).filter(({ row }) => row.amended)
}

/** Ends that count no longer, because their visits were reopened and ended anew. */
export const supersededEnds = (visits: readonly VisitOnRecord[]): number[] =>
  visits.flatMap(({ ends }) => ends.slice(0, -1))

/** The newest visits that were concluded on a day, and how many there are: those that are left out are only counted. */
export const visitsOfDay = (database: Database.Database, day: Day, most: number): VisitsOfDay => {
  const superseded = supersededEnds(changedVisits(database, { from: day, to: day }))
  const rows = rowsOf(
    database,
    `INDEXED BY entries_event WHERE event = 'concluded' AND day = ? AND seq NOT IN (SELECT value FROM json_each(?))
     ORDER BY seq DESC LIMIT ?`,
    day,
    JSON.stringify(superseded),
    most,
  )
  const count = z
    .number()
    .parse(
      database
        .prepare(
          `SELECT count(*) FROM entries INDEXED BY entries_event WHERE event = 'concluded' AND day = ?`,
        )
        .pluck()
        .get(day),
    )
  return {
    visits: visitsOfRows(database, rows).map(({ row }) => row),
    visitCount: count - superseded.length,
  }
}
