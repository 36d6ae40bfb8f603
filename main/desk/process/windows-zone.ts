/**
 * The time zone that Windows is set to. The engine reads it once, at its start, and on Windows nothing makes it look again;
 * so Windows itself is asked, by `GetDynamicTimeZoneInformation` (timezoneapi.h of the Windows SDK).
 */
import { loadKoffi } from '../../files/windows-library.ts'

/** Bytes of DYNAMIC_TIME_ZONE_INFORMATION: two zones of a name, a day and a bias, then the key's name and a flag. */
const ROOM = 432
const BIAS_AT = 0
const STANDARD_BIAS_AT = 84
const DAYLIGHT_BIAS_AT = 168
const KEY_NAME_AT = 172
const KEY_NAME_BYTES = 256
const DAYLIGHT = 2

export type WindowsZone = {
  /** Windows' own name, the same in every language: `Tokyo Standard Time`. */
  readonly name: string
  /** Minutes to add to the time there for UTC, as `Date.getTimezoneOffset` counts: -540 in Japan. */
  readonly offset: number
}

/**
 * Reads the structure. In Japan its first four bytes are `e4 fd ff ff` (−540) and both further biases 0 and −60, of which
 * the first counts where the call has answered 0 or 1 (no daylight saving, or not now).
 */
export const parseZone = (bytes: Uint8Array, answer: number): WindowsZone => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const further = view.getInt32(answer === DAYLIGHT ? DAYLIGHT_BIAS_AT : STANDARD_BIAS_AT, true)
  const [name = ''] = new TextDecoder('utf-16le')
    .decode(bytes.subarray(KEY_NAME_AT, KEY_NAME_AT + KEY_NAME_BYTES))
    .split('\0')
  return { name, offset: view.getInt32(BIAS_AT, true) + further }
}

let ask: ((into: Uint8Array) => number) | null = null

const declare = (): ((into: Uint8Array) => number) => {
  const call = loadKoffi()
    .load('kernel32.dll')
    .func('uint32_t GetDynamicTimeZoneInformation(_Out_ uint8_t *into)')
  return (into) => Number(call(into))
}

/** The zone as it is set now. */
export const windowsZone = (): WindowsZone => {
  ask ??= declare()
  const bytes = new Uint8Array(ROOM)
  const answer = ask(bytes)
  return parseZone(bytes, answer)
}
