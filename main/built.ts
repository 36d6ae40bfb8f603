import type { Day } from '../contract/day.ts'

/** The day on which this version was made. It moves with every version: a clock before it cannot be right. */
export const BUILT: Day = '2026-11-22'
