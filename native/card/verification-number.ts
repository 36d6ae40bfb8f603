import { fail, ok, type Result } from '../../contract/result.ts'

/**
 * 照合番号B: fourteen digits that are printed on the card's face: the birth date with the era's year (`YYMMDD`), the
 * card's year of expiry (`YYYY`) and the security code. Kept as bytes, so that it can be wiped, and out of reach of
 * anything that prints objects.
 */
export class VerificationNumber {
  readonly #digits: Uint8Array

  constructor(digits: Uint8Array) {
    this.#digits = digits
  }

  /** The fourteen ASCII digits, for the one command that carries them. */
  static digitsOf(number: VerificationNumber): Uint8Array {
    return number.#digits
  }

  /** Overwrites the digits; the number is of no more use. */
  wipe(): void {
    this.#digits.fill(0x30)
  }
}
export const digitsOf = VerificationNumber.digitsOf

/** The print on the card's face. Each part is a string of digits. */
export type VerificationNumberInput = {
  /** `YYMMDD`, the year as the face prints it: 見本 太郎, born in 昭和60年4月1日, has `600401`. */
  readonly birthDate: string
  /** `YYYY` of the card's own expiry. */
  readonly expiryYear: string
  /** The four digits beside the photograph. */
  readonly securityCode: string
}

const LAST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Which years there are depends on the calendar that the face prints; the months and their days do not. */
const isMonthAndDay = (birthDate: string): boolean => {
  const [month = 0, day = 0] = /^\d{2}(\d{2})(\d{2})$/.exec(birthDate)?.slice(1).map(Number) ?? []
  return day >= 1 && day <= (LAST_DAYS[month - 1] ?? 0)
}

const isExpiry = (text: string, thisYear: number): boolean =>
  /^\d{4}$/.test(text) && Number(text) >= thisYear - 1 && Number(text) <= thisYear + 11

/**
 * Refuses what cannot be right before an attempt is spent on it. An expiry lies between the year before this one
 * (the card may have run out) and eleven years ahead (ten of validity, and the birthday).
 */
export const parseVerificationNumber = (
  input: VerificationNumberInput,
  thisYear: number,
): Result<VerificationNumber, readonly (keyof VerificationNumberInput)[]> => {
  const refused = [
    ...(isMonthAndDay(input.birthDate) ? [] : ['birthDate' as const]),
    ...(isExpiry(input.expiryYear, thisYear) ? [] : ['expiryYear' as const]),
    ...(/^\d{4}$/.test(input.securityCode) ? [] : ['securityCode' as const]),
  ]
  if (refused.length > 0) return fail(refused)
  return ok(
    new VerificationNumber(
      new TextEncoder().encode(`${input.birthDate}${input.expiryYear}${input.securityCode}`),
    ),
  )
}
