import { fail, ok, type Result } from '../../../contract/result.ts'
import { hasValidCheckDigit } from './check-digit.ts'
import { isLawNumber, isPrefecture } from './law-numbers.ts'
import { normaliseDigits } from './normalise.ts'

export { hasValidCheckDigit } from './check-digit.ts'

export type InsurerNumber = {
  /** Six digits (国民健康保険) or eight, as they are written: `00113019` and `113019` are both `113019`. */
  readonly number: string
  readonly kind: 'employee' | 'national' | 'late-elderly' | 'unknown'
  /** Two digits; 01–47, or something else under the warning `unknown-prefecture`. */
  readonly prefecture: string
  /** The law number (法別番号); null for the six digits of 国民健康保険. */
  readonly law: string | null
  /** 国民健康保険組合: the third of the six digits is 3. */
  readonly association: boolean
  readonly warnings: readonly ('unknown-law' | 'unknown-prefecture')[]
}

export type InsurerNumberProblem = 'empty' | 'not-digits' | 'length' | 'check-digit' | 'no-prefecture'

/** `00113019` (padded to eight, as the online answer and prescriptions may write it) → `113019`. */
const withoutPadding = (digits: string): string => {
  const eight = digits.replace(/^0+(?=\d{8}$)/, '')
  return eight.length === 8 && eight.startsWith('00') ? eight.slice(2) : eight
}

const kindOf = (law: string | null): InsurerNumber['kind'] => {
  if (law === null || law === '67') return 'national'
  if (law === '39') return 'late-elderly'
  return isLawNumber(law) ? 'employee' : 'unknown'
}

/**
 * An insurer number (保険者番号) as people type it and papers print it: any width, spaces or hyphens between, padded
 * with zeros. Law number and prefecture that nobody knows are warnings; the length and the check digit are not, nor is
 * prefecture 00, which none has: such digits, 00000000 among them, fill a field that the sender had nothing for.
 * Source: rules.md §3.2 (113019 and 00113019 are the same insurer).
 */
export const parseInsurerNumber = (text: string): Result<InsurerNumber, InsurerNumberProblem> => {
  const digits = normaliseDigits(text)
  if (digits === '') return fail('empty')
  if (!/^\d+$/.test(digits)) return fail('not-digits')
  const number = withoutPadding(digits)
  if (number.length !== 6 && number.length !== 8) return fail('length')
  if (!hasValidCheckDigit(number)) return fail('check-digit')
  const law = number.length === 8 ? number.slice(0, 2) : null
  const prefecture = law === null ? number.slice(0, 2) : number.slice(2, 4)
  if (prefecture === '00') return fail('no-prefecture')
  return ok({
    number,
    kind: kindOf(law),
    prefecture,
    law,
    association: law === null && number[2] === '3',
    warnings: [
      ...(law !== null && !isLawNumber(law) ? (['unknown-law'] as const) : []),
      ...(isPrefecture(prefecture) ? [] : (['unknown-prefecture'] as const)),
    ],
  })
}
