/**
 * The text of a key sheet: 33 bytes as groups of letters and digits that a person can type, each group with a check
 * character and the whole with a checksum, so that a slip is found in its group and not only at the end.
 *
 * 33 bytes and 2 bytes of checksum are 280 bits, 56 characters of 5 bits: 14 groups of four, each with a fifth that checks
 * it. `0123…` in the alphabet of Crockford, which has no I, L, O and U: I and L are read as 1, O as 0.
 */
import { hash } from 'node:crypto'
import { fail, ok, type Result } from '../../contract/result.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const PER_GROUP = 4
export const GROUPS = 14
const CHECKSUM_BYTES = 2
export const SHEET_BYTES = (GROUPS * PER_GROUP * 5) / 8 - CHECKSUM_BYTES

/** Doubles an element of the field of 32 elements: shift, and subtract x⁵+x²+1 (0b100101) where it overflows. */
const doubled = (value: number): number => ((value << 1) ^ (value & 0b10000 ? 0b100101 : 0)) & 31

/**
 * The check character of a group: its characters times 2, 4, 8 and 16 in the field of 32 elements, and the group's
 * number. Every single wrong character changes it, every two exchanged ones, and every group in a wrong place.
 * Worked example: the group 0 0 0 1 in place 0: 1 × 16 = 16, `G`.
 */
const checkOf = (values: readonly number[], place: number): number =>
  values.reduce((sum, value, index) => {
    let product = value
    for (let times = 0; times <= index; times += 1) product = doubled(product)
    return sum ^ product
  }, place)

const letter = (value: number): string => ALPHABET[value] ?? ''

const checksum = (bytes: Uint8Array): Buffer =>
  Buffer.from(
    hash('sha256', Buffer.concat([Buffer.from('uketsuke key sheet 1'), bytes]), 'hex'),
    'hex',
  ).subarray(0, CHECKSUM_BYTES)

/** Bits of bytes, five at a time; the number of bits is a multiple of five. */
const fives = (bytes: Uint8Array): number[] => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return Array.from({ length: bits.length / 5 }, (_, index) =>
    Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2),
  )
}

const bytesOf = (values: readonly number[]): Buffer => {
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('')
  return Buffer.from(
    Array.from({ length: bits.length / 8 }, (_, index) =>
      Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
    ),
  )
}

/** The groups of a sheet. @param bytes {@link SHEET_BYTES} of them */
export const sheetGroups = (bytes: Uint8Array): string[] => {
  const values = fives(Buffer.concat([bytes, checksum(bytes)]))
  return Array.from({ length: GROUPS }, (_, place) => {
    const group = values.slice(place * PER_GROUP, (place + 1) * PER_GROUP)
    return [...group, checkOf(group, place)].map(letter).join('')
  })
}

/** A fault in a typed text; `group` counts from 1. */
export type SheetProblem =
  | { readonly why: 'length'; readonly characters: number }
  | { readonly why: 'group'; readonly group: number }
  | { readonly why: 'whole' }

/** The characters of a text that stand for a value: wide letters, small ones and look-alikes are read as they are meant. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s‐-―−ー_.・-]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0')

/** Reads what was typed or scanned. */
export const readSheetText = (text: string): Result<Buffer, SheetProblem> => {
  const characters = plain(text)
  if (characters.length !== GROUPS * (PER_GROUP + 1))
    return fail({ why: 'length', characters: characters.length })
  const values: number[] = []
  for (let place = 0; place < GROUPS; place += 1) {
    const start = place * (PER_GROUP + 1)
    const group = Array.from(characters.slice(start, start + PER_GROUP + 1), (one) => ALPHABET.indexOf(one))
    const check = group.pop()
    if (group.includes(-1) || check !== checkOf(group, place)) return fail({ why: 'group', group: place + 1 })
    values.push(...group)
  }
  const whole = bytesOf(values)
  const bytes = whole.subarray(0, SHEET_BYTES)
  return checksum(bytes).equals(whole.subarray(SHEET_BYTES)) ? ok(bytes) : fail({ why: 'whole' })
}
