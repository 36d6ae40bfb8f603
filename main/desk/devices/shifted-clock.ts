import type { Day } from '../../../contract/day.ts'
import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import type { Clock } from '../ports.ts'

/**
 * A clock that begins on another day, at the present time of that day, and goes on from there. For simulated desks
 * alone: what the law of some other day says is tried with it.
 */
export const clockFrom = (first: Day, clock: Clock): Clock => {
  const shift = Date.parse(first) - Date.parse(clock.today())
  const now = (): number => Date.parse(clock.instant()) + shift
  return { ...clock, instant: () => instantInTokyo(now()), today: () => dayInTokyo(now()) }
}
