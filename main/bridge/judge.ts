/** Decides whether an answer may act for a person who is at the desk now. Pure. */
import type { BridgeProblem } from '../../contract/bridge-reading.ts'
import { dayInTokyo } from '../../contract/tokyo.ts'
import { MOST_ENTITLEMENTS } from './layout.ts'
import type { Reading } from './read.ts'

/** Why an arrival does not act. */
export type WhyNot = 'old' | 'institution' | 'conflict' | BridgeProblem

/** Clocks of the bridge's machine and ours may differ by so much, and a day may end in between. */
const CLOCK_TOLERANCE_MILLISECONDS = 15 * 60_000

export type Circumstances = {
  readonly institution: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly startedAt: number
  /** When the file was written, where its answer names no time. */
  readonly writtenAt: number | null
  /** Another content stood under this name before. */
  readonly conflict: boolean
}

/** The moment of an answer, in milliseconds since 1970. */
const momentOf = (reading: Reading, writtenAt: number | null): number | null =>
  reading.executedAt === null ? writtenAt : Date.parse(reading.executedAt)

/** Tells whether an answer is of another day, or was there before this program; by its own time, never by its name's. */
const isOld = (moment: number, { now, startedAt }: Circumstances): boolean => {
  const otherDay = dayInTokyo(moment) !== dayInTokyo(now)
  // A result of one minute before midnight may come one minute after it.
  if (otherDay && Math.abs(now - moment) > CLOCK_TOLERANCE_MILLISECONDS) return true
  return moment < startedAt - CLOCK_TOLERANCE_MILLISECONDS
}

/** Tells whether an answer names more entitlements than one person can have. */
export const namesTooMany = ({ answers }: Reading): boolean =>
  answers.some(({ entitlements }) => entitlements.length > MOST_ENTITLEMENTS)

/** Why an answer does not act; null when it does. It does not depend on what the answer says of the person. */
export const whyNot = (reading: Reading, circumstances: Circumstances): WhyNot | null => {
  if (circumstances.conflict) return 'conflict'
  if (reading.problem !== null) return reading.problem
  if (reading.institution !== circumstances.institution) return 'institution'
  if (namesTooMany(reading)) return 'TOO_LARGE'
  const moment = momentOf(reading, circumstances.writtenAt)
  return moment !== null && isOld(moment, circumstances) ? 'old' : null
}
