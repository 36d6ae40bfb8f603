const OFFSETS = [0x811c9dc5, 0x01000193 ^ 0x5bd1e995] as const
const PRIMES = [0x01000193, 0x01000197] as const

/**
 * A code's fingerprint: two 32-bit FNV-1a sums and the length. It stands in for the bytes where only "the same
 * again" matters, so that nothing that was read stays in memory for that.
 */
export const fingerprint = (bytes: Uint8Array): string => {
  let [first, second]: [number, number] = [OFFSETS[0], OFFSETS[1]]
  for (const byte of bytes) {
    first = Math.imul(first ^ byte, PRIMES[0])
    second = Math.imul(second ^ byte, PRIMES[1])
  }
  return `${(first >>> 0).toString(16)}-${(second >>> 0).toString(16)}-${bytes.length}`
}
