/** Says when the clock cannot be right: then nothing is decided, removed or waited for by it. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import type { ClockDoubt } from '../../contract/journal.ts'
import { dayOf } from './clock-reading.ts'
import { readValue } from './database.ts'

/** The clock may stand behind the newest row by so much: rows of the same minute are no sign of anything. */
const TOLERANCE_MILLISECONDS = 60_000

/** A terminal that is in use writes a row a day; one that was not for longer than this asks for the day. */
const AHEAD_DAYS = 60
const AHEAD_MILLISECONDS = AHEAD_DAYS * 24 * 60 * 60 * 1_000

/** The measure for the clock. Rows that were written in doubt are no part of it. */
export type Reference = {
  /** The instant of the newest row, in milliseconds since 1970; null in a journal without one. */
  readonly newest: number | null
  /** No day before this one can be right; null where nothing is known of that. */
  readonly earliest: Day | null
}

/**
 * Tells whether the clock cannot be right: before the newest row, before the program was made, or more than 60 days
 * ahead of the newest row. With the newest row of 2026-11-28 a clock at 2026-01-05 is `behind` and one at 2032-01-05 is
 * `ahead`.
 */
export const doubtOf = (iso: string, { newest, earliest }: Reference): ClockDoubt | null => {
  const now = Date.parse(iso)
  if (newest !== null && now < newest - TOLERANCE_MILLISECONDS) return 'behind'
  if (earliest !== null && dayOf(iso) < earliest) return 'before-build'
  return newest !== null && now > newest + AHEAD_MILLISECONDS ? 'ahead' : null
}

const instantOf = (at: string | null): number | null => (at === null ? null : Date.parse(at))

/**
 * Reads that measure from the rows: the last one that was not in doubt. By its number, not by its instant: a day that
 * somebody confirmed is a row too, and so moves the reference back as well as on.
 * @param built the day on which this version was made; a day before it that was confirmed later counts instead
 */
export const referenceIn = (database: Database.Database, built: Day | null): Reference => {
  const newest = readValue(
    database,
    `SELECT body ->> '$.at' FROM entries WHERE body ->> '$.doubt' IS NULL ORDER BY seq DESC LIMIT 1`,
    z.string(),
  )
  const confirmed = readValue(
    database,
    `SELECT body ->> '$.today' FROM entries WHERE event = 'clock-confirmed' ORDER BY seq DESC LIMIT 1`,
    z.string(),
  )
  const earliest = built !== null && confirmed !== null && confirmed < built ? confirmed : built
  return { newest: instantOf(newest), earliest }
}
