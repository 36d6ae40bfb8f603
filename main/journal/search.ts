import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Insured, JournalQuery, JournalRow } from '../../contract/journal.ts'
import { plain } from './insured.ts'
import { spellingsOf } from './patient-numbers.ts'
import { rowOf } from './row.ts'

/** The parts that rows hold of a whole symbol and number, under each key that there has been. */
export type InsuredOf = (parts: { symbol: string; number: string }) => readonly Insured[]

const eventsOf = ({ events }: JournalQuery): readonly string[] => events ?? ['concluded']

/** The usual search: its rows have indexes of their own. */
const isVisits = (events: readonly string[]): boolean => events.length === 1 && events[0] === 'concluded'

/** Columns that have an index with the day behind it, and the rows each of them knows. */
const BY_DAY = [
  { name: 'reason', isOfVisits: true },
  { name: 'road', isOfVisits: true },
  { name: 'outcome', isOfVisits: true },
  { name: 'staff', isOfVisits: false },
] as const

type ByDay = (typeof BY_DAY)[number]

/** The filters of a query as SQL; a value is never part of the text. */
export const conditionsOf = (
  query: JournalQuery,
  insured: InsuredOf,
): { where: string; values: (string | number)[] } => {
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
  const events = eventsOf(query)
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
  return { where: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values }
}

/** How many matches are counted at most: beyond, the answer is "that many or more", so that counting stays quick. */
const COUNTED = 10_000

/** The number of rows that are found by what stands behind `FROM`, counted up to {@link COUNTED}. */
export const countOf = (
  database: Database.Database,
  sql: string,
  values: readonly (string | number)[],
): number =>
  z.number().parse(
    database
      .prepare(`SELECT count(*) FROM (SELECT 1 FROM ${sql} LIMIT ${COUNTED})`)
      .pluck()
      .get(...values),
  )

/**
 * The filter whose index is to be read: the one that finds fewest rows by itself. The others are looked for in the rows'
 * bodies, each of which has to be read and decrypted for it: with 200,000 rows of one filter and none of the other, the wrong
 * one took 600 ms and the right one takes 1.
 */
const rarest = (
  database: Database.Database,
  query: JournalQuery,
  given: readonly ByDay[],
): ByDay | undefined => {
  if (given.length < 2) return given[0]
  const { from, to } = query
  const found = given.map((column) => {
    const { name, isOfVisits } = column
    const alone = { from, to, events: isOfVisits ? ['concluded'] : [], [name]: query[name] }
    const { where, values } = conditionsOf(alone, () => [])
    return { column, count: countOf(database, `entries INDEXED BY entries_${name} WHERE ${where}`, values) }
  })
  return found.reduce((least, one) => (one.count < least.count ? one : least)).column
}

/**
 * The index that a query is to use. SQLite keeps no statistics here and would rather save itself the sorting than the
 * reading, so that it is told: first what finds few rows by itself, then what the rows are ordered by as well.
 */
const indexFor = (database: Database.Database, query: JournalQuery): string | null => {
  if (query.insured !== undefined) return 'insured_hash'
  if (query.patientNumber !== undefined) return 'patient_number'
  if (query.lastCharacters !== undefined) return 'last_characters'
  const events = eventsOf(query)
  const given = BY_DAY.filter(
    ({ name, isOfVisits }) => query[name] !== undefined && (!isOfVisits || isVisits(events)),
  )
  const found = rarest(database, query, given)
  if (found !== undefined) return found.name
  return events.length > 0 ? 'event' : null
}

/** The words by which a statement uses the index that is best for a query. */
export const indexedBy = (database: Database.Database, query: JournalQuery): string => {
  const index = indexFor(database, query)
  return index === null ? '' : `INDEXED BY entries_${index}`
}

/** Rows that match, newest first, and how many match in all, counted up to {@link COUNTED}. */
export const searchIn = (
  database: Database.Database,
  query: JournalQuery,
  insured: InsuredOf,
): { rows: JournalRow[]; found: number } => {
  const { where, values } = conditionsOf(query, insured)
  const sql = `entries ${indexedBy(database, query)} WHERE ${where}`
  const found = countOf(database, sql, values)
  const rows = database
    .prepare(`SELECT seq, body FROM ${sql} ORDER BY day DESC, seq DESC LIMIT ? OFFSET ?`)
    .raw()
    .all(...values, query.limit ?? 100, query.skip ?? 0)
    .map(rowOf)
  return { rows, found }
}
