import type Database from 'better-sqlite3'
import { z } from 'zod'
import { readValue } from './database.ts'
import type { KeyRing } from './keys.ts'
import { type Authenticate, authenticator, derive, fingerprint } from './mac.ts'

/** Authentication under one generation of the chain key. */
export type Chain = {
  /** The generation's name. */
  readonly fingerprint: string
  /** The code "before" row 1. */
  genesis(journal: string): string
  /** A row's code, from its number, the code before it and its body. */
  row(seq: number, before: string, body: string): string
  readonly head: Authenticate
  readonly anchor: Authenticate
  readonly insured: Authenticate
  readonly staffCard: Authenticate
  /** The key that the signing key is sealed with, hex. */
  readonly sealingKey: string
  /** The key of the terminal's sealed copy at the center (main/journal/sealed-copy.ts), hex. */
  readonly copyKey: string
}

/** All generations, oldest first. */
export type Chains = { readonly oldest: Chain; readonly all: readonly Chain[] }

/**
 * A row's code is HMAC-SHA-256 over `row\n<seq>\n<code before, hex>\n<body>`: the number inside forbids re-ordering, the
 * code before forbids holes, and without the key no code can be made at all. The first word separates domains; the body
 * comes last and everything before it has no line break in it, so that two different rows never give one message.
 */
export const chainOf = (secretHex: string): Chain => {
  const row = authenticator(derive(secretHex, 'row'))
  return {
    fingerprint: fingerprint(secretHex),
    genesis: (journal) => row(`genesis\n${journal}`),
    row: (seq, before, body) => row(`row\n${seq}\n${before}\n${body}`),
    head: authenticator(derive(secretHex, 'head')),
    anchor: authenticator(derive(secretHex, 'anchor')),
    insured: authenticator(derive(secretHex, 'insured')),
    staffCard: authenticator(derive(secretHex, 'staff-card')),
    sealingKey: derive(secretHex, 'signing'),
    copyKey: derive(secretHex, 'copy'),
  }
}

export const chainsOf = (ring: KeyRing): Chains => {
  const all = ring.chain.map(chainOf)
  const [oldest] = all
  if (!oldest) throw new Error('a key ring is never empty')
  return { oldest, all }
}

const bodySchema = z.looseObject({ chainKey: z.string() })

/**
 * The generation that a row is, or will be, written with: the one that the last `key-rotated` row before it names, or
 * the tombstone of what the retention has removed, or the oldest.
 */
export const generationAt = (database: Database.Database, chains: Chains, seq: number): Chain => {
  const body = readValue(
    database,
    `SELECT body FROM (
       SELECT seq, body FROM entries WHERE event = 'key-rotated' AND seq < ?
       UNION ALL SELECT body ->> '$.throughSeq', body FROM entries WHERE event = 'purged'
     ) ORDER BY seq DESC LIMIT 1`,
    z.string(),
    seq,
  )
  if (body === null) return chains.oldest
  const { chainKey } = bodySchema.parse(JSON.parse(body))
  return chains.all.find(({ fingerprint }) => fingerprint === chainKey) ?? chains.oldest
}
