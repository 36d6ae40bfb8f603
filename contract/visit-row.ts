import { z } from 'zod'
import { noteSchema, outcomeSchema, reasonCodeSchema } from './decision.ts'
import { recordedPublicAidSchema, roadSchema } from './journal-fields.ts'

/** One finished visit in today's list and in the history. It holds nothing that names a person. */
export const visitRowSchema = z.strictObject({
  seq: z.number().int(),
  /** ISO 8601 with offset. */
  at: z.string(),
  patientNumber: z.string().nullable(),
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  documents: z.array(z.string()),
  overridden: z.boolean(),
  road: roadSchema,
  /** 公費・医療証 that were recorded, without their numbers. */
  publicAid: z.array(recordedPublicAidSchema.omit({ payer: true, recipient: true })).optional(),
  /** The id of the staff member who concluded it. */
  staff: z.string(),
})
export type VisitRow = z.infer<typeof visitRowSchema>

/** The newest visits of one day, the newest first, and how many the day has with those that are left out. */
export type VisitsOfDay = { readonly visits: VisitRow[]; readonly visitCount: number }
/** Of a day without visits, or one that cannot be read. */
export const NO_VISITS: VisitsOfDay = { visits: [], visitCount: 0 }

/** A note that was not ticked when its visit was concluded: it stays open until somebody says that it is done. */
export const taskSchema = z.strictObject({
  /** The journal row of the visit that left it. */
  seq: z.number().int(),
  /** ISO 8601 with offset. */
  at: z.string(),
  patientNumber: z.string().nullable(),
  note: noteSchema,
})
export type Task = z.infer<typeof taskSchema>
