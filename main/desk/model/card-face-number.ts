/** From what is typed as the card's face prints it to 照合番号B, before an attempt is spent on it. Pure. */

import { isDay } from '../../../contract/calendar.ts'
import type { CardFaceField, CardFaceTyped } from '../../../contract/card-face.ts'
import type { Day } from '../../../contract/day.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import {
  parseVerificationNumber,
  type VerificationNumber,
  type VerificationNumberInput,
} from '../../../native/card/verification-number.ts'
import { ERAS, isInEra } from '../../rules/dates/eras.ts'
import { parseDate, writtenDate } from '../../rules/dates/parse.ts'
import { normaliseDigits } from '../../rules/fields/normalise.ts'

const twoDigits = (value: number): string => String(value % 100).padStart(2, '0')

/** Six digits are an era's year, month and day: some era has that day, and it is not still to come. */
const isEraDay = (digits: string, today: Day): boolean => {
  const [year = 0, month = '', day = ''] = [Number(digits.slice(0, 2)), digits.slice(2, 4), digits.slice(4)]
  return ERAS.some((era) => {
    const full = `${era.zero + year}-${month}-${day}`
    return year > 0 && isDay(full) && isInEra(full, era) && full <= today
  })
}

/**
 * A birth date as printed → `YYMMDD`. The face prints an era's year for Japanese nationals, and that is what the number
 * holds (measured: docs/readers.md); it prints a Gregorian year for others, of which the last two digits are taken, as
 * the Basic Resident Register card did (住基カードの照合番号: 日本人和暦6桁、外国人西暦下2桁+月日4桁).
 */
const birthDigits = (typed: string, today: Day): string | null => {
  const plain = normaliseDigits(typed)
  if (/^\d{6}$/.test(plain)) return isEraDay(plain, today) ? plain : null
  const parsed = parseDate(typed, 'birth')
  const written = writtenDate(typed)
  if (!parsed.ok || written === null || parsed.value.day > today) return null
  return `${twoDigits(written.year)}${twoDigits(written.month)}${twoDigits(written.day)}`
}

/** 照合番号B, or the fields that cannot be right. */
export const cardFaceNumber = (
  typed: CardFaceTyped,
  today: Day,
): Result<VerificationNumber, readonly CardFaceField[]> => {
  const input: VerificationNumberInput = {
    birthDate: birthDigits(typed.birthDate, today) ?? '',
    expiryYear: normaliseDigits(typed.expiryYear).replace(/年$/, ''),
    securityCode: normaliseDigits(typed.securityCode),
  }
  const parsed = parseVerificationNumber(input, Number(today.slice(0, 4)))
  return parsed.ok ? ok(parsed.value) : fail(parsed.problem)
}
