import { hash, hkdfSync } from 'node:crypto'

/** Authenticates ASCII messages under one key: hex out, 64 digits. */
export type Authenticate = (message: string) => string

const BLOCK = 64
const xorBlock = (key: string, pad: number): string =>
  Array.from(key, (digit) => String.fromCharCode(digit.charCodeAt(0) ^ pad)).join('')

/**
 * HMAC-SHA-256 (RFC 2104) under the 64 ASCII characters of a 32-byte key in hex, exactly one block of SHA-256.
 * Written out over the one-shot hash because `createHmac` costs some ten times as much a row, and a million rows are
 * to be verified in seconds; a test holds it against `createHmac`. Hex digits XOR 0x36 and 0x5c stay below 0x80
 * ('0' gives 0x06 and 0x6c, 'f' gives 0x50 and 0x3a), so the padded key can stand in a string.
 */
export const authenticator = (keyHex: string): Authenticate => {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new Error('a key of 64 hex digits is needed')
  const inner = xorBlock(keyHex, 0x36)
  const outer = Buffer.alloc(BLOCK + 32)
  outer.write(xorBlock(keyHex, 0x5c), 0, 'latin1')
  return (message) => {
    outer.write(hash('sha256', inner + message, 'binary'), BLOCK, 'latin1')
    return hash('sha256', outer, 'hex')
  }
}

/** The purpose of a key: each purpose gets its own key, so that no code made for one can stand for another. */
export type Purpose =
  | 'file'
  | 'row'
  | 'head'
  | 'anchor'
  | 'insured'
  | 'staff-card'
  | 'signing'
  | 'recovery'
  | 'look-up'
  | 'copy'

/** Derives the key of a purpose (HKDF-SHA-256, RFC 5869), hex. */
export const derive = (secretHex: string, purpose: Purpose): string =>
  Buffer.from(
    hkdfSync('sha256', Buffer.from(secretHex, 'hex'), '', `uketsuke journal ${purpose} 1`, 32),
  ).toString('hex')

/** A key's name: says which key it is and nothing of the key. 16 hex digits. */
export const fingerprint = (secretHex: string): string =>
  hash('sha256', `uketsuke journal fingerprint 1 ${secretHex}`, 'hex').slice(0, 16)
