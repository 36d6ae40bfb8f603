/** How each language of the staff reads days, lists and numbers. A language that is added has its entry here. */
import type { StaffLanguage } from '../../contract/staff-language.ts'

type Format = { readonly locale: string } & Intl.DateTimeFormatOptions

export type StaffLocale = {
  /** For lists, sorting and numbers. */
  readonly locale: string
  /** 2026-07-31 in the Japanese era: `令和8年7月31日`. */
  readonly eraDay: Format
  /** 2026-07-31 in the Gregorian calendar, with the day of the week: `2026/7/31(金)`. */
  readonly gregorianDay: Format
  /** The same without the year: `7月31日(金)`. */
  readonly shortDay: Format
}

export const LOCALES: Readonly<Record<StaffLanguage, StaffLocale>> = {
  ja: {
    locale: 'ja-JP',
    eraDay: { locale: 'ja-JP-u-ca-japanese', era: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    gregorianDay: {
      locale: 'ja-JP-u-ca-gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
    },
    shortDay: { locale: 'ja-JP-u-ca-gregory', month: 'long', day: 'numeric', weekday: 'short' },
  },
  en: {
    locale: 'en-GB',
    eraDay: { locale: 'en-u-ca-japanese', era: 'short', year: 'numeric', month: 'long', day: 'numeric' },
    gregorianDay: { locale: 'en-GB', year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
    shortDay: { locale: 'en-GB', month: 'short', day: 'numeric', weekday: 'short' },
  },
}
