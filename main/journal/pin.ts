import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * The cost of scrypt (RFC 7914) as the exponent of N: 15 takes 32 MiB and about a tenth of a second. One guess at the desk
 * costs nobody anything, ten thousand at a stolen disk do; and the hash lies in the encrypted database besides.
 */
export const PIN_COST = 15
const LENGTH = 32

const options = (cost: number): ScryptOptions => ({ N: 2 ** cost, r: 8, p: 1, maxmem: 2 ** (cost + 11) })

const stretch = (pin: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, LENGTH, options(cost), (error, key) => (error ? reject(error) : resolve(key)))
  })

/** The hash of a PIN: `scrypt$<cost>$<salt, hex>$<key, hex>`. */
export const hashPin = async (pin: string, cost: number): Promise<string> => {
  const salt = randomBytes(16)
  return `scrypt$${cost}$${salt.toString('hex')}$${(await stretch(pin, salt, cost)).toString('hex')}`
}

/**
 * Whether a PIN is the one behind a hash.
 * @param hash null for somebody who is not there: that takes as long
 * @param cost for that case
 */
export const pinMatches = async (pin: string, hash: string | null, cost: number): Promise<boolean> => {
  const [, kept = String(cost), salt = '00', key = ''] = (hash ?? '').split('$')
  const expected = Buffer.from(key, 'hex')
  const found = await stretch(pin, Buffer.from(salt, 'hex'), Number(kept))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
