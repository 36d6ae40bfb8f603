import type { Day } from './day.ts'

/** Japan has had one zone without summer time since 1952, so days need no zone database. */
const OFFSET_MILLISECONDS = 9 * 60 * 60 * 1000

/** An instant (milliseconds since 1970-01-01T00:00Z) as ISO 8601 in Asia/Tokyo: `2026-11-22T09:00:00.000+09:00`. */
export const instantInTokyo = (milliseconds: number): string =>
  `${new Date(milliseconds + OFFSET_MILLISECONDS).toISOString().slice(0, -1)}+09:00`

/** The calendar day of an instant in Asia/Tokyo, whatever zone the machine is set to. */
export const dayInTokyo = (milliseconds: number): Day => instantInTokyo(milliseconds).slice(0, 10)
