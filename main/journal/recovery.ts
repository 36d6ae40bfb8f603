/**
 * The recovery key: whoever has the sheet and a backup can open the backup, whatever keys the journal has had since the
 * sheet was made. Its public half is in the journal, and every backup holds the ring of keys sealed to it; the private
 * half is on the sheet and nowhere else.
 *
 * Sealed: an X25519 key of one use, HKDF-SHA-256 over what the two agree on, AES-256-GCM over the ring's text.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'
import { type KeyRing, keyRingText, parseKeyRing } from './keys.ts'
import { fingerprint } from './mac.ts'
import { readSheetText, type SheetProblem, sheetGroups } from './sheet-text.ts'

/** X25519 keys in DER are 32 bytes behind these (RFC 8410: the algorithm 1.3.101.110). */
const PUBLIC_HEAD = Buffer.from('302a300506032b656e032100', 'hex')
const PRIVATE_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex')
const KEY_BYTES = 32

const rawOf = (key: KeyObject): Buffer =>
  key.type === 'public'
    ? key.export({ type: 'spki', format: 'der' }).subarray(PUBLIC_HEAD.length)
    : key.export({ type: 'pkcs8', format: 'der' }).subarray(PRIVATE_HEAD.length)

const publicKey = (hex: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, Buffer.from(hex, 'hex')]), type: 'spki', format: 'der' })

const privateKey = (raw: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, raw]), type: 'pkcs8', format: 'der' })

const hex32 = z.string().regex(/^[0-9a-f]{64}$/)

export const sealedRingSchema = z.strictObject({
  /** The number of the sheet that opens it. */
  sheet: z.string().regex(/^[0-9a-f]{16}$/),
  /** The public key of one use, hex. */
  once: hex32,
  nonce: z.string().regex(/^[0-9a-f]{24}$/),
  tag: z.string().regex(/^[0-9a-f]{32}$/),
  sealed: z.base64(),
})
/** A ring that a sheet opens. */
export type SealedRing = z.infer<typeof sealedRingSchema>

/** The number of the sheet that belongs to a public key: it is printed on the sheet and stands in each backup. */
export const sheetNumber = (publicHex: string): string => fingerprint(publicHex)

const agreedKey = (own: KeyObject, other: KeyObject, once: string, recovery: string): Buffer =>
  Buffer.from(
    hkdfSync(
      'sha256',
      diffieHellman({ privateKey: own, publicKey: other }),
      Buffer.from(once + recovery, 'hex'),
      'uketsuke recovery 1',
      KEY_BYTES,
    ),
  )

/** Seals a ring, so that only the sheet of this public key opens it. @param recovery the public key, hex */
export const sealRing = (ring: KeyRing, recovery: string): SealedRing => {
  const pair = generateKeyPairSync('x25519')
  const once = rawOf(pair.publicKey).toString('hex')
  const nonce = randomBytes(12)
  const cipher = createCipheriv(
    'aes-256-gcm',
    agreedKey(pair.privateKey, publicKey(recovery), once, recovery),
    nonce,
  )
  const sealed = Buffer.concat([cipher.update(keyRingText(ring), 'utf8'), cipher.final()])
  return {
    sheet: sheetNumber(recovery),
    once,
    nonce: nonce.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
    sealed: sealed.toString('base64'),
  }
}

/** Why a sheet does not open a ring. `sheet`: it belongs to another journal, or its passphrase is another. */
export type RecoveryProblem = SheetProblem | { readonly why: 'passphrase-needed' | 'sheet' }

/** The first byte of a sheet. */
const KIND = { open: 1, passphrase: 2 } as const

/** Some half a second and 128 MiB for each guess of a passphrase. */
const PASSPHRASE_COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }

/** The mask over the key on a sheet with a passphrase. The sheet's number is the salt: no two sheets have the same. */
const coverOf = (passphrase: string, number: string): Buffer =>
  scryptSync(passphrase.normalize('NFKC'), Buffer.from(number, 'hex'), KEY_BYTES, PASSPHRASE_COST)

const covered = (key: Uint8Array, cover: Uint8Array): Buffer =>
  Buffer.from(key.map((byte, index) => byte ^ (cover[index] ?? 0)))

/** A new sheet, with the public half of its key. It is in no file and cannot be made again. */
type NewSheet = {
  /** The public key for the journal, hex. */
  readonly recovery: string
  readonly number: string
  readonly groups: string[]
  readonly hasPassphrase: boolean
}

/** Makes a recovery key and its sheet. @param passphrase null for a sheet that opens backups by itself */
export const makeKeySheet = (passphrase: string | null): NewSheet => {
  const pair = generateKeyPairSync('x25519')
  const recovery = rawOf(pair.publicKey).toString('hex')
  const number = sheetNumber(recovery)
  const key = rawOf(pair.privateKey)
  const body = passphrase === null ? key : covered(key, coverOf(passphrase, number))
  const kind = passphrase === null ? KIND.open : KIND.passphrase
  return {
    recovery,
    number,
    groups: sheetGroups(Buffer.concat([Buffer.from([kind]), body])),
    hasPassphrase: passphrase !== null,
  }
}

/**
 * The recovery key that stands on a sheet, with its public half in hex.
 * @param number the sheet's number, which its passphrase was mixed with
 */
export const recoveryKeyOf = (
  text: string,
  passphrase: string | null,
  number: string,
): Result<{ readonly own: KeyObject; readonly recovery: string }, RecoveryProblem> => {
  const bytes = readSheetText(text)
  if (!bytes.ok) return bytes
  const [kind, ...body] = bytes.value
  if (kind === KIND.passphrase && passphrase === null) return fail({ why: 'passphrase-needed' })
  const cover = kind === KIND.passphrase ? coverOf(passphrase ?? '', number) : Buffer.alloc(KEY_BYTES)
  const own = privateKey(covered(Uint8Array.from(body), cover))
  return ok({ own, recovery: rawOf(createPublicKey(own)).toString('hex') })
}

/**
 * Opens a sealed ring with what stands on the sheet.
 * @param text the groups, typed or scanned
 */
export const openSealedRing = (
  { sheet, once, nonce, tag, sealed }: SealedRing,
  text: string,
  passphrase: string | null,
): Result<KeyRing, RecoveryProblem> => {
  const key = recoveryKeyOf(text, passphrase, sheet)
  if (!key.ok) return key
  const { own, recovery } = key.value
  if (sheetNumber(recovery) !== sheet) return fail({ why: 'sheet' })
  try {
    const agreed = agreedKey(own, publicKey(once), once, recovery)
    const decipher = createDecipheriv('aes-256-gcm', agreed, Buffer.from(nonce, 'hex'))
    decipher.setAuthTag(Buffer.from(tag, 'hex'))
    const opened = Buffer.concat([decipher.update(Buffer.from(sealed, 'base64')), decipher.final()])
    const ring = parseKeyRing(opened.toString('utf8'))
    return ring.ok ? ok(ring.value) : fail({ why: 'sheet' })
  } catch {
    return fail({ why: 'sheet' })
  }
}
