/** Turns a file's bytes into text by what they declare: UTF-8 (with or without a mark) or Shift_JIS, which is code page 932. */
import { fail, ok, type Result } from '../../contract/result.ts'

const UTF8_MARK = [0xef, 0xbb, 0xbf] as const

type Encoding = 'utf-8' | 'shift_jis' | 'utf-16le' | 'utf-16be'

/** Declared names, in lower case. */
const DECLARED: ReadonlyMap<string, Encoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['shift_jis', 'shift_jis'],
  ['shift-jis', 'shift_jis'],
  ['sjis', 'shift_jis'],
  ['x-sjis', 'shift_jis'],
  ['windows-31j', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['cp932', 'shift_jis'],
])

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

/** The text, strictly; `null` where a byte cannot stand there. `stream` forgives a last character that is cut. */
const decode = (bytes: Uint8Array, encoding: Encoding, stream = false): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream })
  } catch {
    return null
  }
}

/** The encoding that `<?xml … encoding="…"?>` names; `null` without one. It is looked for in the first 200 bytes, which are ASCII. */
const declaredIn = (bytes: Uint8Array): string | null =>
  /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/
    .exec(String.fromCharCode(...bytes.subarray(0, 200)))?.[1]
    ?.toLowerCase() ?? null

/**
 * Tells whether bytes that call themselves Shift_JIS are UTF-8: kanji of either encoding in the other's form. One character
 * of three bytes is enough, since kanji of the first level never look so; pairs of half-width kana do look like
 * UTF-8 of two bytes (ﾐｷ = D0 B7).
 */
const isReallyUtf8 = (bytes: Uint8Array): boolean => /[\u0800-\uffff]/.test(decode(bytes, 'utf-8') ?? '')

/**
 * A whole XML file as text.
 * @returns `ENCODING` where the bytes are not what they declare, `UNREADABLE` where they are no XML or end inside a
 *   character
 */
export const readXmlText = (file: Uint8Array): Result<string, 'ENCODING' | 'UNREADABLE'> => {
  const marked = startsWith(file, UTF8_MARK)
  const bytes = marked ? file.subarray(UTF8_MARK.length) : file
  if (startsWith(bytes, UTF8_MARK)) return fail('UNREADABLE')
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return fail('ENCODING')
  const declared = declaredIn(bytes)
  const encoding = declared === null ? 'utf-8' : DECLARED.get(declared)
  if (encoding === undefined || (marked && encoding !== 'utf-8')) return fail('ENCODING')
  const text = decode(bytes, encoding)
  if (text === null) {
    if (bytes[0] !== 0x3c || decode(bytes, encoding, true) !== null) return fail('UNREADABLE')
    return fail('ENCODING')
  }
  return encoding === 'shift_jis' && isReallyUtf8(bytes) ? fail('ENCODING') : ok(text)
}

/** The text of a refusal (`.err`), whose form is not public: UTF-8 where it is that, code page 932 otherwise. */
export const readRefusalText = (file: Uint8Array): string | null => {
  if (startsWith(file, [0xff, 0xfe])) return decode(file, 'utf-16le')
  if (startsWith(file, [0xfe, 0xff])) return decode(file, 'utf-16be')
  return decode(file, 'utf-8') ?? decode(file, 'shift_jis')
}
