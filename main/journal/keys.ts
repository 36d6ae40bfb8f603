import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'

export const secretSchema = z.string().regex(/^[0-9a-f]{64}$/)

const secretsSchema = z.array(secretSchema).min(1)

const plainRingSchema = z.strictObject({
  /** How many pairs of keys the journal has had, the pair of this ring included: 1 for a new journal. */
  generation: z.number().int().positive(),
  /** Open the encrypted file and its backups; the newest last. All are kept: a backup may lie anywhere. */
  data: secretsSchema,
  /** Make the rows' authentication codes, one a generation; the last is for new rows, the earlier ones only verify. */
  chain: secretsSchema,
})

/** The journal's secrets, 32 bytes each in hex, oldest first. Earlier ones are never dropped. */
export type KeyRing = z.infer<typeof plainRingSchema>

/** Rings were not numbered at first: then there is a chain key a generation. */
const numbered = (ring: unknown): unknown => {
  const parsed = z.strictObject({ data: z.unknown(), chain: z.array(z.unknown()) }).safeParse(ring)
  return parsed.success ? { ...parsed.data, generation: parsed.data.chain.length } : ring
}

const keyRingSchema = z.preprocess(
  numbered,
  plainRingSchema.refine(({ generation, chain }) => chain.length === generation),
)

const secret = (): string => randomBytes(32).toString('hex')

/** Fresh secrets for a new journal. */
export const createKeyRing = (): KeyRing => ({ generation: 1, data: [secret()], chain: [secret()] })

/** A ring of the next generation: one more secret of each kind; the earlier ones stay, for earlier rows and backups. */
export const extendedRing = ({ generation, data, chain }: KeyRing): KeyRing => ({
  generation: generation + 1,
  data: [...data, secret()],
  chain: [...chain, secret()],
})

/** The same ring with a data key for its last generation: that half of it was never written down. */
export const withDataKey = (chain: readonly string[], data: readonly string[]): KeyRing => ({
  generation: chain.length,
  data: [...data, secret()],
  chain: [...chain],
})

const beginsWith = (whole: readonly string[], beginning: readonly string[]): boolean =>
  beginning.every((one, index) => whole[index] === one)

/** Tells whether a ring of the same journal, or a later one, holds everything that the other holds. */
export const holdsAll = (ring: KeyRing, other: KeyRing): boolean =>
  beginsWith(ring.chain, other.chain) && other.data.every((key) => ring.data.includes(key))

/**
 * Tells whether a ring may take the place of another: it is the same, or of the next generation, and holds everything
 * that the other holds. Asked before a ring is written over one that is in use.
 */
export const mayReplace = (next: KeyRing, current: KeyRing): boolean =>
  next.generation - current.generation <= 1 && holdsAll(next, current)

/** A ring as one text, to be sealed by the system's key store. */
export const keyRingText = (ring: KeyRing): string => JSON.stringify(ring)

const NO_RING = 'the keys are not in the form of this program'

/** The ring in a text that {@link keyRingText} made, or the version before rings were numbered. */
export const parseKeyRing = (text: string): Result<KeyRing, string> => {
  try {
    const parsed = keyRingSchema.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : fail(NO_RING)
  } catch {
    return fail(NO_RING)
  }
}

/** The newest of a list of secrets. */
export const newest = (secrets: readonly string[]): string => {
  const last = secrets.at(-1)
  if (last === undefined) throw new Error('a key ring is never empty')
  return last
}
