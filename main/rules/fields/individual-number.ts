import { normaliseText } from './normalise.ts'

const LENGTH = 12
/** Text that normalisation does not make longer: `⑫` becomes two digits, these stay what they are. */
const PRINTABLE_ASCII = /^[ -~]*$/
/** Twelve digits or more, with up to three spaces or hyphens between two of them; never over a line's end. */
const RUN = /\d(?:(?:[^\S\r\n]|-){0,3}\d){11,}/g
/** 番号法施行令8条, 総務省令85号5条, for the digits from left to right: Q11, Q10, … Q1. */
const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const

/**
 * The check digit of an individual number: 11 − (Σ digit·weight mod 11), and 0 if that remainder is 0 or 1.
 * 9832 0567 3214 has Σ = 238, 238 mod 11 = 7, so 4.
 */
const hasIndividualNumberCheckDigit = (digits: string): boolean => {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  const remainder = sum % 11
  return Number(digits[LENGTH - 1]) === (remainder <= 1 ? 0 : 11 - remainder)
}

/** Every way to take whole neighbouring groups of a run so that twelve digits come out. */
const twelves = (run: string): string[] => {
  const groups = run.split(/\D+/)
  return groups.flatMap((_, first) => {
    let digits = ''
    for (let next = first; next < groups.length && digits.length < LENGTH; next += 1) digits += groups[next]
    return digits.length === LENGTH ? [digits] : []
  })
}

/**
 * Whether a text holds an individual number (個人番号, マイナンバー): a run of twelve digits in any width, with spaces
 * or hyphens between. `valid`: the check digit holds: refuse and forget. `suspected`: it does not hold, ask whether
 * it is one (one random run in ten would pass, so a failing one may be a slip of the hand). A longer run of digits
 * without a gap is something else. Reads and returns nothing of the text. Source: rules.md §3.4.
 */
export const containsIndividualNumber = (text: string): 'valid' | 'suspected' | 'none' => {
  if (text.length < LENGTH && PRINTABLE_ASCII.test(text)) return 'none'
  const found = [...normaliseText(text).matchAll(RUN)].flatMap(([run]) => twelves(run))
  if (found.some(hasIndividualNumberCheckDigit)) return 'valid'
  return found.length > 0 ? 'suspected' : 'none'
}
