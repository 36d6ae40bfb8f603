import { z } from 'zod'
import { daySchema } from './day.ts'
import { outcomeSchema, reasonCodeSchema } from './decision.ts'
import { paidSchema } from './follow-up-kinds.ts'
import { recordedPublicAidSchema, roadSchema } from './journal-fields.ts'

/** One finished visit in today's list and in the history, as it stands now. It holds nothing that names a person. */
export const visitRowSchema = z.strictObject({
  /** Its `concluded` row; of a visit that was reopened, the row of its last end. */
  seq: z.number().int(),
  /** The check-in's id in that row: unique over terminals, as a row's number is not. */
  visit: z.string(),
  day: daySchema,
  /** ISO 8601 with offset. */
  at: z.string(),
  patientNumber: z.string().nullable(),
  queueNumber: z.string().nullable(),
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  documents: z.array(z.string()),
  overridden: z.boolean(),
  road: roadSchema,
  /** Taken in an outage of the official system, and not confirmed online since. */
  outage: z.boolean(),
  /** 公費・医療証 that were recorded, without their numbers. */
  publicAid: z.array(recordedPublicAidSchema.omit({ payer: true, recipient: true })).optional(),
  /** The id of the staff member who concluded it. */
  staff: z.string(),
  /** The ids of others who had a hand in it before, in the order in which they came. */
  staffBefore: z.array(z.string()),
  paid: paidSchema.nullable(),
  /** A later row has corrected it, or it was reopened and ended anew; the rows themselves are all still there. */
  amended: z.boolean(),
  /** A remark that somebody has written beside it (備考); null where nobody has. */
  remark: z.string().nullable(),
})
export type VisitRow = z.infer<typeof visitRowSchema>

/** The newest visits of one day, the newest first, and how many the day has with those that are left out. */
export type VisitsOfDay = { readonly visits: VisitRow[]; readonly visitCount: number }
/** Of a day without visits, or one that cannot be read. */
export const NO_VISITS: VisitsOfDay = { visits: [], visitCount: 0 }
