/** The part of a cover that the journal keeps beside symbol and number, so that the next visit shows what has changed. */
import { z } from 'zod'
import type { Insured } from './journal-fields.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * Keyed hashes (HMAC-SHA-256, hex) of a cover's facts, each absent where it was not known. They tell two covers apart and
 * cannot be read back. Only the journal can make them.
 */
export const coverTraceSchema = z.strictObject({
  insurer: hash.optional(),
  branch: hash.optional(),
  /** Of the name as the official answer spelled it, never of one that was typed. */
  name: hash.optional(),
})
export type CoverTrace = z.infer<typeof coverTraceSchema>

/** The facts that traces are made of, in the spelling in which they are compared; null where they are not known. */
export type CoverFacts = {
  /** Without blanks and without the 00 that is put in front of six digits. */
  readonly insurerNumber: string | null
  readonly symbol: string | null
  readonly number: string | null
  /** Two digits. */
  readonly branch: string | null
  readonly name: string | null
}

/** All that may be kept of a cover. */
export type CoverTraces = { readonly insured: Insured | null; readonly cover: CoverTrace }
