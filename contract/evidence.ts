/** One piece of evidence of a check-in, and what was read or typed of it. */
import { z } from 'zod'
import { documentSchema } from './check-in.ts'
import { daySchema } from './day.ts'
import { insuredSchema } from './insured.ts'

const text = (most: number) => z.string().max(most)

/**
 * Facts that were read or typed of a document and nobody has confirmed yet. Identifiers are strings and keep their leading
 * zeros. There is no field for an individual number (個人番号), and none may be added.
 */
export const claimsSchema = z.strictObject({
  insurerNumber: text(8).optional(),
  symbol: text(80).optional(),
  number: text(80).optional(),
  branch: text(2).optional(),
  name: text(120).optional(),
  kana: text(120).optional(),
  birthDate: daySchema.optional(),
})
export type Claims = z.infer<typeof claimsSchema>

/** One document in the row of evidence. */
export const evidenceSchema = z.strictObject({
  id: z.string(),
  document: documentSchema,
  source: z.enum(['card-reader', 'scanner', 'manual']),
  claims: claimsSchema,
  /** A scan is a claim until the receptionist (or an online answer) confirms it. */
  confirmed: z.boolean(),
  /** Taken as the paper of the patient's last visit, compared with what that visit's row says. */
  ofLastVisit: z.literal(true).optional(),
  /** Taken as the paper of an earlier visit: the trace of symbol and number in that visit's row. */
  insured: insuredSchema.optional(),
})
export type Evidence = z.infer<typeof evidenceSchema>
