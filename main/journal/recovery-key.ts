/**
 * Keeps the public half of the recovery key in the journal's database. An authentication code under the chain key stands
 * beside it: whoever can only write files cannot put a key of their own there and have the ring sealed to it.
 */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readValue } from './database.ts'
import type { KeyRing } from './keys.ts'
import { newest } from './keys.ts'
import { authenticator, derive } from './mac.ts'

const NAME = 'recovery'

const storedSchema = z.strictObject({
  public: z.string().regex(/^[0-9a-f]{64}$/),
  /** When the sheet was made, ISO 8601 with offset. */
  at: z.string(),
  /** The sheet was only shown so far; absent where it is kept. */
  shown: z.literal(true).optional(),
  code: z.string(),
})

export type RecoveryKey = Pick<z.infer<typeof storedSchema>, 'public' | 'at' | 'shown'>

const codeOf = (secret: string, key: RecoveryKey): string =>
  authenticator(derive(secret, 'recovery'))(
    `recovery ${key.public} ${key.at}${key.shown === true ? ' shown' : ''}`,
  )

/** Puts a key in the place of the one before; backups that were sealed to that one still open with its sheet. */
export const storeRecoveryKey = (database: Database.Database, ring: KeyRing, key: RecoveryKey): void => {
  const code = codeOf(newest(ring.chain), key)
  database
    .prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)')
    .run(NAME, JSON.stringify({ ...key, code }))
}

/** Anybody who can write the file may have put anything there. */
const storedIn = (text: string | null): z.infer<typeof storedSchema> | null => {
  try {
    return storedSchema.safeParse(text === null ? null : JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The key that backups are sealed to; null where no sheet was made, or what stands there is not the journal's. */
export const recoveryKeyIn = (database: Database.Database, ring: KeyRing): RecoveryKey | null => {
  const text = readValue(database, 'SELECT value FROM meta WHERE name = ?', z.string(), NAME)
  const stored = storedIn(text)
  if (stored === null) return null
  const { code, ...key } = stored
  return ring.chain.some((secret) => codeOf(secret, key) === code) ? key : null
}

/** The same where its sheet is kept by somebody: one that was only shown may be on no paper. */
export const keptKeyIn = (database: Database.Database, ring: KeyRing): RecoveryKey | null => {
  const key = recoveryKeyIn(database, ring)
  return key?.shown === true ? null : key
}
