import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Day } from '../contract/day.ts'
import {
  type Insured,
  type JournalQuery,
  type JournalRow,
  journalEventSchema,
  stampSchema,
} from '../contract/journal.ts'
import type { Task, VisitRow } from '../contract/visit-row.ts'

const storedSchema = z.tuple([z.number().int(), z.string()])

/** A stored row, parsed again: the database is a border too. */
export const rowOf = (stored: unknown): JournalRow => {
  const [seq, body] = storedSchema.parse(stored)
  const { at, day, monotonic, session, terminal, ...event } = z.looseObject({}).parse(JSON.parse(body))
  return {
    seq,
    stamp: stampSchema.parse({ at, day, monotonic, session, terminal }),
    event: journalEventSchema.parse(event),
  }
}

/** The concluded visits of a day, oldest first. */
export const visitsOf = (database: Database.Database, day: Day): VisitRow[] =>
  database
    .prepare(`SELECT seq, body FROM entries WHERE event = 'concluded' AND day = ? ORDER BY seq`)
    .raw()
    .all(day)
    .map(rowOf)
    .flatMap(visitsIn)

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
    },
  ]
}

const tasksIn = ({ seq, stamp, event }: JournalRow): Task[] =>
  event.event === 'concluded'
    ? event.notesOpen.map((note) => ({ seq, at: stamp.at, patientNumber: event.patientNumber ?? null, note }))
    : []

/** Notes that visits have left open and no later row has ticked off, oldest first. */
export const openTasksOf = (database: Database.Database): Task[] =>
  database
    .prepare(
      `SELECT entries.seq, entries.body FROM entries WHERE event = 'concluded' AND body ->> '$.notesOpen[0]' IS NOT NULL
       ORDER BY seq`,
    )
    .raw()
    .all()
    .map(rowOf)
    .flatMap(tasksIn)
    .filter(isOpen(database))

const isOpen = (database: Database.Database): ((task: Task) => boolean) => {
  const done = new Set(
    database
      .prepare(
        `SELECT body ->> '$.visitSeq' || ' ' || (body ->> '$.note') FROM entries WHERE event = 'task-done'`,
      )
      .pluck()
      .all(),
  )
  return (task) => !done.has(`${task.seq} ${task.note}`)
}

/** The filters of a query as SQL; a value is never part of the text. */
const conditionsOf = (
  query: JournalQuery,
  insured: (parts: { symbol: string; number: string }) => readonly Insured[],
): { sql: string; values: (string | number)[] } => {
  const parts: string[] = []
  const values: (string | number)[] = []
  const add = (sql: string, ...more: (string | number)[]): void => {
    parts.push(sql)
    values.push(...more)
  }
  const events = query.events ?? ['concluded']
  if (events.length === 1) add('event = ?', ...events)
  else if (events.length > 1) add(`event IN (${events.map(() => '?').join(', ')})`, ...events)
  if (query.from !== undefined) add('day >= ?', query.from)
  if (query.to !== undefined) add('day <= ?', query.to)
  if (query.staff !== undefined) add('staff = ?', query.staff)
  if (query.outcome !== undefined) add('outcome = ?', query.outcome)
  if (query.road !== undefined) add('road = ?', query.road)
  if (query.reason !== undefined) add('reason = ?', query.reason)
  if (query.patientNumber !== undefined) add('patient_number = ?', query.patientNumber)
  if (query.lastCharacters !== undefined) add('last_characters = ?', query.lastCharacters)
  if (query.insured !== undefined) {
    const hashes = insured(query.insured).map(({ hash }) => hash)
    add(`insured_hash IN (${hashes.map(() => '?').join(', ')})`, ...hashes)
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
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
      .prepare(`SELECT count(*) FROM (SELECT 1 FROM entries WHERE ${sql} LIMIT ${COUNTED})`)
      .pluck()
      .get(...values),
  )
  const rows = database
    .prepare(
      `SELECT seq, body FROM entries WHERE ${sql}${query.before === undefined ? '' : ' AND seq < ?'}
       ORDER BY day DESC, seq DESC LIMIT ?`,
    )
    .raw()
    .all(...values, ...(query.before === undefined ? [] : [query.before]), query.limit ?? 100)
    .map(rowOf)
  return { rows, found }
}
