/** The clinic's own number of a patient (診察券番号), compared: `4512`, `004512` and `００４５１２` are one number. */

/** Most characters of such a number. */
export const MAX_PATIENT_NUMBER = 40

/** A number of a patient or of the queue as it is kept: NFKC, without blanks around it; null for an empty one. */
export const keptNumber = (typed: string | null | undefined): string | null =>
  typed?.normalize('NFKC').trim() || null

/**
 * The number as it is compared: NFKC, without blanks around it and without the zeros in front.
 * `' ００４５１２'` → `'4512'`, `'000'` → `'0'`, `'0A-12'` → `'A-12'`.
 */
export const plainPatientNumber = (number: string): string =>
  (keptNumber(number) ?? '').replace(/^0+(?=.)/, '')

/** Tells whether two numbers are one: written alike but for zeros in front and wide digits. */
export const isSamePatientNumber = (one: string, other: string): boolean =>
  plainPatientNumber(one) === plainPatientNumber(other)

/** The same of numbers that may be missing: none is like none alone. */
export const isSameNumberOrNone = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : isSamePatientNumber(one, other)
