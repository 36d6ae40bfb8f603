/** Single fields of a code: what is written into what is meant. Null is "cannot be that". */
import type { Day } from '../../contract/day.ts'
import type { AcceptedScan } from '../../contract/scan.ts'
import { parseDate } from '../rules/dates/parse.ts'
import { parseInsurerNumber } from '../rules/fields/insurer-number.ts'
import { holdsUnwritable } from '../rules/fields/names.ts'

/** How a code writes its dates: `1950-04-01`, `19500401`, or an era digit and six digits, `3250401`. */
export type DateForm = 'iso' | 'yyyymmdd' | 'era7'

const DATE_FORMS: Readonly<Record<DateForm, RegExp>> = {
  iso: /^\d{4}-\d{2}-\d{2}$/,
  yyyymmdd: /^\d{8}$/,
  era7: /^[1-5]\d{6}$/,
}

/** Compatibility forms (full width, ligatures) and every kind of hyphen as their plain counterparts; no outer space. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212\u2500\u2501]/g, '-')
    .replace(/(?<=\d)ー(?=\d)/g, '-')
    .trim()

/** A symbol or number (記号・番号): `０１－２３` → `01-23`. It is text and keeps its leading zeros. */
export const readIdentifierField = plain

/** Digits in any width, or null. */
export const readDigits = (text: string, shape: RegExp): string | null => {
  const digits = plain(text)
  return shape.test(digits) ? digits : null
}

/** An existing day in one of the forms that the code may use. */
export const readDay = (
  text: string,
  forms: readonly DateForm[],
  purpose: 'birth' | 'issue' | 'expiry',
): Day | null => {
  const written = plain(text)
  if (!forms.some((form) => DATE_FORMS[form].test(written))) return null
  const parsed = parseDate(written, purpose)
  return parsed.ok ? parsed.value.day : null
}

/** An insurer number (保険者番号) of six or eight digits whose check digit is right. */
export const readInsurerNumber = (text: string): string | null => {
  const parsed = parseInsurerNumber(plain(text))
  return parsed.ok ? parsed.value.number : null
}

/** A branch number (枝番): two digits. */
export const readBranch = (text: string): string | null => readDigits(text, /^\d{2}$/)

/** Says so where the sender put a sign such as ■ (cp932 81A1) or ? in the place of a letter of a name that it could not write. */
export const replacedCharacters = (...names: readonly (string | undefined)[]): Pick<AcceptedScan, 'flags'> =>
  names.some((name) => name !== undefined && holdsUnwritable(name)) ? { flags: ['replaced-character'] } : {}
