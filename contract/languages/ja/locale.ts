import type { StaffLocale } from '../locale.ts'

export const ja: StaffLocale = {
  locale: 'ja-JP',
  eraDay: { locale: 'ja-JP-u-ca-japanese', era: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  gregorianDay: {
    locale: 'ja-JP-u-ca-gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
  },
  month: { locale: 'ja-JP-u-ca-gregory', year: 'numeric', month: 'long' },
  shortDay: { locale: 'ja-JP-u-ca-gregory', month: 'long', day: 'numeric', weekday: 'short' },
}
