/** The check digit of an individual number (個人番号, マイナンバー): all that the contract knows of it. */

/** 番号法施行令8条, 総務省令85号5条, for the digits from left to right: Q11, Q10, … Q1. */
export const INDIVIDUAL_NUMBER_WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const
/** Eleven digits and the check digit. */
export const INDIVIDUAL_NUMBER_LENGTH = INDIVIDUAL_NUMBER_WEIGHTS.length + 1

/** The check digit of eleven digits whose weighted sum this is: 11 − (sum mod 11), and 0 if that remainder is 0 or 1. */
export const checkDigitOf = (sum: number): number => (sum % 11 <= 1 ? 0 : 11 - (sum % 11))
