/** The search for an individual number (個人番号) in what was scanned. It is only ever looked for to be refused. */
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'

/** Whether lines are records (`13,19500401`): their ends part the numbers before and after them. */
const isRecords = (lines: readonly string[]): boolean => lines.some((line) => /^\d{1,3},/.test(line))

/**
 * Whether a text holds twelve digits with a valid check digit, in any disguise: full width, spaces, hyphens, inside
 * longer text, or over several lines where the lines are no records.
 */
export const holdsIndividualNumber = (text: string): boolean => {
  const lines = text.split(/[\r\n]+/)
  const candidates = lines.length > 1 && !isRecords(lines) ? [...lines, lines.join('')] : lines
  return candidates.some((candidate) => containsIndividualNumber(candidate) === 'valid')
}
