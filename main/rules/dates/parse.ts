import { isDay } from '../../../contract/calendar.ts'
import type { Day } from '../../../contract/day.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { normaliseText } from '../fields/normalise.ts'
import { type Era, eraOf, isInEra } from './eras.ts'

/** The use of a date: an era that had ended is a slip in a birth date, and was printed ahead in an expiry. */
export type DateUse = 'birth' | 'issue' | 'expiry'

/** `era-ended`: an old paper counts in an era that was over by then (平成35年 = 2023): converted. */
export type ParsedDate = { readonly day: Day; readonly warning?: 'era-ended' }

export type DateProblem =
  /** Nothing but spaces. */
  | 'empty'
  /** Not a date in any form that people and papers write. */
  | 'format'
  /** A short year that does not say its era: `7.12.1`, `071201`. */
  | 'no-era'
  /** Well formed, and no such day exists (2月30日), or it lies before 1868. */
  | 'no-such-day'
  /** The era had not begun or was over (昭和64年1月8日). */
  | 'out-of-era'

/** A date in its parts as it is written: `year` counts within the era, or from Christ where there is none. */
export type WrittenDate = {
  readonly era: Era | null
  readonly year: number
  readonly month: number
  readonly day: number
}

const ERA = '明治|大正|昭和|平成|令和|[明大昭平令MTSHRmtshr]'
/** `令和 7年12月 1日`, `R7.12.1`, `平成元年5/1`, `2025-12-01`, `西暦2025年12月1日`; after NFKC, without spaces. */
const SEPARATED = new RegExp(
  `^(?:(${ERA})(元|\\d{1,2})|(?:西暦)?(\\d{4}))[-年./](\\d{1,2})[-月./](\\d{1,2})日?$`,
)
/** `R071201`, `令和071201`, `S330303`; and seven digits, the first for the era: `5071201`. */
const PACKED = new RegExp(`^(${ERA}|[1-5])(\\d{2})(\\d{2})(\\d{2})$`)
/** `20251201`. */
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/
const WITHOUT_ERA = /^(?:(?:元|\d{1,2})[-年./]\d{1,2}[-月./]\d{1,2}日?|\d{6})$/
/** Words that papers print after a date. */
const TAIL = /(?:まで|迄|生まれ|生|発行|交付)$/

const yearOf = (text: string): number => (text === '元' ? 1 : Number(text))

const separate = (text: string): WrittenDate | null => {
  const eight = EIGHT_DIGITS.exec(text)
  if (eight) return { era: null, year: Number(eight[1]), month: Number(eight[2]), day: Number(eight[3]) }
  const [, mark, eraYear, westernYear, month, day] = SEPARATED.exec(text) ?? []
  if (month !== undefined && day !== undefined) {
    const era = mark === undefined ? null : (eraOf(mark) ?? null)
    return { era, year: yearOf(eraYear ?? westernYear ?? ''), month: Number(month), day: Number(day) }
  }
  const packed = PACKED.exec(text)
  if (!packed) return null
  const era = eraOf(packed[1] ?? '') ?? null
  return { era, year: Number(packed[2]), month: Number(packed[3]), day: Number(packed[4]) }
}

const iso = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const plainDate = (text: string): string => normaliseText(text).replace(/\s/g, '').replace(TAIL, '')

/** The parts of a date as {@link parseDate} reads it, unconverted; null for what is no date. No such day need exist. */
export const writtenDate = (text: string): WrittenDate | null => separate(plainDate(text))

/**
 * A date as people and papers write it, in any width and with spaces inside: `令和 7年12月 1日`, `令和元年5月1日`,
 * `R7.12.1`, `R071201`, seven digits `5071201`, `20251201`, `2025/12/1`, `2025-12-01`.
 *
 * Both names are taken on 1912-07-30 and 1926-12-25. A date outside its era is refused, but for an expiry date after
 * the era's end, which papers printed before 2019 do carry: it is converted, with a warning. Source: rules.md §4.
 */
export const parseDate = (text: string, use: DateUse): Result<ParsedDate, DateProblem> => {
  const plain = plainDate(text)
  if (plain === '') return fail('empty')
  const parts = separate(plain)
  if (!parts) return fail(WITHOUT_ERA.test(plain) ? 'no-era' : 'format')
  const { era } = parts
  const day = iso(parts.year + (era?.zero ?? 0), parts.month, parts.day)
  if (!isDay(day) || (era && parts.year === 0)) return fail('no-such-day')
  if (!era || isInEra(day, era)) return ok({ day })
  return use === 'expiry' && day > era.last ? ok({ day, warning: 'era-ended' }) : fail('out-of-era')
}
