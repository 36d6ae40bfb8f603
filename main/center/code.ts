/**
 * One-time codes of an invitation: who is meant and a secret, to be read out or typed. Base 32 without I, L, O and U, in groups of
 * four: `7M3K-…`, 16 bytes of the terminal's id, 16 of the secret, 2 of SHA-256 over both, so that a slip is noticed here.
 */
import { hash, randomBytes } from 'node:crypto'
import { fail, ok, type Result } from '../../contract/result.ts'

/** Crockford's: https://www.crockford.com/base32.html */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export type Code = {
  /** A UUID. */
  readonly terminal: string
  /** 32 hex digits. */
  readonly secret: string
}

const BYTES = 34
const GROUP = 4

const checked = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.from(hash('sha256', bytes, 'hex').slice(0, 4), 'hex')])

/** Both new. */
export const newCode = (): Code => {
  const id = randomBytes(16)
  // RFC 9562, version 4.
  id[6] = ((id[6] ?? 0) & 0x0f) | 0x40
  id[8] = ((id[8] ?? 0) & 0x3f) | 0x80
  return { terminal: uuidOf(id.toString('hex')), secret: randomBytes(16).toString('hex') }
}

const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export const codeText = ({ terminal, secret }: Code): string => {
  const bytes = checked(Buffer.from(terminal.replaceAll('-', '') + secret, 'hex'))
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const digits = (bits.match(/.{1,5}/g) ?? []).map((five) => DIGITS[Number.parseInt(five.padEnd(5, '0'), 2)])
  return (digits.join('').match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-')
}

/** Reads a code as people type it: small letters, spaces, O for 0, I and L for 1. */
export const readCode = (text: string): Result<Code, string> => {
  const typed = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const values = [...typed].map((digit) => DIGITS.indexOf(digit))
  if (values.length !== Math.ceil((BYTES * 8) / 5) || values.includes(-1))
    return fail('not a code of center invite')
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from(
    (bits.slice(0, BYTES * 8).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)),
  )
  const told = bytes.subarray(0, 32)
  const code = { terminal: uuidOf(told.toString('hex', 0, 16)), secret: told.toString('hex', 16) }
  return codeText(code).replaceAll('-', '') === typed ? ok(code) : fail('a letter of the code is wrong')
}
