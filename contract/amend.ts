/** Correcting a visit after its end: what may be changed, and a visit opened whole with every row of it. */
import { z } from 'zod'
import { outcomeSchema, reasonCodeSchema } from './decision.ts'
import { elsewhereDoneSchema, followUpSchema } from './follow-up.ts'
import { followUpKindSchema, followUpResultSchema, paidSchema, shareSchema } from './follow-up-kinds.ts'
import { MAX_PATIENT_NUMBER } from './patient-number.ts'
import { visitRowSchema } from './visit-row.ts'

const text = (most: number) => z.string().max(most)

/** Names a visit: the check-in's id, and the row that concluded it. */
export const visitKeySchema = z.strictObject({
  visit: text(80).min(1),
  seq: z.number().int().positive(),
})
export type VisitKey = z.infer<typeof visitKeySchema>

/** The corrections of one `amended` row. What is absent stays as it is; null takes it away. */
export const visitChangeSchema = z.strictObject({
  patientNumber: text(MAX_PATIENT_NUMBER).min(1).nullable().optional(),
  queueNumber: text(12).min(1).nullable().optional(),
  outcome: outcomeSchema.optional(),
  paid: paidSchema.nullable().optional(),
  remark: text(400).min(1).nullable().optional(),
})
export type VisitChange = z.infer<typeof visitChangeSchema>

const step = <const What extends string, Shape extends z.core.$ZodLooseShape>(what: What, shape: Shape) =>
  z.strictObject({
    what: z.literal(what),
    seq: z.number().int(),
    /** ISO 8601 with offset. */
    at: z.string(),
    staff: z.string(),
    ...shape,
  })

/** One row of a visit, as its history shows it. */
export const visitStepSchema = z.discriminatedUnion('what', [
  step('concluded', {
    outcome: outcomeSchema,
    reason: reasonCodeSchema.optional(),
    patientNumber: z.string().nullable(),
  }),
  step('amended', { why: z.string(), change: visitChangeSchema }),
  step('reopened', { why: z.string() }),
  step('follow-up-done', {
    followUp: followUpKindSchema,
    result: followUpResultSchema,
    share: shareSchema.nullable(),
    elsewhere: elsewhereDoneSchema.optional(),
  }),
  step('follow-up-undone', { followUp: followUpKindSchema }),
])
export type VisitStep = z.infer<typeof visitStepSchema>

/** A concluded visit, opened: as it stands now, every row of it, and what it leaves to do. */
export const openedVisitSchema = z.strictObject({
  row: visitRowSchema,
  /** The oldest first. Nothing is ever overwritten: the first is the visit as it was concluded. */
  steps: z.array(visitStepSchema),
  /** Done ones too. */
  followUps: z.array(followUpSchema),
})
export type OpenedVisit = z.infer<typeof openedVisitSchema>

export const AMEND_REFUSALS = [
  /** The visit is not (or no longer) in the journal. */
  'gone',
  /** It was reopened and ended anew: the newer end is the one to correct. */
  'superseded',
  'individual-number',
  'nothing-changed',
  'not-on-record',
  /** It is being gone on with: the new end says its outcome. */
  'reopened',
  /** Reopening: the visit is not of today. */
  'not-today',
] as const
/** Why a visit was not amended or reopened; nothing has changed then. */
export type AmendRefusal = (typeof AMEND_REFUSALS)[number]
