import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { daysLater } from '../../contract/calendar.ts'
import { type Day, daySchema } from '../../contract/day.ts'
import type { JournalProblem, PurgeAnswer, PurgePlan, PurgeProblem } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { type Chains, generationAt } from './chain.ts'
import { type ClockReading, dayOf } from './clock-reading.ts'
import { readValue } from './database.ts'
import { digestAt, keepHead } from './heads.ts'
import { keyRowsAgain } from './signing.ts'
import type { Writer } from './writer.ts'

/** The retention that is kept unless the administrator has set another, in years; rules.md §5.4. */
export const RETENTION_YEARS = 5

/** No record is kept for longer, and a day that much earlier is still one that can be written. */
const MOST_YEARS = 100

/** The same day so many years earlier: 29 February becomes 1 March, so that nothing goes a day too soon. */
export const yearsBefore = (day: Day, years: number): Day => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year - years, month - 1, date)).toISOString().slice(0, 10)
}

const rowSchema = z.tuple([z.number().int(), z.string(), z.string(), z.number().nullable()])

type Last = {
  readonly seq: number
  readonly mac: string
  readonly rows: number
  /** The days of the oldest and the newest of them. */
  readonly oldest: Day
  readonly newest: Day
}

/**
 * The last row of the unbroken beginning of the journal that was written before a day. Behind a row whose day is sure, those
 * that were written in doubt count only where a sure one follows them: their own day may be any.
 */
const lastBefore = (writer: Writer, day: Day): Last | null => {
  const stored = writer
    .connection()
    .database.prepare(
      `SELECT seq, lower(hex(mac)), body ->> '$.at', body ->> '$.doubt' FROM entries ORDER BY seq`,
    )
    .raw()
    .iterate()
  let old: Last | null = null
  const lasts: Last[] = []
  let isSure = false
  for (const row of stored) {
    const [seq, mac, at, doubt] = rowSchema.parse(row)
    const written = dayOf(at)
    if (written >= day) break
    const [before] = lasts
    lasts[0] = {
      seq,
      mac,
      rows: (before?.rows ?? 0) + 1,
      oldest: before === undefined || written < before.oldest ? written : before.oldest,
      newest: before === undefined || written > before.newest ? written : before.newest,
    }
    isSure ||= doubt === null
    if (doubt === null || !isSure) old = lasts[0]
  }
  return old
}

/** Sure days between the announcement of a purge and the first day on which it may be done: time to notice, and to take it back. */
const DAYS_OF_GRACE = 3

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

const planSchema = z.looseObject({
  event: z.string(),
  years: z.number().int(),
  beforeDay: daySchema,
  rows: z.number().int(),
  oldest: daySchema,
  newest: daySchema,
  on: daySchema,
})
/** An announced purge: the rows before `beforeDay` will go. */
type Announced = PurgePlan & { readonly beforeDay: Day }

const storedPlanSchema = z.tuple([z.number().int(), z.string()])

/**
 * The newest announcement with its row's number, unless it was taken back or done. Where rows are missing behind it, by a restoring
 * or otherwise, nobody knows whether it was taken back: then it counts as that.
 */
const announcedIn = (database: Database): { readonly seq: number; readonly plan: Announced } | null => {
  const row = database
    .prepare(
      `SELECT seq, body FROM entries WHERE event IN ('purge-announced', 'purge-cancelled', 'purged', 'restored')
        OR (event = 'loss-found' AND body ->> '$.what' = 'rows-missing') ORDER BY seq DESC LIMIT 1`,
    )
    .raw()
    .get()
  if (row === undefined) return null
  const [seq, body] = storedPlanSchema.parse(row)
  const plan = planSchema.safeParse(JSON.parse(body))
  if (!plan.success) return null
  const { years, beforeDay, rows, oldest, newest, on } = plan.data
  return { seq, plan: { years, beforeDay, rows, oldest, newest, on } }
}

/**
 * The last row behind an announcement that says that a day was no sure one: the clock was in doubt, somebody had to confirm the
 * day, or the clock went on by a day or more at once (it was set, or the machine slept where nobody could see the notice).
 */
const lastUnsure = (database: Database, behind: number): number | null =>
  readValue(
    database,
    `SELECT max(seq) FROM entries WHERE seq > ? AND (body ->> '$.doubt' IS NOT NULL OR event = 'clock-confirmed'
       OR (event = 'clock-jumped' AND body ->> '$.milliseconds' >= ?))`,
    z.number().nullable(),
    behind,
    DAY_MILLISECONDS,
  )

/** The day since which the clock has been sure: of the first sure row from `seq` on; null where there is none yet. */
const sureSince = (database: Database, seq: number): Day | null => {
  const at = readValue(
    database,
    `SELECT body ->> '$.at' FROM entries WHERE seq >= ? AND body ->> '$.doubt' IS NULL ORDER BY seq LIMIT 1`,
    z.string(),
    seq,
  )
  return at === null ? null : dayOf(at)
}

/** So much of a day the clock must have run by itself for the day to count: half a day's consultation, and a machine that sleeps at night. */
const RUNNING_MILLISECONDS = 3 * 60 * 60 * 1_000

const jumpSchema = z.array(z.strictObject({ at: z.string(), milliseconds: z.number() }))

