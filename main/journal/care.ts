/** Says whether a journal is cared for: when it was last backed up, and whether its clock can be right. */
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import type { ClockDoubt } from '../../contract/journal.ts'
import { readValue } from './database.ts'
import { doubtOf, referenceIn } from './doubt.ts'
import { openJournalForReading } from './read.ts'
import { keptKeyIn } from './recovery-key.ts'

/** Without a verified backup for so many days somebody has to look. */
const OVERDUE_DAYS = 3
const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** Whole days without a verified backup, where there are too many. @param since the last one; the first row where there was none */
export const overdueDays = (since: string | null, now: string): number | null => {
  const days = since === null ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / DAY_MILLISECONDS)
  return days >= OVERDUE_DAYS ? days : null
}

/** The care for a journal: its backups, clock and key sheet. */
export type Care = {
  /** Days without a verified backup, where there are too many. */
  readonly backupOverdueDays: number | null
  readonly clockDoubt: ClockDoubt | null
  /** Null where there is no journal that can be read. */
  readonly hasKeySheet: boolean | null
}

const UNKNOWN: Care = { backupOverdueDays: null, clockDoubt: null, hasKeySheet: null }

/** Looks at a journal in a folder without its terminal; nothing is wrong if there is none that can be read. */
export const careInFolder = (home: string, now: string, built: Day | null): Care => {
  const reader = openJournalForReading({ home })
  if (!reader.ok) return UNKNOWN
  try {
    const { ring, connection } = reader.value
    const { database } = connection
    const clockDoubt = doubtOf(now, referenceIn(database, built))
    const at = (where: string): string | null =>
      readValue(database, `SELECT body ->> '$.at' FROM entries ${where} LIMIT 1`, z.string())
    const since = at(`WHERE event = 'backed-up' ORDER BY seq DESC`) ?? at('ORDER BY seq')
    return {
      backupOverdueDays: clockDoubt === null ? overdueDays(since, now) : null,
      clockDoubt,
      hasKeySheet: keptKeyIn(database, ring) !== null,
    }
  } catch {
    // Damage is for verification to say.
    return UNKNOWN
  } finally {
    reader.value.close()
  }
}
