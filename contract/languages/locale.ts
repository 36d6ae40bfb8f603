/** How a language of the staff reads days, lists and numbers. */
type Format = { readonly locale: string } & Intl.DateTimeFormatOptions

export type StaffLocale = {
  /** For lists, sorting and numbers. */
  readonly locale: string
  /** 2026-07-31 in the Japanese era: `令和8年7月31日`. */
  readonly eraDay: Format
  /** 2026-07-31 in the Gregorian calendar, with the day of the week: `2026/7/31(金)`. */
  readonly gregorianDay: Format
  /** A month of a year: `2026年11月`. */
  readonly month: Format
  /** The same without the year: `7月31日(金)`. */
  readonly shortDay: Format
}
