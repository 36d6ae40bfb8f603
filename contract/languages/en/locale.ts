import type { StaffLocale } from '../locale.ts'

export const en: StaffLocale = {
  locale: 'en-GB',
  eraDay: { locale: 'en-u-ca-japanese', era: 'short', year: 'numeric', month: 'long', day: 'numeric' },
  gregorianDay: { locale: 'en-GB', year: 'numeric', month: 'short', day: 'numeric', weekday: 'short' },
  month: { locale: 'en-GB', year: 'numeric', month: 'long' },
  shortDay: { locale: 'en-GB', month: 'short', day: 'numeric', weekday: 'short' },
}
