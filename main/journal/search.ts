import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Insured, JournalQuery, JournalRow } from '../../contract/journal.ts'
import { plain } from './insured.ts'
import { spellingsOf } from './patient-numbers.ts'
import { rowOf } from './row.ts'

/** The parts that rows hold of a whole symbol and number, under each key that there has been. */
export type InsuredOf = (parts: { symbol: string; number: string }) => readonly Insured[]

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

/** The filters of a query as SQL, behind the index that they are to use; a value is never part of the text. */
export const conditionsOf = (
  query: JournalQuery,
  insured: InsuredOf,
): { index: string; where: string; values: (string | number)[] } => {
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
  if (query.patientNumber !== undefined) among('patient_number', spellingsOf(query.patientNumber))
  holds('last_characters = ?', query.lastCharacters === undefined ? undefined : plain(query.lastCharacters))
  if (query.insured !== undefined)
    among(
      'insured_hash',
      insured(query.insured).map(({ hash }) => hash),
    )
  const index = indexFor(query, events)
  return {
    index: index === null ? '' : `INDEXED BY ${index}`,
    where: parts.length === 0 ? 'TRUE' : parts.join(' AND '),
    values,
  }
}

/** How many matches are counted at most: beyond, the answer is "that many or more", so that counting stays quick. */
export const COUNTED = 10_000

/** Rows that match, newest first, and how many match in all, counted up to {@link COUNTED}. */
export const searchIn = (
  database: Database.Database,
  query: JournalQuery,
  insured: InsuredOf,
): { rows: JournalRow[]; found: number } => {
  const { index, where, values } = conditionsOf(query, insured)
  const sql = `entries ${index} WHERE ${where}`
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
