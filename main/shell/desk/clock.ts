import type { Timers } from '../../../contract/clock.ts'

/** The machine's time. */
export const systemTimers: Timers = {
  monotonic: () => performance.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds)
    return () => clearTimeout(timer)
  },
}
