/**
 * Keeps the terminal's signing key: Ed25519 (RFC 8032), made once for a journal. Its private half lies in the journal's
 * database, sealed under the chain key. So it is kept with the other keys wherever those are (key files, key store, key
 * sheet), it is made in the same transaction as the tables that need it, and a backup brings it along.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { JournalEvent } from '../../contract/journal.ts'
import type { SignedHead } from '../../contract/signed-head.ts'
import { TERMINAL } from '../../contract/staff.ts'
import type { Chain, Chains } from './chain.ts'
import { readValue } from './database.ts'
import { seal, unseal } from './seal.ts'
import { signedText } from './signed-head.ts'

/** Signs heads. */
export type Signer = {
  /** 32 bytes in base64url. */
  readonly publicKey: string
  /** The signature of an ASCII text that says in its first line what it is, base64url. */
  signText(text: string): string
  sign(head: Omit<SignedHead, 'key' | 'signature'>): SignedHead
}

const jwkSchema = z.object({ x: z.string() })

/** The public half is made from the private one: what stands beside it in the database is under no seal. */
const signerOf = (key: KeyObject): Signer => {
  const { x: publicKey } = jwkSchema.parse(createPublicKey(key).export({ format: 'jwk' }))
  return {
    publicKey,
    signText: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
    sign: (head) => ({
      ...head,
      key: publicKey,
      signature: sign(null, Buffer.from(signedText(head)), key).toString('base64url'),
    }),
  }
}

const storedSchema = z.strictObject({ public: z.string(), sealed: z.string(), chain_key: z.string() })

/**
 * The key that is there, with the generation of the chain key that seals it, and the public half that stands beside it; null where
 * none can be used.
 */
const storedSigner = (
  database: Database.Database,
  chains: Chains,
): { signer: Signer; key: Buffer; under: string; beside: string } | null => {
  const stored = storedSchema.safeParse(
    database.prepare('SELECT public, sealed, chain_key FROM signing').get(),
  )
  if (!stored.success) return null
  const chain = chains.all.find(({ fingerprint }) => fingerprint === stored.data.chain_key)
  const key = chain === undefined ? null : unseal(chain.sealingKey, stored.data.sealed)
  if (key === null) return null
  const signer = signerOf(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  return { signer, key, under: stored.data.chain_key, beside: stored.data.public }
}

/** The signer of a journal that is only looked at; null where no key can be used. */
export const readSigner = (database: Database.Database, chains: Chains): Signer | null =>
  storedSigner(database, chains)?.signer ?? null

const keep = (database: Database.Database, chain: Chain, publicKey: string, key: Buffer): void => {
  database
    .prepare(
      `INSERT INTO signing (id, public, sealed, chain_key) VALUES (1, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET public = excluded.public, sealed = excluded.sealed, chain_key = excluded.chain_key`,
    )
    .run(publicKey, seal(chain.sealingKey, key), chain.fingerprint)
}

/** A public half that is not of the private one beside it: who has the data key alone can put it there. */
export type AlteredKey = { readonly stands: string; readonly own: string }

/** Compares the public half that stands in the database with the private one; null where they are of one key, or none can be used. */
export const alteredKey = (database: Database.Database, chains: Chains): AlteredKey | null => {
  const stored = storedSigner(database, chains)
  return stored === null || stored.beside === stored.signer.publicKey
    ? null
    : { stands: stored.beside, own: stored.signer.publicKey }
}

/** Puts the right public half in the place of an altered one, once that is on record. */
export const mendKey = (database: Database.Database, chains: Chains): void => {
  const stored = storedSigner(database, chains)
  if (stored === null || stored.beside === stored.signer.publicKey) return
  database.prepare('UPDATE signing SET public = ? WHERE id = 1').run(stored.signer.publicKey)
}

/**
 * The signer of a journal that is open for writing. Where no key can be used, one is made: in a new journal, at the
 * migration, and after the key was lost. After a change of keys it is sealed under the new chain key.
 */
export const openSigner = (database: Database.Database, chains: Chains, chain: Chain): Signer => {
  const stored = storedSigner(database, chains)
  if (stored !== null) {
    if (stored.under !== chain.fingerprint) keep(database, chain, stored.signer.publicKey, stored.key)
    return stored.signer
  }
  const { privateKey } = generateKeyPairSync('ed25519')
  const signer = signerOf(privateKey)
  keep(database, chain, signer.publicKey, privateKey.export({ format: 'der', type: 'pkcs8' }))
  return signer
}

/** The public key that the rows name; null where none does yet. */
export const recordedKey = (database: Database.Database): string | null =>
  readValue(
    database,
    `SELECT body ->> '$.publicKey' FROM entries WHERE event = 'signing-key' ORDER BY seq DESC LIMIT 1`,
    z.string(),
  )

const namedSchema = z.array(
  z.strictObject({ seq: z.number().int(), publicKey: z.string(), cause: z.enum(['made', 'lost']) }),
)

const namedKeys = (database: Database.Database): z.infer<typeof namedSchema> =>
  namedSchema.parse(
    database
      .prepare(
        `SELECT seq, body ->> '$.publicKey' AS publicKey, body ->> '$.cause' AS cause
          FROM entries WHERE event = 'signing-key' ORDER BY seq`,
      )
      .all(),
  )

/** Every public key that the rows name. */
export const recordedKeys = (database: Database.Database): string[] =>
  namedKeys(database).map(({ publicKey }) => publicKey)

/** The public keys of this terminal: every one that the rows name, and the one that it signs with now. */
export const ownKeys = (database: Database.Database, chains: Chains): string[] => {
  const named = recordedKeys(database)
  const present = readSigner(database, chains)
  return present === null ? named : [...named, present.publicKey]
}

/**
 * The rows that name keys again before the rows that named them are removed: slips of that time are still there, and so may be
 * heads that the keys have signed. The newest row goes on naming the key in use.
 * @param through the last row that is to be removed
 */
export const keyRowsAgain = (database: Database.Database, through: number): JournalEvent[] => {
  const named = namedKeys(database)
  const kept = named.filter(({ seq }) => seq > through)
  const gone = named.filter(
    ({ seq, publicKey }, place) =>
      seq <= through &&
      !kept.some((one) => one.publicKey === publicKey) &&
      named.findIndex((one) => one.publicKey === publicKey) === place,
  )
  const again = gone.length === 0 ? [] : [...gone, ...kept.slice(-1)]
  return again.map(({ publicKey, cause }) => ({ event: 'signing-key', staff: TERMINAL, publicKey, cause }))
}

/** The row that has to name a public key: none where the newest such row names it already. */
export const keyRow = (database: Database.Database, publicKey: string): JournalEvent[] => {
  const recorded = recordedKey(database)
  if (recorded === publicKey) return []
  return [{ event: 'signing-key', staff: TERMINAL, publicKey, cause: recorded === null ? 'made' : 'lost' }]
}
