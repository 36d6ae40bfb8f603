/** The tray of visits that were put aside. */
import { z } from 'zod'
import { documentTypeSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { needSchema, outcomeSchema } from './decision.ts'
import { instantSchema } from './instant.ts'

/** So many visits can be parked at once: more than a waiting room holds. */
export const MAX_PARKED = 50

/** A parked visit as the tray shows it. */
export const parkedVisitSchema = z.strictObject({
  id: z.string(),
  patientNumber: z.string().nullable(),
  queueNumber: z.string().nullable(),
  /** A name from a paper, only where there is no number by which to tell the visits apart. */
  name: z.string().nullable(),
  /** When it was parked. */
  since: instantSchema,
  openedAt: instantSchema,
  visitDate: daySchema,
  /** The decision on the evidence so far; null where nothing is decided yet. */
  outcome: outcomeSchema.nullable(),
  missing: z.array(needSchema),
  documents: z.array(documentTypeSchema),
  /** A form that was being typed when it was parked. */
  isTyping: z.boolean(),
  /** A question about whose something is waits in it. */
  waits: z.literal('question').nullable(),
  /** The visit of the family's first member; null outside a family. */
  family: z.string().nullable(),
})
export type ParkedVisit = z.infer<typeof parkedVisitSchema>
