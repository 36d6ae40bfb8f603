/** How an administrator makes a template out of a scanned code that no template knows. */
import { z } from 'zod'
import { codeTemplateSchema, fieldProposalSchema, templateGroupSchema } from './scan.ts'

/** The choice for one field: it is named, it is always the same text (the format's mark), or it is of no interest. */
export const fieldChoiceSchema = z.union([templateGroupSchema, z.enum(['fixed', 'ignored'])])
export type FieldChoice = z.infer<typeof fieldChoiceSchema>

const choices = z.array(fieldChoiceSchema).max(60)
const { name, kind, dates } = codeTemplateSchema.shape

/** The choices so far, one for each field of the code, to see what they would read. */
export const tryTemplateSchema = z.strictObject({ kind, dates, choices })
export type TemplateTrial = z.infer<typeof tryTemplateSchema>

export const saveTemplateSchema = z.strictObject({ name, kind, dates, choices })
export type TemplateOrder = z.infer<typeof saveTemplateSchema>

/** The reading of a named field of the scanned code; `unreadable`: it cannot be what it was named. */
export const fieldReadingSchema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('read'), value: z.string() }),
  z.strictObject({ outcome: z.literal('unreadable') }),
])
export type FieldReading = z.infer<typeof fieldReadingSchema>

/**
 * Lives in memory alone, while teaching is on: no journal, no working state and no log has it, and it is forgotten as
 * soon as a check-in opens or the administrator leaves.
 */
export const teachingSchema = z.strictObject({
  /** The clinic's own card is what is scanned; absent for the paper of an insurer. */
  of: z.literal('patient-card').optional(),
  /** The fields of the last unknown code; null until one is scanned. */
  code: fieldProposalSchema.nullable(),
  /** One for each field of the code, null for those that have no name; empty until something was tried. */
  readings: z.array(fieldReadingSchema.nullable()),
  /** Why the template could not be kept, after an attempt. */
  refusal: z.enum(['withheld', 'twice', 'nothing', 'too-long', 'name-taken', 'not-kept']).nullable(),
})
export type Teaching = z.infer<typeof teachingSchema>
