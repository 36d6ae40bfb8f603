import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/**
 * The cost of scrypt (RFC 7914) as the exponent of N: 17 takes 128 MiB and about a third of a second, which is as long as
 * somebody who begins to work waits gladly. It slows a guess and stops none: whoever has the disk and the keys finds a PIN
 * of four digits in an hour, one of eight in a year. What protects a PIN is that the hash lies in the encrypted
 * database, and at the desk the wait after wrong ones (lock-wait.ts).
 */
export const PIN_COST = 17
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

/** The cost that a hash was made with; 0 for what is none. */
export const costOf = (hash: string): number => Number(/^scrypt\$(\d+)\$/.exec(hash)?.[1] ?? 0)

/**
 * Tells whether a PIN is the one behind a hash.
 * @param hash null for somebody who is not there: that takes as long
 * @param cost for that case
 */
export const pinMatches = async (pin: string, hash: string | null, cost: number): Promise<boolean> => {
  const [, kept = String(cost), salt = '00', key = ''] = (hash ?? '').split('$')
  const expected = Buffer.from(key, 'hex')
  const found = await stretch(pin, Buffer.from(salt, 'hex'), Number(kept))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
