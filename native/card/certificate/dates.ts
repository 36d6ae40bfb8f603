import { parseFrame } from '../data-object.ts'

/** The dates of a certificate, read from its beginning alone. */
export type BeginningDates =
  | { readonly kind: 'dates'; readonly notBefore: Date; readonly notAfter: Date }
  /** The bytes end before the dates do. */
  | { readonly kind: 'more' }
  | { readonly kind: 'malformed' }

const MORE: BeginningDates = { kind: 'more' }
const MALFORMED: BeginningDates = { kind: 'malformed' }

const TAG = { sequence: 0x30, integer: 0x02, version: 0xa0, utcTime: 0x17, generalizedTime: 0x18 } as const

/** Tag and length of any object that a certificate begins with take at most so many bytes. */
const HEADER = 5

type Field = { readonly start: number; readonly end: number; readonly tag: number }

/** The object at `at`, which must end within `limit`; `more` where not even its header is whole. */
const fieldAt = (bytes: Uint8Array, at: number, limit: number): Field | 'more' | 'malformed' => {
  const frame = parseFrame(bytes, at)
  if (!frame.ok) return at + HEADER > bytes.length && bytes.length < limit ? 'more' : 'malformed'
  const start = at + frame.value.headerLength
  const end = start + frame.value.valueLength
  return end > limit ? 'malformed' : { start, end, tag: frame.value.tag }
}

/**
 * A time of X.509 (RFC 5280, 4.1.2.5): `240401145959Z` in UTCTime, of 1950 to 2049, or `20500401145959Z` in
 * GeneralizedTime; always in UTC with seconds.
 */
const timeOf = (bytes: Uint8Array, field: Field): Date | null => {
  const text = String.fromCharCode(...bytes.subarray(field.start, field.end))
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const isShort = text.length === 13
  if (isShort !== (field.tag === TAG.utcTime)) return null
  const fullYear = isShort ? (year < 50 ? 2000 + year : 1900 + year) : year
  const time = new Date(Date.UTC(fullYear, month - 1, day, hour, minute, second))
  // A day or an hour that there is not would move the others.
  const written = [fullYear, month - 1, day, hour, minute, second]
  const read = [
    time.getUTCFullYear(),
    time.getUTCMonth(),
    time.getUTCDate(),
    time.getUTCHours(),
    time.getUTCMinutes(),
    time.getUTCSeconds(),
  ]
  return read.every((value, index) => value === written[index]) ? time : null
}

/**
 * The validity of a certificate (RFC 5280, 4.1) from its first bytes: it stands behind version, serial number,
 * signature algorithm and issuer, at about byte 200 of the cards that are known. Every object on the way must be the one
 * that belongs there and lie whole within the one around it, and both times must lie whole within the bytes.
 *
 * `30 82 05 E5 · 30 82 04 CD · A0 03 02 01 02 · 02 04 … · 30 0D … · 30 81 8A … · 30 1E · 17 0D … · 17 0D …`
 */
export const datesAtBeginning = (bytes: Uint8Array): BeginningDates => {
  const certificate = fieldAt(bytes, 0, Number.POSITIVE_INFINITY)
  if (typeof certificate === 'string') return bytes.length < HEADER ? MORE : MALFORMED
  if (certificate.tag !== TAG.sequence) return MALFORMED
  const toBeSigned = fieldAt(bytes, certificate.start, certificate.end)
  if (toBeSigned === 'more') return MORE
  if (toBeSigned === 'malformed' || toBeSigned.tag !== TAG.sequence) return MALFORMED
  let at = toBeSigned.start
  let isFirst = true
  for (const tag of [TAG.version, TAG.integer, TAG.sequence, TAG.sequence]) {
    const field = fieldAt(bytes, at, toBeSigned.end)
    if (field === 'more') return MORE
    if (field === 'malformed') return MALFORMED
    // A certificate of version 1 begins with its serial number.
    const isLeftOut = isFirst && field.tag === TAG.integer
    isFirst = false
    if (isLeftOut) continue
    if (field.tag !== tag) return MALFORMED
    at = field.end
  }
  const validity = fieldAt(bytes, at, toBeSigned.end)
  if (validity === 'more') return MORE
  if (validity === 'malformed' || validity.tag !== TAG.sequence) return MALFORMED
  if (validity.end > bytes.length) return MORE
  const first = fieldAt(bytes, validity.start, validity.end)
  if (typeof first === 'string') return MALFORMED
  const second = fieldAt(bytes, first.end, validity.end)
  if (typeof second === 'string' || second.end !== validity.end) return MALFORMED
  const notBefore = timeOf(bytes, first)
  const notAfter = timeOf(bytes, second)
  return notBefore && notAfter ? { kind: 'dates', notBefore, notAfter } : MALFORMED
}
