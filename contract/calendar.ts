/** Which days exist. By itself and without a schema, because the shell asks before it has read any. */
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Tells whether `text` is `YYYY-MM-DD` and such a day exists: `2028-02-29` does, `2026-02-29` does not. */
export const isDay = (text: string): boolean => {
  const match = DAY.exec(text)
  if (!match) return false
  const year = Number(match[1])
  const month = Number(match[2])
  const day = Number(match[3])
  const last = month === 2 && isLeapYear(year) ? 29 : LAST_DAYS[month - 1]
  return year >= 1868 && last !== undefined && day >= 1 && day <= last
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** So many days later, or earlier when negative: `2026-11-29` with 3 → `2026-12-02`. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
