/** The journal's own rows about the patient at the desk: what was confirmed last time, and what is still open. */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { outcomeSchema, reasonCodeSchema } from './decision.ts'
import { followUpSchema } from './follow-up.ts'
import { instantSchema } from './instant.ts'
import { insuredSchema } from './insured.ts'
import { coverTraceSchema, roadSchema } from './journal-fields.ts'
import { MAX_FOLLOW_UPS } from './list-limits.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'

/** The newest visit of the patient, as its row has it. */
export const lastVisitSchema = z.strictObject({
  /** Its journal row. */
  seq: z.number().int(),
  at: instantSchema,
  /** The day of the visit. */
  day: daySchema,
  outcome: outcomeSchema,
  reason: reasonCodeSchema,
  road: roadSchema,
  documents: z.array(z.string()).max(100),
  overridden: z.boolean(),
  /** The printed last day of the paper that was shown; null where it had none, or nobody noted it. */
  expiresOn: daySchema.nullable(),
  /** Tenths that the patient paid; null where the row does not say. */
  burden: z.literal([1, 2, 3, 10]).nullable(),
  /** The trace that is kept of symbol and number: the window shows the last characters. */
  insured: insuredSchema.nullable(),
  /** Hashes of insurer, branch and name; null where the row has none. */
  cover: coverTraceSchema.nullable().default(null),
})
export type LastVisit = z.infer<typeof lastVisitSchema>

/**
 * The journal's own knowledge of the number that was given for this patient. It is read and leaves no row; it says nothing of a
 * record in the clinic's own system, which only a person can see and tick.
 */
export const seenBeforeSchema = z.strictObject({
  /** As the last visit has it: zeros in front may be others than those that were typed. */
  patientNumber: z.string().max(MAX_PATIENT_NUMBER),
  last: lastVisitSchema,
  /** The newest day of the visit's month on which cover was confirmed; null for none. */
  checkedThisMonth: daySchema.nullable(),
  /** Things that earlier visits have left to be done. */
  open: z.array(followUpSchema).max(MAX_FOLLOW_UPS),
  /** 再診 was chosen because of this, and by nobody. */
  presetReturn: z.boolean(),
})
export type SeenBefore = z.infer<typeof seenBeforeSchema>
