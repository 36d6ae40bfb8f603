import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { z } from 'zod'
import type { JournalWarning } from '../../contract/journal.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import { writeWhole } from '../files/whole-file.ts'
import type { JournalHome } from './home.ts'

const secretSchema = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * The journal's secrets, 32 bytes each in hex. `data` opens the encrypted file: the last one, or, while a rotation is
 * under way, one of two. `chain` makes the rows' authentication codes: one a generation, the last one in use; the
 * earlier ones only verify.
 */
export const keyRingSchema = z.strictObject({
  data: z.array(secretSchema).min(1).max(2),
  chain: z.array(secretSchema).min(1),
})
export type KeyRing = z.infer<typeof keyRingSchema>

const secret = (): string => randomBytes(32).toString('hex')

/** Fresh secrets for a new journal. */
export const createKeyRing = (): KeyRing => ({ data: [secret()], chain: [secret()] })

/** A ring as one text, to be sealed by the system's key store. */
export const keyRingText = (ring: KeyRing): string => JSON.stringify(ring)

/** The ring in a text that {@link keyRingText} made. */
export const parseKeyRing = (text: string): Result<KeyRing, string> => {
  try {
    const parsed = keyRingSchema.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : fail('the keys are not in the form of this program')
  } catch {
    return fail('the keys are not in the form of this program')
  }
}

const DATA_FILE = z.strictObject({ data: keyRingSchema.shape.data })
const CHAIN_FILE = z.strictObject({ chain: keyRingSchema.shape.chain })

type KeyFile<Value> = Result<{ value: Value; warnings: JournalWarning[] } | null, string>

const readKeyFile = <Schema extends z.ZodType>(path: string, schema: Schema): KeyFile<z.output<Schema>> => {
  const warnings: JournalWarning[] = []
  try {
    const status = statSync(path, { throwIfNoEntry: false })
    if (!status) return ok(null)
    if ((status.mode & 0o077) !== 0 && process.platform !== 'win32') {
      chmodSync(path, 0o600)
      warnings.push({ code: 'key-file-was-open', path })
    }
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? ok({ value: parsed.data, warnings }) : fail(`${path}: not a key file`)
  } catch {
    return fail(`${path}: not a key file, or it cannot be read`)
  }
}

/**
 * The ring from the two key files, for the command line and for systems without a key store. They are two because they
 * protect against different people: who has `journal.key` can read the journal, who has `chain.key` can write rows
 * that verify. Null when neither file is there.
 */
export const readKeyFiles = (
  home: JournalHome,
): Result<{ ring: KeyRing; warnings: JournalWarning[] } | null, string> => {
  const data = readKeyFile(home.dataKey, DATA_FILE)
  if (!data.ok) return data
  const chain = readKeyFile(home.chainKey, CHAIN_FILE)
  if (!chain.ok) return chain
  if (data.value === null && chain.value === null) return ok(null)
  if (data.value === null) return fail(`${home.dataKey}: this key file is missing`)
  if (chain.value === null) return fail(`${home.chainKey}: this key file is missing`)
  return ok({
    ring: { data: data.value.value.data, chain: chain.value.value.chain },
    warnings: [...data.value.warnings, ...chain.value.warnings],
  })
}

/** Writes the two key files, readable by the owner alone, each whole or not at all. */
export const writeKeyFiles = (home: JournalHome, ring: KeyRing): void => {
  writeWhole(home.chainKey, `${JSON.stringify({ chain: ring.chain })}\n`)
  writeWhole(home.dataKey, `${JSON.stringify({ data: ring.data })}\n`)
}

/** The newest of a list of secrets. */
export const newest = (secrets: readonly string[]): string => {
  const last = secrets.at(-1)
  if (last === undefined) throw new Error('a key ring is never empty')
  return last
}
