import type { Day } from '../../contract/day.ts'
import { dayInTokyo, instantInTokyo } from '../../contract/tokyo.ts'

/** A reading of both clocks. */
export type ClockReading = {
  /** Wall clock, ISO 8601 with offset: `2026-11-22T09:00:00.000+09:00`. */
  readonly iso: string
  /** Milliseconds on a clock that is never set back. */
  readonly monotonicMs: number
}

/** The calendar day in Asia/Tokyo of an instant: `2026-11-21T23:30:00Z` falls on `2026-11-22`. */
export const dayOf = (iso: string): Day => dayInTokyo(Date.parse(iso))

/** Both clocks of this machine. */
export const readClocks = (): ClockReading => ({
  iso: instantInTokyo(Date.now()),
  monotonicMs: Math.floor(performance.now()),
})

/** How far the clocks may disagree before it is a jump: time servers slew by less. */
export const JUMP_MILLISECONDS = 5_000

/**
 * How far the wall clock has jumped between two readings, measured against the monotonic clock; 0 when it has not.
 * From 09:00:00 at 1,000 ms to 09:30:00 at 61,000 ms it jumped 29 minutes forward.
 */
export const clockJump = (before: ClockReading, after: ClockReading): number => {
  const wall = Date.parse(after.iso) - Date.parse(before.iso)
  const passed = after.monotonicMs - before.monotonicMs
  const jump = Math.round(wall - passed)
  return Math.abs(jump) >= JUMP_MILLISECONDS ? jump : 0
}
