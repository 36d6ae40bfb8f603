/** Days and times as they are read in Japan. All days are days in Asia/Tokyo. */
import { DateFormatter, parseDate } from '@internationalized/date'
import type { Day } from '../../main/contract/day.ts'
import type { DeskLanguage } from '../languages/index.ts'

// A day has no hour; it is formatted as midnight UTC so that no time zone can move it.
const instant = (day: Day): Date => parseDate(day).toDate('UTC')

const ERA = new DateFormatter('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})
const ERA_ENGLISH = new DateFormatter('en-u-ca-japanese', {
  era: 'short',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})
const GREGORIAN = {
  ja: new DateFormatter('ja-JP-u-ca-gregory', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }),
  en: new DateFormatter('en-GB', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }),
}
const SHORT = {
  ja: new DateFormatter('ja-JP-u-ca-gregory', {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }),
  en: new DateFormatter('en-GB', { month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' }),
}
const TIME = new DateFormatter('ja-JP', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Tokyo',
  hour12: false,
})
const MOMENT = new DateFormatter('ja-JP-u-ca-gregory', {
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Tokyo',
  hour12: false,
})

/** `2026-07-31` → `令和8年7月31日` (in English: `July 31, 8 Reiwa`). */
export const eraDay = (day: Day, language: DeskLanguage): string =>
  (language === 'ja' ? ERA : ERA_ENGLISH).format(instant(day))

/** `2026-07-31` → `2026/7/31(金)`. */
export const gregorianDay = (day: Day, language: DeskLanguage): string =>
  GREGORIAN[language].format(instant(day))

/** `2026-07-31` → `7月31日(金)`. */
export const shortDay = (day: Day, language: DeskLanguage): string => SHORT[language].format(instant(day))

/** An instant as the time of day in Tokyo: `10:32`. */
export const timeOfDay = (iso: string): string => TIME.format(new Date(iso))

/** An instant as day and time in Tokyo: `11/22 10:32`. */
export const moment = (iso: string): string => MOMENT.format(new Date(iso))
