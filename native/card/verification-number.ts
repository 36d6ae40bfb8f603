import { fail, ok, type Result } from '../../main/contract/result.ts'

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

/** As typed from the card's face. Each part is a string of digits. */
export type VerificationNumberInput = {
  /** `YYMMDD`, year in the era: 見本 太郎, born in 昭和60年4月1日, has `600401`. */
  readonly birthDate: string
  /** `YYYY` of the card's own expiry. */
  readonly expiryYear: string
  /** The four digits beside the photograph. */
  readonly securityCode: string
}

/** The last year of the longest era on living people's cards (昭和64年). */
const LAST_ERA_YEAR = 64
const LAST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/**
 * Refuses what cannot be right before an attempt is spent on it. An expiry lies between the year before this one
 * (the card may have run out) and eleven years ahead (ten of validity, and the birthday).
 */
export const parseVerificationNumber = (
  input: VerificationNumberInput,
  thisYear: number,
): Result<VerificationNumber, keyof VerificationNumberInput> => {
  const birth = /^(\d{2})(\d{2})(\d{2})$/.exec(input.birthDate)
  const [year, month, day] = birth ? birth.slice(1).map(Number) : []
  const last = month === undefined ? undefined : LAST_DAYS[month - 1]
  if (year === undefined || day === undefined || last === undefined) return fail('birthDate')
  if (year < 1 || year > LAST_ERA_YEAR || day < 1 || day > last) return fail('birthDate')
  const expiry = /^\d{4}$/.test(input.expiryYear) ? Number(input.expiryYear) : 0
  if (expiry < thisYear - 1 || expiry > thisYear + 11) return fail('expiryYear')
  if (!/^\d{4}$/.test(input.securityCode)) return fail('securityCode')
  return ok(
    new VerificationNumber(
      new TextEncoder().encode(`${input.birthDate}${input.expiryYear}${input.securityCode}`),
    ),
  )
}
