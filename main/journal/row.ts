import { z } from 'zod'
import { type JournalRow, journalEventSchema, stampSchema } from '../../contract/journal.ts'

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