/** Tells which days the clock was put on through, at once or in steps, or the machine has slept through: nobody could look. */
const daysJumped = (database: Database, behind: number): ((day: Day) => boolean) => {
  const jumps = jumpSchema
    .parse(
      database
        .prepare(
          `SELECT body ->> '$.at' AS at, body ->> '$.milliseconds' AS milliseconds FROM entries
            WHERE seq > ? AND event = 'clock-jumped' AND body ->> '$.milliseconds' > 0`,
        )
        .all(behind),
    )
    .map(({ at, milliseconds }) => ({ from: Date.parse(at) - milliseconds, to: Date.parse(at) }))
  return (day) => {
    const begins = Date.parse(`${day}T00:00:00+09:00`)
    const ends = begins + DAY_MILLISECONDS
    const jumped = jumps.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, ends) - Math.max(from, begins)),
      0,
    )
    return jumped > DAY_MILLISECONDS - RUNNING_MILLISECONDS
  }
}

/** The first day behind the days of grace, of which those that the clock has jumped through are none. */
const afterGrace = (database: Database, behind: number, since: Day): Day => {
  const isJumped = daysJumped(database, behind)
  let day = since
  for (let left = DAYS_OF_GRACE; left > 0; day = daysLater(day, 1)) if (!isJumped(day)) left -= 1
  return day
}

/**
 * The purge that was announced and neither taken back nor done. Each of its days of grace is one on which the clock was sure:
 * after one that was not they begin anew, so that `on` may be later than the row says. Announced on 22 November for the 25th,
 * with the clock in doubt until the 24th, it may be done on the 27th.
 * @returns `isLapsed`: nothing has been written since the clock was in doubt: it is to be announced again
 */
export const pendingPurge = (database: Database): (Announced & { readonly isLapsed: boolean }) | null => {
  const announced = announcedIn(database)
  if (announced === null) return null
  const { seq, plan } = announced
  const unsure = lastUnsure(database, seq)
  const since = unsure === null ? daysLater(plan.on, -DAYS_OF_GRACE) : sureSince(database, unsure)
  if (since === null) return { ...plan, isLapsed: true }
  const on = afterGrace(database, unsure ?? seq, since)
  // A purge announced under a clock that was ahead waits for its own day, too: by then it is past the retention.
  if (on <= plan.on) return { ...plan, isLapsed: false }
  return { ...plan, on, isLapsed: false }
}

/** The last row that a purge has removed; 0 where none has. */
export const purgedThrough = (database: Database): number =>
  readValue(
    database,
    `SELECT body ->> '$.throughSeq' FROM entries WHERE event = 'purged' ORDER BY seq DESC LIMIT 1`,
    z.number().int(),
  ) ?? 0

type PurgeRequest = {
  readonly staff: string
  readonly years: number
  /** The retention that is set. */
  readonly minimum: number
  readonly now: ClockReading
}

/** Puts on record what will go: the rows before a day, three days from now. */
const announce = (
  writer: Writer,
  { staff, years, now }: PurgeRequest,
  beforeDay: Day,
): Result<PurgeAnswer, JournalProblem> => {
  const last = lastBefore(writer, beforeDay)
  if (last === null) return ok({ state: 'nothing' })
  const { rows, oldest, newest } = last
  const plan = { years, rows, oldest, newest, on: daysLater(dayOf(now.iso), DAYS_OF_GRACE) }
  const written = writer.append({ event: 'purge-announced', staff, beforeDay, ...plan })
  return written.ok ? ok({ state: 'announced', ...plan }) : written
}

/**
 * Announces a purge, or does the one that was announced once its day has come. Nothing of it happens while the clock cannot
 * be right, and no rows go but those that were announced.
 */
export const purge = (
  writer: Writer,
  chains: Chains,
  request: PurgeRequest,
): Result<PurgeAnswer & { readonly throughSeq?: number }, PurgeProblem> => {
  const { years, minimum, now } = request
  if (!Number.isInteger(years) || years < 1 || years > MOST_YEARS)
    return fail({ why: 'refused', detail: `years: expected a whole number of years, at most ${MOST_YEARS}` })
  if (years < minimum)
    return fail({
      why: 'below-minimum',
      detail: `years: at least ${minimum}, the retention that is set`,
    })
  if (writer.clockDoubt() !== null)
    return fail({
      why: 'clock-doubted',
      detail: 'the clock cannot be right: somebody has to confirm the day first',
    })
  const pending = pendingPurge(writer.connection().database)
  if (pending === null) return announce(writer, request, yearsBefore(dayOf(now.iso), years))
  if (pending.years !== years)
    return fail({
      why: 'announced-otherwise',
      detail: `a purge of what is older than ${pending.years} years is announced: take it back first`,
    })
  const { beforeDay, isLapsed, ...plan } = pending
  if (isLapsed) return announce(writer, request, beforeDay)
  return dayOf(now.iso) < pending.on
    ? ok({ state: 'announced', ...plan })
    : removeBefore(writer, chains, { staff: request.staff, years, beforeDay })
}

/** Takes an announced purge back. @returns whether there was one */
export const cancelPurge = (writer: Writer, staff: string): Result<boolean, JournalProblem> => {
  if (pendingPurge(writer.connection().database) === null) return ok(false)
  const written = writer.append({ event: 'purge-cancelled', staff })
  return written.ok ? ok(true) : written
}

/**
 * Removes the rows that are older than the retention and puts a row in their stead that says which, with the code of the
 * last of them: the chain goes on from there. It is the only way in which a row is ever removed.
 */
const removeBefore = (
  writer: Writer,
  chains: Chains,
  { staff, years, beforeDay }: { readonly staff: string; readonly years: number; readonly beforeDay: Day },
): Result<PurgeAnswer & { readonly throughSeq?: number }, JournalProblem> => {
  const last = lastBefore(writer, beforeDay)
  if (last === null) return ok({ state: 'done', rows: 0 })
  for (const event of keyRowsAgain(writer.connection().database, last.seq)) {
    const named = writer.append(event)
    if (!named.ok) return named
  }
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
  return ok({ state: 'done', rows: last.rows, throughSeq: last.seq })
}
