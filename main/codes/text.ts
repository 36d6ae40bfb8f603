/** Bytes of one whole scan to text. Only whole scans: a kanji may straddle two reports or two symbols. */
import { fail, ok, type Result } from '../../contract/result.ts'
import { hasInterpretations, isGs1 } from './symbology.ts'

const decoders = {
  utf8: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }),
  cp932: new TextDecoder('shift_jis', { fatal: true }),
} as const
type Encoding = keyof typeof decoders

const decodeAs = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return decoders[encoding].decode(bytes)
  } catch {
    return null
  }
}

const startsWithBom = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/** C1 controls (cp932 80 → U+0080), non-characters and U+FFFD: bytes that are no text in the encoding. */
const UNREADABLE = /[\u0080-\u009f\ufffd\ufffe\uffff]/u
/** A letter of one maker's own (外字: cp932 F040 → U+E000), which nobody else can read. */
const PRIVATE_USE = /\p{Co}/u

/** Tells whether a text holds letters of one maker's own (外字). Where such a text is used, it cannot be read. */
export const holdsPrivateUse = (text: string): boolean => PRIVATE_USE.test(text)

/** Tells whether text outside ASCII consists of U+0080–U+07FF alone, the two-byte characters of UTF-8. */
const isOnlyTwoByteCharacters = (text: string): boolean =>
  /[^\u0000-\u007f]/.test(text) && !/[^\u0000-\u07ff]/.test(text)

/** Tells whether all letters outside ASCII are Latin ones, and one of them stands in a word: MÜLLER, José. */
const isAccentedLatin = (text: string): boolean =>
  !/[^\u0000-\u007f\p{Script=Latin}]/u.test(text) &&
  /[A-Za-z][^\u0000-\u007f]|[^\u0000-\u007f][A-Za-z]/.test(text)

/**
 * Strict UTF-8 first, since most surnames' UTF-8 bytes are valid cp932 too (佐藤 would become 菴占陸); then strict
 * cp932. The guard: pairs of half-width kana in cp932 are valid UTF-8 (ﾐｶ = D0 B6 = ж), so text whose every
 * character outside ASCII has two bytes is read as cp932 when it can be, unless its letters make Latin words (MÜLLER
 * would become Mﾃ廰LER).
 */
const guess = (bytes: Uint8Array): string | null => {
  if (startsWithBom(bytes)) return decodeAs(bytes.subarray(3), 'utf8')
  const text = decodeAs(bytes, 'utf8')
  if (text === null) return decodeAs(bytes, 'cp932')
  if (!isOnlyTwoByteCharacters(text) || isAccentedLatin(text)) return text
  const other = decodeAs(bytes, 'cp932')
  return other === null || UNREADABLE.test(other) || holdsPrivateUse(other) ? text : other
}

/** Extended channel interpretations that a Japanese code has a use for (AIM ECI register). */
const INTERPRETATIONS: Readonly<Record<string, Encoding>> = {
  '000020': 'cp932',
  '000026': 'utf8',
  '000027': 'utf8', // US-ASCII, a part of UTF-8
  '000170': 'utf8', // ISO/IEC 646 invariant, likewise
}

const BACKSLASH = 0x5c

/** The six digits after a backslash at `index`, or null: `\000026` → `000026`. */
const interpretationAt = (bytes: Uint8Array, index: number): string | null => {
  const digits = String.fromCharCode(...bytes.subarray(index + 1, index + 7))
  return bytes[index] === BACKSLASH && /^\d{6}$/.test(digits) ? digits : null
}

/** Splits at `\nnnnnn` and turns a doubled backslash back into one, as the ECI protocol of the scanner writes them. */
const interpretationSegments = (
  bytes: Uint8Array,
): readonly { interpretation: string | null; bytes: Uint8Array }[] => {
  const segments: { interpretation: string | null; bytes: number[] }[] = [{ interpretation: null, bytes: [] }]
  for (let index = 0; index < bytes.length; index += 1) {
    const interpretation = interpretationAt(bytes, index)
    if (interpretation !== null) {
      segments.push({ interpretation, bytes: [] })
      index += 6
      continue
    }
    segments.at(-1)?.bytes.push(bytes[index] ?? 0)
    if (bytes[index] === BACKSLASH && bytes[index + 1] === BACKSLASH) index += 1
  }
  return segments
    .filter((segment) => segment.bytes.length > 0)
    .map((segment) => ({ ...segment, bytes: Uint8Array.from(segment.bytes) }))
}

const decodeInterpretations = (bytes: Uint8Array): string | null => {
  let text = ''
  for (const segment of interpretationSegments(bytes)) {
    const encoding = segment.interpretation === null ? undefined : INTERPRETATIONS[segment.interpretation]
    const piece = encoding === undefined ? guess(segment.bytes) : decodeAs(segment.bytes, encoding)
    if (piece === null) return null
    text += piece.replace(/^\ufeff/, '')
  }
  return text
}

/** C0 controls but CR and LF, DEL, and what cannot be seen (zero-width, direction marks, soft hyphen). */
const CONTROL = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]|\p{Cf}|\p{Zl}|\p{Zp}/u
const GROUP_SEPARATOR = /\u001d/g

const isLineEnd = (byte: number | undefined): boolean => byte === 0x0d || byte === 0x0a || byte === 0x1a

/**
 * Takes CR, LF, EOF (0x1A) and padding off the end of a code. On the bytes: the decoder of cp932 follows IBM and turns
 * 1A into U+001C.
 */
const withoutTail = (bytes: Uint8Array): { readonly body: Uint8Array; readonly ended: boolean } => {
  let end = bytes.length
  while (end > 0 && (isLineEnd(bytes[end - 1]) || bytes[end - 1] === 0)) end -= 1
  return { body: bytes.subarray(0, end), ended: isLineEnd(bytes[end]) }
}

/** A code's text and whether its last line was brought to an end, so that nothing can be missing from it. */
export type ScannedText = { readonly text: string; readonly ended: boolean }

/**
 * The text of one whole scan.
 * @returns `ENCODING` when it is neither UTF-8 nor cp932; `CONTROL_CHARACTERS` when
 *   it holds characters that no document has (GS is let through in GS1 symbols alone)
 */
export const readText = (
  bytes: Uint8Array,
  symbology: string | null,
): Result<ScannedText, 'ENCODING' | 'CONTROL_CHARACTERS'> => {
  const { body, ended } = withoutTail(bytes)
  const text = hasInterpretations(symbology) ? decodeInterpretations(body) : guess(body)
  if (text === null || UNREADABLE.test(text)) return fail('ENCODING')
  if (CONTROL.test(isGs1(symbology) ? text.replace(GROUP_SEPARATOR, '') : text))
    return fail('CONTROL_CHARACTERS')
  return ok({ text, ended })
}

const lenient = { utf8: new TextDecoder('utf-8'), cp932: new TextDecoder('shift_jis') } as const

/**
 * Every text that bytes could be taken for, with what cannot be read replaced: for the search for an individual
 * number in a code that is going to be refused anyway.
 */
export const possibleTexts = (bytes: Uint8Array): readonly string[] => [
  lenient.utf8.decode(bytes),
  lenient.cp932.decode(bytes),
]
