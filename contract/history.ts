/** Looking into the journal from the window: searching visits, and counting them. */
import { z } from 'zod'
import { daySchema } from './day.ts'
import { outcomeSchema, reasonCodeSchema } from './decision.ts'
import { roadSchema } from './journal-fields.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'
import { visitRowSchema } from './visit-row.ts'

const text = (most: number) => z.string().max(most)
const count = z.number().int().nonnegative()

/** Rows that one answer holds at most; the next ones are asked for with `skip`. */
export const HISTORY_PAGE = 200

/** A search; all that is given must hold. Days are inclusive. */
export const historyQuerySchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  patientNumber: text(MAX_PATIENT_NUMBER).nullable(),
  outcome: outcomeSchema.nullable(),
  reason: reasonCodeSchema.nullable(),
  road: roadSchema.nullable(),
  /** A staff member's id, `reception` for the time when no staff was set up. */
  staff: text(60).nullable(),
  /** The last one to three characters of symbol and number together. */
  lastCharacters: text(3).nullable(),
  /**
   * A whole symbol and number, found through the keyed hash. Only ever on its way to the desk: the state that comes
   * back has null here.
   */
  insured: z.strictObject({ symbol: text(80), number: text(80).min(1) }).nullable(),
  /** So many of the newest are left out: the pages before this one. */
  skip: count,
})
export type HistoryQuery = z.infer<typeof historyQuerySchema>

/** Two days as somebody types them: `R8.10.1`, `令和8年10月1日`, `2026-10-01`. The desk reads them. */
export const typedDaysSchema = z.strictObject({ from: text(30), to: text(30) })
export type TypedDays = z.infer<typeof typedDaysSchema>

/** Why two typed days are no range of days. `order`: the last is before the first · `too-many`: more than may be counted at once. */
export const daysRefusedSchema = z.strictObject({
  field: z.enum(['from', 'to']),
  why: z.enum(['empty', 'format', 'no-era', 'no-such-day', 'out-of-era', 'order', 'too-many']),
})
export type DaysRefused = z.infer<typeof daysRefusedSchema>

/** A search as it is asked for: its days are as typed. */
export const askedHistorySchema = historyQuerySchema.extend(typedDaysSchema.shape)
export type AskedHistory = z.infer<typeof askedHistorySchema>

export const historySchema = z.strictObject({
  query: historyQuerySchema,
  /** It was looked for by a whole number, which is not repeated. */
  byNumber: z.boolean(),
  rows: z.array(visitRowSchema),
  /** How many match in all, counted up to 10,000. */
  found: count,
  refusal: z.enum(['journal-unreadable', 'individual-number']).nullable(),
})
export type History = z.infer<typeof historySchema>

/** Days that statistics are counted over: at most so many at a time. */
export const MAX_DAYS_COUNTED = 400

/** Concluded visits of a range of days, by day and reason. */
export const statisticsSchema = z.strictObject({
  from: daySchema,
  to: daySchema,
  visits: count,
  overridden: count,
  /** Corrected after their end; they are counted as they stand now. */
  amended: count,
  outcomes: z.partialRecord(outcomeSchema, count),
  reasons: z.partialRecord(reasonCodeSchema, count),
  roads: z.partialRecord(roadSchema, count),
  /** Days with a visit, in order. */
  days: z.array(z.strictObject({ day: daySchema, reasons: z.partialRecord(reasonCodeSchema, count) })),
})
export type Statistics = z.infer<typeof statisticsSchema>
