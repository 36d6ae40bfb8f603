import { fail, ok, type Result } from '../../contract/result.ts'

/** The most that a file of ours may hold: certificates stay below 8 kB. */
export const MAX_OBJECT = 8 * 1024

/** A data object's frame (BER): `30 82 05 E5` is a sequence, header 4 bytes, value 1509, 1513 in all. */
export type Frame = { readonly tag: number; readonly headerLength: number; readonly valueLength: number }

/**
 * Reads tag and length at `offset`. Tags of one byte, or of two where the first ends in five ones (`FF20`, `DF22`).
 * Lengths in the short form, or in the long form with one to three bytes. The indefinite form (`80`) and lengths
 * that go beyond {@link MAX_OBJECT} are refused; whether the value is all there is for the caller to see.
 */
export const parseFrame = (bytes: Uint8Array, offset = 0): Result<Frame, 'malformed'> => {
  const first = bytes[offset]
  if (first === undefined) return fail('malformed')
  let at = offset + 1
  let tag = first
  if ((first & 0x1f) === 0x1f) {
    const second = bytes[at]
    if (second === undefined || second >= 0x80) return fail('malformed')
    tag = first * 256 + second
    at += 1
  }
  const form = bytes[at]
  at += 1
  if (form === undefined || form === 0x80 || form > 0x83) return fail('malformed')
  let valueLength = form
  if (form > 0x80) {
    valueLength = 0
    for (let left = form - 0x80; left > 0; left -= 1) {
      const byte = bytes[at]
      if (byte === undefined) return fail('malformed')
      valueLength = valueLength * 256 + byte
      at += 1
    }
  }
  const headerLength = at - offset
  if (headerLength + valueLength > MAX_OBJECT) return fail('malformed')
  return ok({ tag, headerLength, valueLength })
}

export type DataObject = { readonly tag: number; readonly value: Uint8Array }

/** All data objects that stand one after the other in `bytes`, each whole; anything left over is an error. */
export const parseObjects = (bytes: Uint8Array): Result<readonly DataObject[], 'malformed'> => {
  const objects: DataObject[] = []
  let offset = 0
  while (offset < bytes.length) {
    const frame = parseFrame(bytes, offset)
    if (!frame.ok) return frame
    const start = offset + frame.value.headerLength
    const end = start + frame.value.valueLength
    if (end > bytes.length) return fail('malformed')
    objects.push({ tag: frame.value.tag, value: bytes.subarray(start, end) })
    offset = end
  }
  return ok(objects)
}
