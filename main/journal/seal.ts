/** Seals bytes under a key of the journal. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const NONCE = 12
const TAG = 16

/** AES-256-GCM: nonce, tag and what was sealed, in base64url. @param keyHex 32 bytes */
export const seal = (keyHex: string, plain: Buffer): string => {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyHex, 'hex'), nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** Opens what {@link seal} has made; null under another key, or where it was altered. */
export const unseal = (keyHex: string, text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url')
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      Buffer.from(keyHex, 'hex'),
      bytes.subarray(0, NONCE),
    ).setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    return null
  }
}
