import type { PcscFault } from '../backend.ts'

/** A PC/SC result code as eight hexadecimal digits, `8010001d` for SCARD_E_NO_SERVICE. */
export type Code = string

export const hexCode = (code: number): Code => code.toString(16).padStart(8, '0')

/** Codes that a caller asks for by name. */
export const CODE = {
  timeout: '8010000a',
  noReaders: '8010002e',
} as const

/** The faults that the card room tells apart; every other code is a command that came to nothing. */
const FAULTS: Readonly<Record<string, PcscFault>> = {
  '80100003': 'no-service', // SCARD_E_INVALID_HANDLE: of a service that has died
  '80100009': 'reader-gone', // SCARD_E_UNKNOWN_READER
  '8010000b': 'busy', // SCARD_E_SHARING_VIOLATION
  '8010000c': 'removed', // SCARD_E_NO_SMARTCARD
  '8010000f': 'mute', // SCARD_E_PROTO_MISMATCH
  '80100013': 'no-service', // SCARD_F_COMM_ERROR: the connection to the service broke
  '80100017': 'reader-gone', // SCARD_E_READER_UNAVAILABLE
  '80100018': 'no-service', // SCARD_P_SHUTDOWN
  '8010001d': 'no-service', // SCARD_E_NO_SERVICE
  '8010001e': 'no-service', // SCARD_E_SERVICE_STOPPED
  '8010002e': 'reader-gone', // SCARD_E_NO_READERS_AVAILABLE
  '80100065': 'mute', // SCARD_W_UNSUPPORTED_CARD
  '80100066': 'mute', // SCARD_W_UNRESPONSIVE_CARD
  '80100067': 'reset', // SCARD_W_UNPOWERED_CARD
  '80100068': 'reset', // SCARD_W_RESET_CARD
  '80100069': 'removed', // SCARD_W_REMOVED_CARD
}

/** The fault behind a result code (values of `winscard.h`, the same on every platform). */
export const faultOf = (code: Code): PcscFault => FAULTS[code] ?? 'lost'

/** Bits of `dwEventState`. */
export const STATE = { unavailable: 0x8, unknown: 0x4, present: 0x20, mute: 0x200, changed: 0x2 } as const
