import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import type { JournalProblem } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { type Chains, generationAt } from './chain.ts'
import { type ClockReading, dayOf } from './clock-reading.ts'
import { digestAt, keepHead } from './heads.ts'
import type { Writer } from './writer.ts'

/** The retention that is kept unless the administrator has set another, in years; rules.md §5.4. */
export const RETENTION_YEARS = 5

/** The same day so many years earlier: 29 February becomes 1 March, so that nothing goes a day too soon. */
export const yearsBefore = (day: Day, years: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year - years, month - 1, date)).toISOString().slice(0, 10)
}

const rowSchema = z.tuple([z.number().int(), z.string(), z.string()])

type Last = { readonly seq: number; readonly mac: string; readonly rows: number }

/** The last row of the unbroken beginning of the journal that was written before a day. */
const lastBefore = (writer: Writer, day: Day): Last | null => {
  const stored = writer
    .connection()
    .database.prepare(`SELECT seq, lower(hex(mac)), body ->> '$.at' FROM entries ORDER BY seq`)
    .raw()
    .iterate()
  const old: Last[] = []
  let rows = 0
  for (const row of stored) {
    const [seq, mac, at] = rowSchema.parse(row)
    if (dayOf(at) >= day) break
    rows += 1
    old[0] = { seq, mac, rows }
  }
  return old[0] ?? null
}

/**
 * Removes the rows that are older than the retention and puts a row in their stead that says which, with the code of the
 * last of them: the chain goes on from there. It is the only way in which a row is ever removed.
 * @returns how many rows were removed
 */
export const purge = (
  writer: Writer,
  chains: Chains,
  { staff, years, now }: { readonly staff: string; readonly years: number; readonly now: ClockReading },
): Result<{ readonly rows: number }, JournalProblem> => {
  if (!Number.isInteger(years) || years < 1)
    return fail({ why: 'refused', detail: 'years: expected a whole number of years' })
  const beforeDay = yearsBefore(dayOf(now.iso), years)
  const last = lastBefore(writer, beforeDay)
  if (last === null) return ok({ rows: 0 })
  const journal = writer.signedHead().journal
  const behind = digestAt(writer.connection().database, journal, last.seq)
  const head = writer.signedHead(behind)
  const written = writer.append(
    {
      event: 'purged',
      staff,
      throughSeq: last.seq,
      throughMac: last.mac,
      rows: last.rows,
      beforeDay,
      years,
      throughDigest: behind.digest,
      chainKey: generationAt(writer.connection().database, chains, last.seq + 1).fingerprint,
    },
    {
      within: (connection) => {
        connection.allowPurgeThrough(last.seq)
        try {
          connection.database.prepare('DELETE FROM entries WHERE seq <= ?').run(last.seq)
          connection.database.prepare('DELETE FROM heads WHERE seq <= ?').run(last.seq)
          // From here the rest can be checked by others.
          keepHead(connection.database, head)
        } finally {
          connection.allowPurgeThrough(0)
        }
      },
    },
  )
  if (!written.ok) return written
  writer.anchor('purged')
  return ok({ rows: last.rows })
}
