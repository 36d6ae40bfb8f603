import type { OtherCard } from '../../contract/card.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase()

/**
 * The answer that a reader makes up for a contactless storage card (PC/SC part 3, 3.1.3.2.3.1): `80 4F 0C`, the
 * workgroup's id `A0 00 00 03 06`, then the standard (11: FeliCa) and the card's name in two bytes.
 */
const FELICA = /^3B8F8001804F0CA00000030611/

/** ISO 14443-4 type A without historical bytes: what telephones answer when they act as a card. */
const TELEPHONE = '3B80800101'

/**
 * ISO 14443-4 type B: `3B 88 80 01`, four bytes of application data, three of protocol, one of buffer length, check byte.
 * A Japanese driving licence: application data `00 00 00 00`, protocol `91 81 C1`.
 */
const DRIVING_LICENCE = /^3B88800100000000(9181C1)/

/**
 * The likely kind of a card that is no My Number card, by its answer to reset alone, for the words of the desk: nothing
 * is decided by it (a reader may put other bytes there), and no command is sent for it.
 * @returns null where it could be anything
 * @example 3B8F8001804F0CA0000003061100 3B00000000 42 (Suica, PASMO, …) → transit-card
 */
export const otherCardOf = (atr: Uint8Array): OtherCard | null => {
  const text = hex(atr)
  if (FELICA.test(text)) return 'transit-card'
  if (DRIVING_LICENCE.test(text)) return 'driving-licence'
  return text === TELEPHONE ? 'telephone' : null
}
