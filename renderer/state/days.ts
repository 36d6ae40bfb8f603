/** Days and times as they are read in Japan. All days are days in Asia/Tokyo. */
import type { Day } from '../../contract/day.ts'
import { LOCALES } from '../../contract/languages/index.ts'
import type { StaffLanguage } from '../../contract/languages/staff-language.ts'
import { instantInTokyo } from '../../contract/tokyo.ts'

// A day has no hour; it is formatted as midnight UTC so that no time zone can move it.
const instant = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** A format that is made when it is first asked for: each takes the engine a millisecond or more, and a screen needs few. */
const format = (locale: string, options: Intl.DateTimeFormatOptions): ((date: Date) => string) => {
  let made: Intl.DateTimeFormat | null = null
  return (date) => {
    made ??= new Intl.DateTimeFormat(locale, options)
    return made.format(date)
  }
}

/** The formats of one kind of day, by language. A day has no zone: it is formatted in the one it was made in. */
const formatsOf = (
  kind: 'eraDay' | 'gregorianDay' | 'month' | 'shortDay',
): ((day: Day, language: StaffLanguage) => string) => {
  const made = new Map<StaffLanguage, (date: Date) => string>()
  return (day, language) => {
    const { locale, ...options } = LOCALES[language][kind]
    const print = made.get(language) ?? format(locale, { ...options, timeZone: 'UTC' })
    made.set(language, print)
    return print(instant(day))
  }
}
const MOMENT = format('ja-JP-u-ca-gregory', {
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Tokyo',
  hourCycle: 'h23',
})

/** `2026-07-31` → `令和8年7月31日` (in English: `July 31, 8 Reiwa`). */
export const eraDay = formatsOf('eraDay')

/** `2026-07-31` → `2026/7/31(金)`. */
export const gregorianDay = formatsOf('gregorianDay')

/** `2026-07-31` → `7月31日(金)`. */
export const shortDay = formatsOf('shortDay')

const monthOfDay = formatsOf('month')

/** `2026-11` → `2026年11月`. */
export const writtenMonth = (month: string, language: StaffLanguage): string =>
  monthOfDay(`${month}-01`, language)

/** A day as it is written on a paper by the western year: `1993-05-03` → `1993年5月3日`. */
export const writtenDay = (day: Day): string => {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(year)}年${Number(month)}月${Number(date)}日`
}

/** An instant as the time of day in Tokyo: `10:32`. */
export const timeOfDay = (iso: string): string => instantInTokyo(Date.parse(iso)).slice(11, 16)

/** An instant as day and time in Tokyo: `11/22 10:32`. */
export const moment = (iso: string): string => MOMENT(new Date(iso))
