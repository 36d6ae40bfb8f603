/** A signed head: an end of the journal that others can verify without being able to write (main/journal/signed-head.ts). */
import { z } from 'zod'

/**
 * An end of the journal, signed by its terminal.
 * - `journal`: the journal's own name, a UUID.
 * - `seq`: the last row that it covers; 0 at the beginning of a journal.
 * - `digest`: where the chain of digests stands behind that row (SHA-256 over every row in order), 64 hex digits.
 * - `at`: when it was signed, by the terminal's clock, ISO 8601 with offset.
 * - `key`: the Ed25519 public key (RFC 8032), 32 bytes in base64url, 43 characters.
 * - `signature`: 64 bytes in base64url, 86 characters, over all of the rest but the key.
 */
export const signedHeadSchema = z.strictObject({
  journal: z.string().min(1).max(80),
  seq: z.number().int().nonnegative(),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.string().min(1).max(40),
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})
export type SignedHead = z.infer<typeof signedHeadSchema>
