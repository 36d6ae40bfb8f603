import type { Day } from '../../../contract/day.ts'
import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import type { Clock } from '../ports.ts'

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** A clock that can be set. For simulated desks alone. */
export type ShiftedClock = Clock & {
  /** Sets it so many days from where it began; the time of day goes on. */
  stand(days: number): void
}

/**
 * A clock that begins on another day, at the present time of that day, and goes on from there: what the law of some other
 * day says is tried with it, and what the desk does when its clock is set.
 * @param first null: the clock's own day
 */
export const clockFrom = (first: Day | null, clock: Clock): ShiftedClock => {
  const start = first === null ? 0 : Date.parse(first) - Date.parse(clock.today())
  let shift = start
  const now = (): number => Date.parse(clock.instant()) + shift
  return {
    ...clock,
    instant: () => instantInTokyo(now()),
    today: () => dayInTokyo(now()),
    stand: (days) => {
      shift = start + days * DAY_MILLISECONDS
    },
  }
}
