/** Cells of CSV (RFC 4180) that a spreadsheet shows as they are: it calculates nothing, and makes no number of a name. */

/**
 * How a spreadsheet begins a formula. Blanks and what cannot be seen before the sign are skipped by some; full-width signs
 * and other strokes are read as the plain ones.
 */
const SIGN = '[\\s\\p{Cc}\\p{Cf}]*[=+\\-@|＝＋－＠﹦﹢﹣﹫⁼⁺⁻₌₊₋−‐‑‒–—]'
const AT_START = new RegExp(`^${SIGN}`, 'u')
/** A line behind a break in the cell: whatever reads line by line takes it for a cell of its own. */
const BEHIND_BREAK = new RegExp(`([\\r\\n]+)(?=${SIGN})`, 'gu')

/** Text in its quotes, its formulas behind an apostrophe: `=1+1` is written `"'=1+1"`. */
const quoted = (text: string): string => {
  const guarded = `${AT_START.test(text) ? "'" : ''}${text.replace(BEHIND_BREAK, "$1'")}`
  return `"${guarded.replaceAll('"', '""')}"`
}

/** A value in words: a list with spaces between, an object as JSON. */
const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.join(' ')
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A cell: numbers as they are, text guarded, nothing where there is nothing. */
export const cell = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return quoted(textOf(value))
}

/** An instant (ISO 8601, Tokyo) as a cell that a spreadsheet takes for day and time: `2026-11-22 09:00`. */
export const momentCell = (iso: string | undefined): string => cell(iso?.slice(0, 16).replace('T', ' '))

/**
 * Matches text that a spreadsheet may take for a number, a date or a truth value: whatever has a digit (0012345, 1-2,
 * 1E5, MAR1, R8.1.1, 令和8年1月), but for what a letter begins that begins no month and no era. TRUE and FALSE.
 */
const looksOtherwise = (text: string): boolean => {
  if (/^(true|false)$/i.test(text)) return true
  if (!/\p{N}/u.test(text)) return false
  const month = /^\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
  const era = /^\s*([mtshr][\d.\s]|明治|大正|昭和|平成|令和)/i
  return !/^\p{L}/u.test(text) || month.test(text) || era.test(text)
}

/**
 * A cell of an identifier, which stays the text that it is: `0012345` is written `"=""0012345"""`, a formula whose value is
 * that text. Excel and LibreOffice both show 0012345 for it; both would make 12345 of the digits in quotes alone.
 */
export const identifierCell = (value: unknown): string => {
  if (typeof value !== 'string') return cell(value)
  const plain = quoted(value)
  const guarded = plain !== `"${value.replaceAll('"', '""')}"`
  // In Excel a text in a formula has 255 characters at most, and no line break that CSV would keep.
  const fits = value.length <= 255 && !/[\p{Cc}"]/u.test(value)
  return !guarded && fits && looksOtherwise(value) ? `"=""${value}"""` : plain
}
