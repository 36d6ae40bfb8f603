/** Makes the verifier of a password (RFC 5803, as PostgreSQL keeps it): the password itself is in no statement and no log. */
import { createHmac, hash, pbkdf2Sync } from 'node:crypto'

const ITERATIONS = 4096

/** @param salt base64 */
export const scramVerifier = (password: string, salt: string): string => {
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), ITERATIONS, 32, 'sha256')
  const client = createHmac('sha256', salted).update('Client Key').digest()
  const stored = hash('sha256', client, 'base64')
  const server = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt}$${stored}:${server}`
}
