/** The signed heads in the database: kept where the journal begins, where it was anchored, and where one was asked for. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { type SignedHead, signedHeadSchema } from '../../contract/signed-head.ts'
import { readPragma } from './database.ts'
import { firstDigest, nextDigest } from './signed-head.ts'
import type { Signer } from './signing.ts'

const rowSchema = z.tuple([z.number().int(), z.string()])

/** A place in the journal, with where the chain of digests stands behind it. */
export type Place = { readonly seq: number; readonly digest: string }

/** Keeps a head; an earlier one of the same row goes. */
export const keepHead = (database: Database.Database, head: SignedHead): void => {
  database
    .prepare('INSERT OR REPLACE INTO heads (seq, digest, at, key, signature) VALUES (?, ?, ?, ?, ?)')
    .run(head.seq, head.digest, head.at, head.key, head.signature)
}

/** Every head that is kept, oldest first; none in a database of form 1, which had no such thing. */
export const headsIn = (database: Database.Database, journal: string): SignedHead[] => {
  if (readPragma(database, 'user_version') < 2) return []
  return z
    .array(signedHeadSchema.omit({ journal: true }))
    .parse(database.prepare('SELECT seq, digest, at, key, signature FROM heads ORDER BY seq').all())
    .map((head) => ({ journal, ...head }))
}

/** Takes the chain of digests on from a place, through the rows up to `through`. */
export const digestThrough = (database: Database.Database, from: Place, through: number): Place => {
  let { seq: last, digest } = from
  const rows = database
    .prepare('SELECT seq, body FROM entries WHERE seq > ? AND seq <= ? ORDER BY seq')
    .raw()
    .iterate(from.seq, through)
  for (const row of rows) {
    const [seq, body] = rowSchema.parse(row)
    digest = nextDigest(digest, seq, body)
    last = seq
  }
  return { seq: last, digest }
}

const placeSchema = z.strictObject({ seq: z.number().int(), digest: z.string() })

/** The last head at or before a row; null where there is none. */
export const headBefore = (database: Database.Database, seq: number): Place | null =>
  placeSchema
    .nullable()
    .parse(
      database.prepare('SELECT seq, digest FROM heads WHERE seq <= ? ORDER BY seq DESC LIMIT 1').get(seq) ??
        null,
    )

const purgedSchema = z.tuple([z.number().int(), z.string().nullable()])

/** The beginning of the rows that are there: behind row 0, or behind the last one that the retention has removed. */
export const beginningOfDigests = (database: Database.Database, journal: string): Place => {
  const stored = database
    .prepare(
      `SELECT body ->> '$.throughSeq', body ->> '$.throughDigest' FROM entries WHERE event = 'purged' ORDER BY seq DESC LIMIT 1`,
    )
    .raw()
    .get()
  const [seq, digest] = stored === undefined ? [0, null] : purgedSchema.parse(stored)
  return { seq, digest: digest ?? firstDigest(journal, seq) }
}

/** The chain of digests behind a row. */
export const digestAt = (database: Database.Database, journal: string, seq: number): Place => {
  const start = beginningOfDigests(database, journal)
  const known = headBefore(database, seq)
  return digestThrough(database, known !== null && known.seq >= start.seq ? known : start, seq)
}

/** Signs where the rows begin, unless a head of it is kept: from there they can be checked by others. */
export const signBeginning = (
  database: Database.Database,
  journal: string,
  signer: Signer,
  at: string,
): void => {
  const start = beginningOfDigests(database, journal)
  if (headBefore(database, start.seq)?.seq !== start.seq)
    keepHead(database, signer.sign({ journal, ...start, at }))
}
