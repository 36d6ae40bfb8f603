/** A restoring that was decided on and is not ended: what lies beside the database about it. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists } from '../files/folder.ts'
import type { JournalHome } from './home.ts'

/**
 * The names of a copy of the backup that is to become the journal. Two, because a restoring that was cut off may still need
 * its copy while the next one is getting ready.
 */
export const COPIES = ['journal.db.new', 'journal.db.other.new'] as const
export type Copy = (typeof COPIES)[number]

/** A restoring that was decided on: from the moment this is on the disk, the next start ends it if nobody else does. */
const pendingSchema = z.strictObject({
  copy: z.enum(COPIES).default(COPIES[0]),
  staff: z.string(),
  why: z.string(),
  /** Of a restoring that the command line has decided on, whoever ends it. */
  channel: z.literal('command-line').optional(),
  at: z.string(),
  /** The backup's last row. */
  throughSeq: z.number().int(),
  /** The furthest row that was known of before. */
  furthest: z.number().int(),
  settings: z.string().nullable(),
  /** From the center: its id of the terminal, and the rows that stood here under numbers of other rows. */
  counter: z.string().optional(),
  other: z.strictObject({ from: z.number().int(), to: z.number().int() }).optional(),
  /** The folder was the journal's home before. */
  wasHome: z.boolean().optional(),
})
export type Pending = z.infer<typeof pendingSchema>

/** @returns null where there is none; or that the file about it cannot be read */
export const readPending = (home: JournalHome): Result<Pending, string> | null => {
  if (!exists(home.restoring)) return null
  try {
    const parsed = pendingSchema.safeParse(JSON.parse(readFileSync(home.restoring, 'utf8')))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // Said below.
  }
  return fail(`${home.restoring}: cannot be read`)
}

/**
 * Says of a restoring that was cut off that it has still to be ended; null where there is none. Meanwhile the database may be
 * missing, or lack rows that the row about the restoring is to name: neither is what is wrong.
 */
export const restoringNotEnded = (home: JournalHome): string | null => {
  const pending = readPending(home)
  if (pending === null) return null
  return pending.ok
    ? `${home.database}: a restoring was begun and is not ended; the next start of the terminal, or the next command that writes, ends it`
    : pending.problem
}
