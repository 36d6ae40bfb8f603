import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import {
  type Insured,
  type JournalQuery,
  type JournalRow,
  journalEventSchema,
  stampSchema,
} from '../../contract/journal.ts'
import { type Task, taskSchema, type VisitRow, type VisitsOfDay } from '../../contract/visit-row.ts'
import { plain } from './insured.ts'

const storedSchema = z.tuple([z.number().int(), z.string()])

/** A stored row, parsed again: the database is a border too. */
export const rowOf = (stored: unknown): JournalRow => {
  const [seq, body] = storedSchema.parse(stored)
  const { at, day, doubt, monotonic, session, terminal, ...event } = z.looseObject({}).parse(JSON.parse(body))
  return {
    seq,
    stamp: stampSchema.parse({ at, day, monotonic, session, terminal, doubt }),
    event: journalEventSchema.parse(event),
  }
}

/** The newest visits that were concluded on a day, and how many there are: those that are left out are only counted. */
export const visitsOf = (database: Database.Database, day: Day, most: number): VisitsOfDay => {
  const ofDay = `FROM entries INDEXED BY entries_event WHERE event = 'concluded' AND day = ?`
  return {
    visits: database
      .prepare(`SELECT seq, body ${ofDay} ORDER BY seq DESC LIMIT ?`)
      .raw()
      .all(day, most)
      .map(rowOf)
      .flatMap(visitsIn),
    visitCount: z.number().parse(database.prepare(`SELECT count(*) ${ofDay}`).pluck().get(day)),
  }
}

/** The row as today's list and the history show it; nothing for a row that concludes no visit. */
export const visitsIn = ({ seq, stamp, event }: JournalRow): VisitRow[] => {
  if (event.event !== 'concluded') return []
  const [reason] = event.reasons
  if (reason === undefined) return []
  return [
    {
      seq,
      at: stamp.at,
      patientNumber: event.patientNumber ?? null,
      outcome: event.outcome,
      reason,
      documents: [...event.documents],
      overridden: event.overridden,
      road: event.road,
      staff: event.staff,
      ...(event.publicAid === undefined
        ? {}
        : { publicAid: event.publicAid.map(({ payer: _, recipient: __, ...paper }) => paper) }),
    },
  ]
}

/**
 * Notes that visits have left open and no later row has ticked off, oldest first. Asked at every start and every midnight of
 * a terminal that is waited for: visits without notes are not read, and what is done does not leave the database.
 */
export const openTasksOf = (database: Database.Database): Task[] =>
  z.array(taskSchema).parse(
    database
      .prepare(
        `SELECT seq, body ->> '$.at' AS at, patient_number AS patientNumber, notes.value AS note
           FROM entries INDEXED BY entries_open_note, json_each(body, '$.notesOpen') AS notes
          WHERE open_note IS NOT NULL
            AND (seq, notes.value) NOT IN
                (SELECT body ->> '$.visitSeq', body ->> '$.note' FROM entries WHERE event = 'task-done')
          ORDER BY seq, notes.key`,
      )
      .all(),
  )

/** The usual search: its rows have indexes of their own. */
const isVisits = (events: readonly string[]): boolean => events.length === 1 && events[0] === 'concluded'

/**
 * The index that a query is to use. SQLite keeps no statistics here and would rather save itself the sorting than the
 * reading, so that it is told: first what finds few rows by itself, then what the rows are ordered by as well.
 */
const indexFor = (query: JournalQuery, events: readonly string[]): string | null => {
  if (query.insured !== undefined) return 'entries_insured_hash'
  if (query.patientNumber !== undefined) return 'entries_patient_number'
  if (query.lastCharacters !== undefined) return 'entries_last_characters'
  if (isVisits(events)) {
    if (query.reason !== undefined) return 'entries_reason'
    if (query.road !== undefined) return 'entries_road'
    if (query.outcome !== undefined) return 'entries_outcome'
  }
  if (query.staff !== undefined) return 'entries_staff'
  return events.length > 0 ? 'entries_event' : null
}

/** The table with its index and the filters of a query as SQL; a value is never part of the text. */
const conditionsOf = (
  query: JournalQuery,
  insured: (parts: { symbol: string; number: string }) => readonly Insured[],
): { sql: string; values: (string | number)[] } => {
  const parts: string[] = []
  const values: (string | number)[] = []
  const among = (column: string, some: readonly (string | number)[]): void => {
    parts.push(`${column} IN (${some.map(() => '?').join(', ')})`)
    values.push(...some)
  }
  const holds = (condition: string, value: string | number | undefined): void => {
    if (value === undefined) return
    parts.push(condition)
    values.push(value)
  }
  const events = query.events ?? ['concluded']
  // An index over visits alone is only used where the text itself says that visits are meant.
  if (isVisits(events)) parts.push(`event = 'concluded'`)
  else if (events.length > 0) among('event', events)
  holds('day >= ?', query.from)
  holds('day <= ?', query.to)
  holds('staff = ?', query.staff)
  holds('outcome = ?', query.outcome)
  holds('road = ?', query.road)
  holds('reason = ?', query.reason)
  holds('patient_number = ?', query.patientNumber)
  holds('last_characters = ?', query.lastCharacters === undefined ? undefined : plain(query.lastCharacters))
  if (query.insured !== undefined)
    among(
      'insured_hash',
      insured(query.insured).map(({ hash }) => hash),
    )
  const index = indexFor(query, events)
  return {
    sql: `entries ${index === null ? '' : `INDEXED BY ${index}`} WHERE ${parts.length === 0 ? 'TRUE' : parts.join(' AND ')}`,
    values,
  }
}

/** How many matches are counted at most: beyond, the answer is "that many or more", so that counting stays quick. */
export const COUNTED = 10_000

/** Rows that match, newest first, and how many match in all, counted up to {@link COUNTED}. */
export const searchIn = (
  database: Database.Database,
  query: JournalQuery,
  insured: (parts: { symbol: string; number: string }) => readonly Insured[],
): { rows: JournalRow[]; found: number } => {
  const { sql, values } = conditionsOf(query, insured)
  const found = z.number().parse(
    database
      .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${sql} LIMIT ${COUNTED})`)
      .pluck()
      .get(...values),
  )
  const rows = database
    .prepare(`SELECT seq, body FROM ${sql} ORDER BY day DESC, seq DESC LIMIT ? OFFSET ?`)
    .raw()
    .all(...values, query.limit ?? 100, query.skip ?? 0)
    .map(rowOf)
  return { rows, found }
}
