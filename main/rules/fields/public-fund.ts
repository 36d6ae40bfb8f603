import { fail, ok, type Result } from '../../../contract/result.ts'
import { hasValidCheckDigit } from './check-digit.ts'
import { isPrefecture } from './law-numbers.ts'
import { normaliseDigits } from './normalise.ts'

export type PublicFundProblem = 'empty' | 'not-digits' | 'length' | 'check-digit' | 'no-prefecture'

export type PayerNumber = {
  readonly number: string
  /** 12 生活保護, 21 精神通院, 54 難病, … */
  readonly law: string
  readonly prefecture: string
  readonly warnings: readonly 'unknown-prefecture'[]
}

/**
 * A public-fund payer number (公費負担者番号): eight digits, law 2 + prefecture 2 + body 3 + check digit 1.
 * 54016027 is one. No prefecture has the number 00: such digits, 00000000 among them, fill a field that the sender had
 * nothing for. Source: rules.md §3.3.
 */
export const parsePayerNumber = (text: string): Result<PayerNumber, PublicFundProblem> => {
  const number = normaliseDigits(text)
  if (number === '') return fail('empty')
  if (!/^\d+$/.test(number)) return fail('not-digits')
  if (number.length !== 8) return fail('length')
  if (!hasValidCheckDigit(number)) return fail('check-digit')
  const prefecture = number.slice(2, 4)
  if (prefecture === '00') return fail('no-prefecture')
  return ok({
    number,
    law: number.slice(0, 2),
    prefecture,
    warnings: isPrefecture(prefecture) ? [] : ['unknown-prefecture'],
  })
}

/**
 * A recipient number (受給者番号): seven digits, the last a check digit (1234566). Local schemes may count otherwise,
 * so a check digit that does not hold is a warning. Source: rules.md §3.3.
 */
export const parseRecipientNumber = (
  text: string,
): Result<
  { readonly number: string; readonly warnings: readonly 'check-digit'[] },
  'empty' | 'not-digits' | 'length'
> => {
  const number = normaliseDigits(text)
  if (number === '') return fail('empty')
  if (!/^\d+$/.test(number)) return fail('not-digits')
  if (number.length !== 7) return fail('length')
  return ok({ number, warnings: hasValidCheckDigit(number) ? [] : ['check-digit'] })
}
