/** The clinic's own patient card (診察券). No national layout exists: the clinic's rule says what one looks like. */
import type { PatientCardRule } from '../../contract/scan.ts'
import { wholePattern } from './pattern.ts'

/** Longest text that is compared with the clinic's pattern. */
const LONGEST = 64

/**
 * Takes off the start and stop characters that some scanners send: letters A–D of Codabar (NW-7), `*` of Code 39.
 * `A0012345A` → `0012345`. Codabar's are taken off too when the scanner does not say what it read.
 */
export const withoutStartAndStop = (text: string, symbology: string | null): string => {
  const family = symbology?.charAt(0) ?? 'F'
  if (family === 'F') return /^[A-D](.*)[A-D]$/i.exec(text)?.[1] ?? text
  if (family === 'A') return /^\*(.*)\*$/.exec(text)?.[1] ?? text
  return text
}

/**
 * The number of the clinic's card, or null. Another clinic's card reads as well as one's own, so the whole text has
 * to fit the pattern. A scanner that does not say what it read (serial, keyboard) is believed on the pattern alone.
 */
export const readPatientCard = (
  text: string,
  symbology: string | null,
  rule: PatientCardRule | undefined,
): string | null => {
  if (!rule || text.length > LONGEST) return null
  if (symbology !== null && !rule.symbologies.includes(symbology)) return null
  const id = withoutStartAndStop(text, symbology)
  return wholePattern(rule.pattern).fits(id) ? id : null
}
