/** The search for an individual number (個人番号) in what was scanned. It is only ever looked for to be refused. */
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'

/** Tells whether text consists of records (`13,19500401`): their line ends part the numbers before and after them. */
const isRecords = (text: string): boolean => /^\d{1,3},/m.test(text)

/**
 * Tells whether a text holds twelve digits with a valid check digit, in any disguise: full width, spaces, hyphens,
 * inside longer text, or over several lines where the lines are no records.
 */
export const holdsIndividualNumber = (text: string): boolean => {
  if (containsIndividualNumber(text, 'code') === 'valid') return true
  const severalLines = /[\r\n]/.test(text) && !isRecords(text)
  return severalLines && containsIndividualNumber(text.replace(/[\r\n]+/g, ''), 'code') === 'valid'
}
