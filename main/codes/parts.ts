/**
 * Split symbols (QR structured append, 連結): up to 16 symbols, each with its number, the total, and a parity that is
 * the XOR of all bytes of the whole (ISO/IEC 18004). Serial scanners in "non-edit" mode put them before the data.
 */
import { fail, ok, type Result } from '../../contract/result.ts'
import { joinPieces } from './assembly.ts'

/** A set that nobody completes is forgotten after this silence, in milliseconds. */
export const PARTS_PATIENCE_MS = 60_000

export type Part = {
  readonly number: number
  readonly total: number
  readonly parity: number
  readonly data: Uint8Array
}

export type PartSet = {
  readonly total: number
  readonly parity: number
  readonly have: ReadonlyMap<number, Uint8Array>
  readonly lastAt: number
}

const HEADER = /^([0-9A-G])([0-9A-G])([0-9A-F]{2})$/i
/** Digits with what stands between them: a card's number. No part of a document is so. */
const NUMBER_ALONE = /^[\d\s-]*$/

/** One character for 1–16: `1`…`9`, `A` = 10 … `G` = 16. */
const countOf = (character: string): number => Number.parseInt(character, 17)

/**
 * Reads the header: `131B` is part 1 of 3 with parity 0x1B. Null when the message has none: what is not split comes
 * without a header.
 * @returns `MALFORMED` for a header that no symbol can have: part 4 of 3, part 0
 */
export const readPart = (message: Uint8Array): Result<Part, 'MALFORMED'> | null => {
  const match = HEADER.exec(String.fromCharCode(...message.subarray(0, 4)))
  if (!match || message.every((byte) => NUMBER_ALONE.test(String.fromCharCode(byte)))) return null
  const number = countOf(match[1] ?? '')
  const total = countOf(match[2] ?? '')
  if (number === 0 || number > total) return fail('MALFORMED')
  return ok({ number, total, parity: Number.parseInt(match[3] ?? '', 16), data: message.subarray(4) })
}

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/**
 * Adds a part, in any order; the same part again changes nothing.
 * @returns `CONFLICT` when it belongs to another set, or says something else than the same part before
 */
export const addPart = (set: PartSet | null, part: Part, at: number): Result<PartSet, 'CONFLICT'> => {
  const { number, total, parity, data } = part
  if (set === null) return ok({ total, parity, have: new Map([[number, data.slice()]]), lastAt: at })
  const before = set.have.get(number)
  if (set.total !== total || set.parity !== parity) return fail('CONFLICT')
  if (before !== undefined && !sameBytes(before, data)) return fail('CONFLICT')
  return ok({ ...set, have: new Map(set.have).set(number, data.slice()), lastAt: at })
}

/**
 * The whole message in the order of its parts, or null while parts are missing.
 * @returns `CONFLICT` when the parity does not fit: the parts are not of one message
 */
export const joinParts = (set: PartSet): Result<Uint8Array | null, 'CONFLICT'> => {
  if (set.have.size < set.total) return ok(null)
  const whole = joinPieces(
    Array.from({ length: set.total }, (_, index) => set.have.get(index + 1) ?? new Uint8Array()),
  )
  const parity = whole.reduce((sum, byte) => sum ^ byte, 0)
  return parity === set.parity ? ok(whole) : fail('CONFLICT')
}

/**
 * The text of a part without the digits that the neighbouring part may continue: an individual number that lies
 * whole inside a part is found at once, and no number is made up of a longer one that was cut.
 */
export const inside = (part: Part, text: string): string => {
  const withoutStart = part.number === 1 ? text : text.replace(/^[\p{Nd}\s-]+/u, '')
  return part.number === part.total ? withoutStart : withoutStart.replace(/[\p{Nd}\s-]+$/u, '')
}
