import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * scrypt (RFC 7914) with 32 MiB and about a tenth of a second: a guess at the desk costs nobody anything, ten thousand
 * at a stolen disk do. The hash lies in the encrypted database besides.
 */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const satisfies ScryptOptions
const LENGTH = 32

const stretch = (pin: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** The hash of a PIN: `scrypt$<salt, hex>$<key, hex>`. */
export const hashPin = async (pin: string): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('hex')}$${(await stretch(pin, salt)).toString('hex')}`
}

/** Whether a PIN is the one behind a hash. Takes the same time for an unknown person: pass null. */
export const pinMatches = async (pin: string, hash: string | null): Promise<boolean> => {
  const [, salt = '00', key = ''] = (hash ?? '').split('$')
  const expected = Buffer.from(key, 'hex')
  const found = await stretch(pin, Buffer.from(salt, 'hex'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
