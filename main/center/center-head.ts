/**
 * Makes and checks what the center keeps beside the rows, so that whoever has the public keys alone can say which row is not
 * the terminal's: a seal beside each row, and a signed head for each batch.
 */
import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'

/**
 * A row's seal: SHA-256 over `center row LF digest LF mac`, both hex. The digest is where the journal's own chain stands behind
 * the row (main/journal/signed-head.ts). No key is in it: it tells which row was altered, the head of the batch proves it.
 */
export const sealOf = (digest: string, mac: string): string =>
  hash('sha256', `center row\n${digest}\n${mac}`, 'hex')

/** The beginning of {@link nextRows}: SHA-256 over `center rows`. */
export const NO_ROWS = hash('sha256', 'center rows', 'hex')

/** Takes the sum of a batch over one more row: SHA-256 over `before LF seal`, hex. */
export const nextRows = (before: string, seal: string): string => hash('sha256', `${before}\n${seal}`, 'hex')

/**
 * A head as the center keeps it.
 * - `batch`: the rows behind `after`, through `seq`. `prev` is where the center's rows ended before; it differs from `after` where
 *   the retention, or a hole that is on record, has taken what lay between. `before` and `digest` are where the journal's chain of
 *   digests stands behind `after` and `seq`, `rows` is the sum over the seals.
 * - `claim`: the end of a journal that is not what the center holds; all three numbers are its last row, `before` is `digest`.
 */
export type CenterHead = {
  readonly terminal: string
  readonly kind: 'batch' | 'claim'
  readonly journal: string
  readonly prev: number
  readonly after: number
  readonly before: string
  readonly seq: number
  readonly digest: string
  readonly rows: string
  /** By the terminal's clock, ISO 8601 with offset. */
  readonly at: string
  readonly key: string
  readonly signature: string
}

/** The text that is signed, ASCII: `uketsuke center head 1`, then each field but key and signature on a line of its own. */
export const centerHeadText = (head: Omit<CenterHead, 'key' | 'signature'>): string =>
  [
    'uketsuke center head 1',
    head.terminal,
    head.kind,
    head.journal,
    head.prev,
    head.after,
    head.before,
    head.seq,
    head.digest,
    head.rows,
    head.at,
  ].join('\n')

/** The key that was used last: a terminal's heads come one after the other. */
let lastKey: { readonly text: string; readonly key: KeyObject } | null = null

const keyOf = (text: string): KeyObject => {
  if (lastKey?.text !== text)
    lastKey = { text, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' }) }
  return lastKey.key
}

/** Checks that a head was signed with the key of this public key (base64url). */
export const centerHeadHolds = (head: CenterHead, publicKey: string): boolean => {
  try {
    const signature = Buffer.from(head.signature, 'base64url')
    return verify(null, Buffer.from(centerHeadText(head)), keyOf(publicKey), signature)
  } catch {
    return false
  }
}
