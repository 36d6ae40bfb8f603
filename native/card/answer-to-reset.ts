/**
 * Tells whether the answer to reset announces that READ BINARY may name a file by its short id (ISO 7816-3 for the
 * frame, 7816-4 §12.1.1 for the historical bytes): category `80`, compact objects, tag 7 "card capabilities", first
 * byte, bit 3. Worked: `3B DA 13 FF 81 31 FB 46 | 80 12 39 2F 31 C1 73 C6 01 C0 | 3B`: after `12 39 2F` (country 392,
 * Japan) and `31 C1` stands `73 C6 01 C0`, and C6 = 1100 0110 has the bit.
 *
 * This saves a command where it is announced and decides nothing else: what card it is, only its applications say.
 */
export const announcesShortFileIds = (atr: Uint8Array): boolean => {
  const historical = historicalBytes(atr)
  if (historical[0] !== 0x80) return false
  let at = 1
  while (at < historical.length) {
    const head = historical[at] ?? 0
    const length = head & 0x0f
    if (head >> 4 === 0x7) return length >= 1 && ((historical[at + 1] ?? 0) & 0x04) !== 0
    at += 1 + length
  }
  return false
}

/**
 * The historical bytes: T0 is the second byte; its low half counts them, its high half (then each TD's) says which
 * interface bytes come between.
 */
const historicalBytes = (atr: Uint8Array): Uint8Array => {
  const t0 = atr[1]
  if (t0 === undefined) return new Uint8Array()
  let at = 2
  let present = t0 >> 4
  while (present !== 0 && at < atr.length) {
    for (const bit of [1, 2, 4]) if (present & bit) at += 1
    if ((present & 8) === 0) break
    present = (atr[at] ?? 0) >> 4
    at += 1
  }
  return atr.subarray(at, at + (t0 & 0x0f))
}
