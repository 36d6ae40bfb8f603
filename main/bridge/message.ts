/** Takes an individual number (個人番号) out of text that others have written; it is shown and kept nowhere. */
import { containsIndividualNumber } from '../rules/fields/individual-number.ts'
import { dayOf } from './values.ts'

const TWELVE = /(?<![0-9０-９])[0-9０-９](?:[ \u3000-]{0,3}[0-9０-９]){11}(?![0-9０-９])/g

/** Tells whether twelve digits are a request's own number: day and counter (`202611300001`). */
const isOurNumber = (digits: string): boolean => dayOf(digits.slice(0, 8)) !== null && digits.startsWith('20')

/** The text with ＊ for every individual number in it. */
export const withoutIndividualNumbers = (text: string): string =>
  text.replace(TWELVE, (run) =>
    containsIndividualNumber(run) === 'valid' && !isOurNumber(run) ? '＊'.repeat(12) : run,
  )
