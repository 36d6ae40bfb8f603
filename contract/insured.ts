import { z } from 'zod'

/**
 * The part that the journal keeps of an insured person's symbol and number: at most the last three characters, and a keyed
 * hash (HMAC-SHA-256, hex) to find the rows of a number that is known. Only the journal can make one.
 */
export const insuredSchema = z.strictObject({
  lastCharacters: z.string().min(1).max(3),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Insured = z.infer<typeof insuredSchema>
