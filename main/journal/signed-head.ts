/**
 * Makes and checks signed heads: ends of the journal that anybody can verify who has the rows and the terminal's public
 * key, without being able to write. The authentication codes of the rows cannot do that: who can check them can make them.
 */
import { createPublicKey, hash, verify } from 'node:crypto'
import type { SignedHead } from '../../contract/signed-head.ts'

/**
 * The chain of digests before the first row: SHA-256 over `begins LF journal LF seq`. `seq` is 0, and in a
 * journal whose first rows the retention had removed before there were digests, the last row that was removed.
 */
export const firstDigest = (journal: string, seq: number): string =>
  hash('sha256', `begins\n${journal}\n${seq}`, 'hex')

/**
 * The chain of digests behind a row: SHA-256 over `row LF digest before LF seq LF body`. No key is in it, so that it
 * goes on when keys are changed; and the number is in it, so that a recorded hole in the numbers is part of it.
 */
export const nextDigest = (before: string, seq: number, body: string): string =>
  hash('sha256', `row\n${before}\n${seq}\n${body}`, 'hex')

/** The signed text: `uketsuke signed head 1 LF journal LF seq LF digest LF at`, ASCII. */
export const signedText = ({ journal, seq, digest, at }: Omit<SignedHead, 'key' | 'signature'>): string =>
  `uketsuke signed head 1\n${journal}\n${seq}\n${digest}\n${at}`

/**
 * Tells whether a head was signed with the key of this public key (base64url): not whether that key is the terminal's.
 */
export const headHolds = (head: SignedHead, publicKey: string): boolean => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, Buffer.from(signedText(head)), key, Buffer.from(head.signature, 'base64url'))
  } catch {
    return false
  }
}

/** A row as it leaves the journal. */
export type PlainRow = { readonly seq: number; readonly body: string }

/** The result of a check with only the public key. */
export type HeadCheck = {
  readonly entries: number
  readonly ok: boolean
  /** The first row that may be wrong: the one behind the last head that holds. */
  readonly firstBad: number | null
  readonly problem: string | null
  /** Rows behind this one are covered by no head. */
  readonly signedThrough: number | null
}

const bad = (
  entries: number,
  firstBad: number | null,
  problem: string,
  through: number | null,
): HeadCheck => ({
  entries,
  ok: false,
  firstBad,
  problem,
  signedThrough: through,
})

/**
 * Checks rows against signed heads with public keys alone.
 * @param rows all rows behind the first head, in order
 * @param heads at least the one from which the rows go on (the beginning, or where the retention has cut)
 * @param keys the public keys that are believed, base64url: one, unless the terminal has lost its key and made another
 */
export const checkHeads = (
  rows: Iterable<PlainRow>,
  heads: readonly SignedHead[],
  keys: readonly string[],
): HeadCheck => {
  const sorted = [...heads].sort((one, other) => one.seq - other.seq)
  const [first] = sorted
  if (!first) return bad(0, null, 'there is no signed head', null)
  for (const head of sorted) {
    if (head.journal !== first.journal)
      return bad(0, null, `the heads are of two journals: ${first.journal}, ${head.journal}`, null)
    if (!keys.includes(head.key) || !headHolds(head, head.key))
      return bad(0, null, `the head of row ${head.seq} is not signed with a key that was given`, null)
  }
  let { digest, seq: last } = first
  let through = first.seq
  let entries = 0
  let next = 1
  const compare = (): HeadCheck | null => {
    for (let head = sorted[next]; head !== undefined && head.seq <= last; head = sorted[next]) {
      if (head.seq < last || head.digest !== digest)
        return bad(
          entries,
          through + 1,
          `rows ${through + 1} to ${head.seq} are not those that were signed`,
          through,
        )
      through = head.seq
      next += 1
    }
    return null
  }
  const already = compare()
  if (already) return already
  for (const { seq, body } of rows) {
    if (seq <= last) return bad(entries, seq, `row ${seq} does not belong here`, through)
    digest = nextDigest(digest, seq, body)
    last = seq
    entries += 1
    const found = compare()
    if (found) return found
  }
  const beyond = sorted[next]
  return beyond
    ? bad(entries, last + 1, `rows ${last + 1} to ${beyond.seq} were signed and are not here`, through)
    : { entries, ok: true, firstBad: null, problem: null, signedThrough: through }
}
